"""What a process knows of the vocabulary follows what others did to it."""

from hypothesis import given
from hypothesis import strategies as st

from peerportal.terms import merging, relating, undoing
from peerportal.terms.complete import complete
from peerportal.terms.known import ENOUGH, Known
from peerportal.terms.models import Term
from peerportal.terms.vocabulary import Vocabulary
from tests.terms.test_merging import term


def offered(process, text):
    """What this process completes a text to."""
    return list(process.follow(Term).said_all(complete(text, process.all)))


def test_another_process_follows_every_deed(make_person, carmen):
    make_person("Cy", offers=["Zwiebelkuchen", "Zwetschgendatschi"])
    other = Known().follow(Term)
    steps = [
        (lambda: merging.merge(term("Zwiebelkuchen"), term("Zwetschgendatschi"), by=0), "Zwetschgendatschi"),
        (lambda: merging.split(term("Zwiebelkuchen"), by=0), "Zwiebelkuchen"),
        (lambda: merging.rename(term("Zwiebelkuchen"), "Onion tart", by=0), "Onion tart"),
        (lambda: merging.rename(term("Onion tart"), "ONION TART", by=0), "ONION TART"),
        (lambda: merging.add_alias(term("Zwetschgendatschi"), "Zwiebel", by=0), None),
    ]
    for deed, label in steps:
        deed()
        assert label is None or offered(other, "zwiebelkuchen")[0] == label
    assert offered(other, "zwiebel")[0] == "Zwetschgendatschi"


def test_an_undone_deed_is_followed_as_well(make_person):
    make_person("Cy", offers=["Zwiebelkuchen", "Zwetschgendatschi"])
    other = Known().follow(Term)
    deed = merging.merge(term("Zwiebelkuchen"), term("Zwetschgendatschi"), by=0)
    assert offered(other, "zwiebelkuchen")[0] == "Zwetschgendatschi"
    undoing.undo(deed, by=0)
    assert offered(other, "zwiebelkuchen")[0] == "Zwiebelkuchen"


def test_following_costs_one_query_and_two_after_a_deed(make_person, count_queries):
    make_person("Cy", offers=["Zwiebelkuchen", "Zwetschgendatschi"])
    other = Known().follow(Term)
    with count_queries() as counted:
        other.follow(Term)
    assert counted.count == 1
    relating.relate(term("Zwiebelkuchen"), term("Zwetschgendatschi"), relating.SOME, by=0)
    with count_queries() as counted:
        other.follow(Term)
    assert counted.count == 2


def test_what_few_go_through_is_offered_to_nobody(make_person):
    for number in range(ENOUGH):
        assert "Zwangspause" not in offered(Known(), "zwangsp") and "Zwangspause" not in Term.most_used(40)
        make_person(f"Quiet {number}", situation=["Zwangspause"])
    assert "Zwangspause" in offered(Known(), "zwangsp")


def test_words_known_only_as_a_situation_still_find_their_like(make_person):
    make_person("Quiet", situation=["Zwangspause nach Krankheit"])
    assert Term.resolve("zwangspause nach krankheit").label == "zwangspause nach krankheit"
    assert Term.named("zwangspause nach krankheit") == term("Zwangspause nach Krankheit")


def test_a_term_read_before_it_was_counted_is_offered_soon_after(app):
    other, made = Known().follow(Term), Term.named("Zwiebelkuchen")
    assert "Zwiebelkuchen" not in offered(other, "zwiebelk")
    Term.count_use({made.id: 1})
    assert "Zwiebelkuchen" in offered(other, "zwiebelk")


KNOWN = st.sampled_from(["SQL", "PM", "pm", "Zwiebelkuchen", "Menu planning", "Planning", "K8s"])
LABELS = st.lists(KNOWN | st.text("abc ", min_size=1).filter(str.strip))


@given(LABELS, LABELS)
def test_a_vocabulary_made_shorter_is_as_if_the_rest_had_never_come(first, then):
    grown, never = Vocabulary.of(first), Vocabulary.of(first)
    for label in then:
        grown.add(label, uses=3)
    assert grown.shortened(len(never.by_key)) == never
