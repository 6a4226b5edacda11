"""Terms made by an older way of reading are found under the newer one."""

from peerportal.people.profile import words
from peerportal.terms import deeds, undoing
from peerportal.terms.models import Term
from peerportal.terms.rereading import reread
from tests.terms.test_merging import seen_by, term


def made_before(label, key):
    """A term as an older version of the portal would have made it."""
    return Term.create(label=label, key=key, uses=1)


def test_a_term_is_found_again_under_the_key_it_has_now(app):
    old = made_before("Process mining at work", "proces mineing at wrk")
    assert reread() == (1, 0)
    assert Term.named("process mining at work") == old and reread() == (0, 0)


def test_two_that_are_read_alike_now_become_one_and_can_be_taken_apart(make_person, carmen):
    ada, ben = make_person("Ada", offers=["Sourdough"]), make_person("Ben")
    words.add(ben, "offer", "Kubernetes")
    Term.update(label="sour dough", key="sour dough").where(Term.label == "Kubernetes").execute()
    Term.update(label="sourdough", uses=5).where(Term.label == "Sourdough").execute()
    Term.update(label="SOURDOUGH").where(Term.label == "sour dough").execute()
    assert reread() == (0, 1)
    assert seen_by(ada) == [("Sourdough", "sourdough")] and seen_by(ben) == [("Kubernetes", "sourdough")]
    (line,) = deeds.history(1)[0]
    assert (line.by, line.deed.said) == ("The operator", "merged “SOURDOUGH” into “sourdough”")
    undoing.undo(line.deed, by=carmen.id)
    assert seen_by(ben) == [("Kubernetes", "SOURDOUGH")]


def test_keys_may_change_places(app):
    made_before("Alpine hut keeping", "zither tuning")
    made_before("Zither tuning", "alpine hut keeping")
    assert reread() == (2, 0)
    assert (
        term("Alpine hut keeping").key == "alpine hut keeping"
        and term("Zither tuning").key == "zither tuning"
    )
