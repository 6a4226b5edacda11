"""The hard rules on random reporting trees and random ties: never broken, and the private ones never told apart."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.matching import ranking, rules, shortage
from peerportal.matching.peer import Peer
from peerportal.matching.rules import Bounds, Ties
from tests.matching.people import peers

MANAGERS = st.dictionaries(st.integers(1, 25), st.none() | st.integers(1, 25), min_size=1)  # circles included


def above(person, managers):
    found = []
    while (person := managers.get(person)) is not None and person not in found:
        found.append(person)
    return found


@given(MANAGERS, st.integers(1, 25))
@settings(max_examples=300)
def test_the_reporting_line_is_everybody_above_and_below(managers, person):
    everybody = set(managers) | {one for one in managers.values() if one}
    expected = {one for one in everybody if one in above(person, managers) or person in above(one, managers)}
    assert rules.reporting_line(person, managers) == expected - {person}


def test_siblings_may_meet_and_a_circle_ends():
    managers = {2: 1, 3: 1, 4: 2, 7: 8, 8: 9, 9: 7}
    assert rules.reporting_line(3, managers) == {1}
    assert rules.reporting_line(4, managers) == {1, 2}
    assert rules.reporting_line(1, managers) == {2, 3, 4}
    assert rules.reporting_line(7, managers) == {8, 9}


IDS = st.frozensets(st.integers(2, 13))


@given(peers(number=1), st.data())
@settings(max_examples=150, deadline=None)
def test_nobody_on_the_list_breaks_a_rule(viewer, data):
    others = [data.draw(peers(number=number)) for number in range(2, 14)]
    ties = Ties(
        *(data.draw(IDS) for _ in range(4)),
        waiting=data.draw(st.dictionaries(st.integers(2, 13), st.integers(0, 6))),
    )
    bounds = Bounds(data.draw(st.none() | st.integers(0, 3)), data.draw(st.sampled_from([0, 60, 3000])))
    tally = shortage.sort(viewer, [viewer, *others], ties, bounds)
    shown = ranking.varied(ranking.order(viewer, [(1, one) for one in tally.eligible], 202601), 9)
    wild = ranking.wild_card(viewer, tally.eligible, {one.id for one in shown}, 202601, 13)
    for one in [*shown, *([wild] if wild else [])]:
        assert one.id not in ties.line | ties.touch | ties.closed | ties.aside | {viewer.id}
        assert one.state == "active" and one.room > 0 and ties.waiting.get(one.id, 0) < 5
        assert not (viewer.languages and one.languages) or viewer.languages & one.languages
        assert not (viewer.formats and one.formats) or viewer.formats & one.formats
        if bounds.level_gap is not None and viewer.level and one.level:
            assert abs(viewer.level - one.level) <= bounds.level_gap
    assert tally.people == 12 == len(tally.eligible) + sum(tally.by_rule.values())


@given(peers(number=1), peers(number=2), st.booleans())
@settings(max_examples=100, deadline=None)
def test_blocked_set_aside_and_paused_are_one_answer(viewer, other, full):
    other = replace(other, state="active", room=0 if full else other.room)
    worlds = [
        (other, Ties(closed={2})),
        (other, Ties(aside={2})),
        (replace(other, state="paused"), Ties()),
        (replace(other, state="suspended"), Ties()),
    ]
    assert {rules.against(viewer, one, ties, Bounds()) for one, ties in worlds} == {rules.UNAVAILABLE}


def test_a_missing_value_passes():
    silent = Peer(2)
    told = Peer(1, languages=frozenset({"German"}), formats=frozenset({"video"}), level=9, hours=1)
    assert rules.against(told, silent, Ties(), Bounds(level_gap=0, shared_minutes=600)) is None


def test_a_room_full_of_waiting_requests_is_no_room():
    assert rules.against(Peer(1), Peer(2), Ties(waiting={2: 5}), Bounds()) == rules.FULL
    assert rules.against(Peer(1), Peer(2), Ties(waiting={2: 4}), Bounds()) is None


def test_a_set_aside_person_can_still_be_looked_up_but_a_blocked_one_cannot():
    assert not rules.hidden(Peer(1), Peer(2), Ties(aside={2}))
    assert rules.hidden(Peer(1), Peer(2), Ties(closed={2}))
