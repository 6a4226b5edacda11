"""Reasons are told from the stored fit alone, and say no more than was found."""

from dataclasses import asdict, replace

import pytest
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
    for line in (told.to_you, told.from_you, told.opener, *told.also, *told.more):
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
    assert reasons.plain(told.to_you) == "A swap: Omar can help you with public speaking."
    assert reasons.plain(told.from_you) == "In return, you can help Omar with Kubernetes."
    assert told.strength == "good fit"
    assert "public speaking" in reasons.plain(told.opener)
    assert "public speaking" in reasons.note(fit, priya, omar) and "k8s" in reasons.note(fit, priya, omar)


def test_a_near_term_shows_both_spellings():
    one = someone(1, "Ada", seeks=[(1, "data anlysis")])
    other = someone(2, "Ben", offers=[(2, "analytics of data")])
    fit = compare(one, other, {1: {2: 80}, 2: {1: 80}}, Wishes())
    assert reasons.plain(reasons.to_you(fit, one, other)) == (
        "Ben offers analytics of data (close to your data anlysis), which you are looking for."
    )


def test_two_gains_read_as_one_sentence():
    one = someone(1, "Ada", seeks=[(1, "SQL"), (2, "Go")])
    other = someone(2, "Ben", offers=[(1, "SQL"), (2, "Go")])
    fit = compare(one, other, {}, Wishes())
    assert (
        reasons.plain(reasons.to_you(fit, one, other)) == "Ben offers SQL and Go, which you are looking for."
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


def told(viewer, other, wished=None, near=None, **how):
    says = reasons.introduce(compare(viewer, other, near or {}, wished or Wishes()), viewer, other, **how)
    return [reasons.plain(line) for line in (says.to_you, says.from_you, *says.also, *says.more)]


ADA = someone(
    1, "Ada Ashe", offers=[(1, "SQL")], seeks=[(2, "Go")], department="Legal", location="Pune", level=2
)
DAY = 2**32 - 1  # eight hours as quarters


@pytest.mark.parametrize(
    "component, facts, sentence",
    [
        (
            "exchange",
            {"offers": (2,), "words": {("offer", 2): "Go"}},
            "Ben offers Go, which you are looking for.",
        ),
        ("common", {"interests": frozenset({7})}, "You share chess."),
        ("common", {"situations": frozenset({8})}, "You are both going through this: new here."),
        ("practical", {"hours": DAY}, "You share 8 working hours a week."),
        (
            "practical",
            {"hours": DAY << 400},
            "Your working hours hardly meet, so a first chat takes some planning.",
        ),
        ("level", {"level": 2}, "You are at the same level."),
        ("level", {"level": 3}, "You are one level apart."),
        ("level", {"level": 4}, "You are two levels apart."),
        ("difference", {"department": "Sales"}, "From another department: Sales."),
    ],
)
def test_every_component_says_its_sentence_and_only_where_it_counts(component, facts, sentence):
    ada = replace(
        ADA, interests=frozenset({7}), situations=frozenset({8}), hours=DAY,
        words=ADA.words | {("interest", 7): "chess", ("situation", 8): "New here"},
    )  # fmt: skip
    plain = someone(2, "Ben Boe")
    ben = replace(plain, **facts)
    assert sentence in told(ada, ben) and sentence not in told(ada, plain)
    with_it, without = (getattr(compare(ada, one, {}, Wishes()), component) for one in (ben, plain))
    assert with_it != without, "what is said is what was counted"
    if component != "exchange":
        assert sentence not in told(ada, ben, Wishes(notches={component: 0})), (
            "what is turned off is no reason"
        )


@pytest.mark.parametrize(
    "wished, facts, sentence",
    [
        (Wishes(department="same"), {"department": "Legal"}, "You both work in Legal."),
        (Wishes(place="same"), {"location": "Pune"}, "You are both in Pune."),
        (Wishes(place="different"), {"location": "Lisbon"}, "From another place: Lisbon."),
        (Wishes(department="any"), {"department": "Sales"}, None),
        (Wishes(department="any"), {"department": "Legal"}, None),
    ],
)
def test_departments_and_places_are_reasons_as_the_programme_wishes(wished, facts, sentence):
    lines = told(ADA, replace(someone(2, "Ben Boe"), **facts), wished)
    assert sentence in lines if sentence else not any("Sales" in line or "Legal" in line for line in lines)


def test_the_same_strengths_and_a_newcomer_are_said():
    ben = someone(2, "Ben Boe", offers=[(1, "sql")])
    assert "You both offer SQL, so there is less to swap." in told(ADA, ben)
    assert compare(ADA, ben, {}, Wishes()).redundancy > 0
    new = "New here, in their first three weeks."
    assert new in told(ADA, ben, new=True) and new not in told(ADA, ben)


def test_thin_profiles_are_met_kindly():
    blank, ben = someone(3, "Cleo Cruz"), someone(2, "Ben Boe", offers=[(5, "Tax")], seeks=[(6, "Rust")])
    assert told(ADA, blank)[:2] == [
        "Cleo has not written yet what to ask about, which makes a good first question.",
        "Cleo has not written yet what would help; you could tell them about SQL.",
    ]
    assert told(blank, ben)[:2] == [
        "You have not written yet what you look for; Ben can tell you about Tax.",
        "You have not written yet what you offer; a fresh view from outside helps too.",
    ]
    assert told(ADA, ben)[:2] == [
        "Nothing from your list, yet Ben can tell you about Tax.",
        "Nothing from their list, yet you could tell Ben about SQL.",
    ]


def test_the_main_reason_is_what_the_introduction_leads_with():
    ben = someone(
        2, "Ben", offers=[(2, "Go")], seeks=[(1, "SQL")], interests=[(7, "chess")], situations=[(8, "x")]
    )
    ada = replace(ADA, interests=frozenset({7}), situations=frozenset({8}))
    bens = [
        replace(ben, **less)
        for less in (
            {},
            {"offers": ()},
            {"offers": (), "seeks": ()},
            {"offers": (), "seeks": (), "situations": frozenset()},
            {"offers": (), "seeks": (), "situations": frozenset(), "interests": frozenset()},
        )
    ]
    leads = ["gain:2", "give:1", "ground", "interest:7", ""]
    assert [reasons.main_reason(compare(ada, one, {}, Wishes())) for one in bens] == leads
    assert [reasons.leads_with(ada, one, {}) for one in bens] == leads
