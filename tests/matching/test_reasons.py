"""Reasons are told from the stored fit alone, and say no more than was found."""

from dataclasses import asdict

from hypothesis import given, settings

from peerportal.matching import reasons
from peerportal.matching.peer import Peer
from peerportal.matching.score import Fit, Wishes, compare
from tests.matching.people import nearness, peers, wishes

FIVE = {"strong swap", "good fit", "one-way help", "common ground", "new connection"}


def someone(number, name, offers=(), seeks=(), interests=(), situations=(), **facts):
    words = {("offer", i): word for i, word in offers} | {("seek", i): word for i, word in seeks}
    words |= {("interest", i): word for i, word in interests} | {
        ("situation", i): word for i, word in situations
    }
    ids = lambda pairs: tuple(i for i, _ in pairs)  # noqa: E731
    return Peer(number, name=name, offers=ids(offers), seeks=ids(seeks), interests=frozenset(ids(interests)),
                situations=frozenset(ids(situations)), words=words, **facts)  # fmt: skip


@given(peers(number=1), peers(number=2), nearness(), wishes())
@settings(max_examples=150, deadline=None)
def test_every_line_is_rebuilt_from_the_stored_fit(one, other, near, wished):
    fit = compare(one, other, near, wished)
    told = reasons.introduce(fit, one, other)
    again = reasons.introduce(Fit(**asdict(fit)), one, other)
    assert told == again and told.strength in FIVE
    assert told.gains == any(
        max(near.get(w, {}).get(o, 0), 100 * (w == o)) >= 75 for w in one.seeks for o in other.offers
    )
    for line in (told.to_you, told.from_you, told.opener, *told.also):
        assert len(line) % 2 and all(line[1::2]), line
    assert len(told.also) <= 3


def test_a_swap_is_told_in_both_directions():
    priya = someone(
        1, "Priya", offers=[(1, "Kubernetes")], seeks=[(2, "Public speaking")], department="Engineering"
    )
    omar = someone(
        2, "Omar", offers=[(2, "public speaking")], seeks=[(1, "k8s")], department="Finance", hours=2**60 - 1
    )
    fit = compare(priya, omar, {}, Wishes())
    told = reasons.introduce(fit, priya, omar)
    assert reasons.plain(told.to_you) == "They offer public speaking, which you are looking for."
    assert reasons.plain(told.from_you) == "You offer Kubernetes, which they are looking for."
    assert told.strength == "good fit"
    assert "public speaking" in reasons.plain(told.opener)
    assert "public speaking" in reasons.note(fit, priya, omar) and "k8s" in reasons.note(fit, priya, omar)


def test_a_near_term_shows_both_spellings():
    one = someone(1, "Ada", seeks=[(1, "data anlysis")])
    other = someone(2, "Ben", offers=[(2, "analytics of data")])
    fit = compare(one, other, {1: {2: 80}, 2: {1: 80}}, Wishes())
    assert reasons.plain(reasons.to_you(fit, one, other)) == (
        "They offer analytics of data (close to your data anlysis), which you are looking for."
    )


def test_two_gains_read_as_one_sentence():
    one = someone(1, "Ada", seeks=[(1, "SQL"), (2, "Go")])
    other = someone(2, "Ben", offers=[(1, "SQL"), (2, "Go")])
    fit = compare(one, other, {}, Wishes())
    assert (
        reasons.plain(reasons.to_you(fit, one, other)) == "They offer SQL and Go, which you are looking for."
    )


def test_what_one_is_going_through_is_named_only_when_both_named_it():
    one = someone(1, "Ada", situations=[(5, "Back from a long leave")])
    same = someone(2, "Ben", situations=[(5, "back from long leave")])
    near = someone(3, "Cleo", situations=[(6, "Parental leave")])
    links = {5: {6: 95}, 6: {5: 95}}
    assert "long leave" in repr(reasons.introduce(compare(one, same, links, Wishes()), one, same))
    assert "leave" not in repr(reasons.introduce(compare(one, near, links, Wishes()), one, near))
    hushed = reasons.introduce(compare(one, same, links, Wishes()), one, same, going_through=False)
    assert "leave" not in repr(hushed)
    assert "leave" not in reasons.note(compare(one, same, links, Wishes()), one, same)


def test_the_five_words():
    def word(**facts):
        blank = dict.fromkeys(
            "gain give exchange common practical level difference redundancy total".split(), 0
        )
        return reasons.strength(Fit(**blank | facts))

    assert word(exchange=6100, total=7000) == "strong swap"
    assert word(exchange=4000, total=5600) == "good fit"
    assert word(gain=6200, give=0, exchange=1550, total=4000) == "one-way help"
    assert word(common=6000, total=4000) == "common ground"
    assert word(total=3500) == "new connection"
