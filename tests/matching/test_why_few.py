"""Never a dead end: who is left out by what, and the one change that helps most, in the same answer."""

import pytest

from peerportal.core import changes
from peerportal.core.db import transaction
from peerportal.matching import rules, shortage
from peerportal.matching.filters import Narrowing, SuggestionFilter
from peerportal.matching.peer import Peer
from peerportal.matching.rules import Bounds, Ties
from peerportal.matching.shortage import Change, Tally
from peerportal.people.models import Level
from peerportal.programmes.models import Programme

LEVELS = [("Junior", 1), ("Head", 6)]
VIEWER = Peer(1, level=1, formats=frozenset({"video"}), languages=frozenset({"English"}))


def tally(others, bounds=None, ties=None, **chosen):
    everybody = shortage.sort(VIEWER, others, ties or Ties(), bounds or Bounds())
    return shortage.narrow(VIEWER, everybody, Narrowing(SuggestionFilter(**chosen))).tally


def test_a_rule_gains_those_whom_nothing_else_leaves_out():
    others = [
        Peer(2, formats=frozenset({"phone"})),
        Peer(3, formats=frozenset({"phone"}), languages=frozenset({"Polish"})),
        Peer(4, formats=frozenset({"phone"}), room=0),
        Peer(5, formats=frozenset({"phone"}), department="Sales"),
        Peer(6, level=5),
    ]
    found = tally(others, Bounds(level_gap=1))
    assert found.by_rule == {"format": 2, "language": 1, "room": 1, "level": 1}
    assert found.gained_by_rule == {"format": 2, "level": 1}
    assert found.best_change == Change("rule", "format", 2)
    assert tally(others, Bounds(level_gap=1), department="Sales").gained_by_rule == {"format": 1}


def test_nothing_private_is_ever_named_as_a_change():
    others = [Peer(2, state="paused"), Peer(3), Peer(4), Peer(5)]
    found = tally(others, ties=Ties(closed={3}, aside={4}, line={5}))
    assert found.by_rule == {"unavailable": 3, "reporting_line": 1}
    assert found.changes == [] and set(rules.SUITED).isdisjoint(found.by_rule)


def test_the_change_that_adds_most_stands_first():
    found = Tally(
        gained_without={"hours": 2, "term": 5}, gained_by_rule={"format": 5, "level": 1}, eligible=7
    )
    assert [(one.kind, one.name) for one in found.changes] == [
        ("filter", "term"),
        ("rule", "format"),
        ("filter", "hours"),
        ("rule", "level"),
    ]


def test_no_filter_alone_helps_but_all_together_do():
    found = Tally(by_filter={"term": 4, "hours": 4}, eligible=4, left=0)
    assert found.best_change == Change("filter", "all", 4)


@pytest.mark.parametrize(
    "facts, theirs, words, leads_to",
    [
        ({"languages": ["Polish"]}, {}, "Name another language in your profile +3", "/profile/where"),
        ({"formats": ["phone"]}, {"formats": ["video"]}, "Name more ways of meeting", "/profile/working"),
    ],
)
def test_what_the_person_could_change_is_one_click_away(
    browser_of, make_person, programme, facts, theirs, words, leads_to
):
    lin = make_person("Lin Wei", **facts)
    for number in range(3):
        make_person(f"Peer {number}", **theirs)
    tweak = browser_of(lin).get("/suggestions").select_one("#why-few .tweak")
    assert words in tweak.get_text(" ", strip=True) and tweak["href"] == leads_to


def test_what_only_a_coordinator_can_change_says_so(browser_of, make_person, programme):
    low, high = (Level.create(name=name, folded=name.lower(), rank=rank) for name, rank in LEVELS)
    lin, carmen = (make_person(name, level=low) for name in ("Lin Wei", "Carmen Coordinator"))
    make_person("Peer One", level=high)
    with transaction():
        type(carmen).update(is_coordinator=True).where(type(carmen).id == carmen.id).execute()
        Programme.update(level_gap=1).where(Programme.id == programme.id).execute()
        changes.record("programme", a=programme.id)
    told = browser_of(lin).get("/suggestions").select_one("#why-few")
    assert "A coordinator can allow a wider gap in level: that would bring 1 more." in told.get_text()
    assert browser_of(carmen).get("/suggestions").select_one("#why-few .tweak")["href"] == "/admin/programme"


def test_whoever_has_only_their_own_line_is_told_kindly(browser_of, make_person, programme):
    head = make_person("Marit van Dijk")
    for number in range(3):
        make_person(f"Peer {number}", manager=head)
    told = browser_of(head).get("/suggestions").get_text(" ", strip=True)
    assert "3 are in your reporting line, which is never shown." in told
    assert "As soon as somebody from outside your reporting line joins, they are suggested here." in told
