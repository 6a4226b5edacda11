"""Whole rounds: no rule is ever broken, the same seed gives the same round, and who is left over is told why."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.matching import score
from peerportal.matching.peer import Peer
from peerportal.matching.rounds import Crowd, Plan, make
from peerportal.matching.rules import Bounds, Ties
from tests.matching.rounds.crowds import colleagues, crowds, may_be_together, pairs_within, plans


def people_of(made):
    return [person for group in made.groups for person in group.people]


@given(crowds(), plans())
@settings(max_examples=150)
def test_no_rule_is_ever_broken_and_everybody_is_placed_once_or_told_why(crowd, plan):
    made = make(crowd, plan)
    peer = {one.id: one for one in crowd.peers}
    told = {one.id: replace(one, situations=frozenset()) for one in crowd.peers}
    assert sorted([*people_of(made), *(one.person for one in made.left)]) == sorted(peer)
    for group in made.groups:
        assert len(group.people) in ((2, 3) if plan.size == 2 else range(3, 9))
        points = []
        for a, b in pairs_within(group.people):
            assert may_be_together(crowd, plan, peer[a], peer[b])
            points.append(score.compare(told[a], told[b], crowd.near, crowd.wishes).total)
        assert (group.points, group.least) == (sum(points) // len(points), min(points))
    assert all(one.why.endswith(".") for one in made.left)


@given(crowds(), plans(), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_people_does_not_matter(crowd, plan, rng):
    shuffled = list(crowd.peers)
    rng.shuffle(shuffled)
    assert make(replace(crowd, peers=shuffled), plan) == make(crowd, plan)


def test_a_random_round_is_another_with_another_seed_and_keeps_its_seed():
    crowd = Crowd(colleagues(20))
    rounds = [make(crowd, Plan("random", seed=seed)) for seed in (1, 1, 2)]
    assert rounds[0] == rounds[1] and rounds[0].groups != rounds[2].groups
    assert [one.plan.seed for one in rounds] == [1, 1, 2]


def test_the_odd_one_joins_a_pair():
    made = make(Crowd(colleagues(9)), Plan())
    assert sorted(len(group.people) for group in made.groups) == [2, 2, 2, 3] and not made.left


def test_somebody_no_pair_may_take_gets_the_partner_of_somebody_whom_another_pair_takes():
    # Priya (1) may meet only Omar (2); the four others may all meet, and so may they and Omar.
    apart = frozenset({3, 4, 5})
    crowd = Crowd(colleagues(5), ties={1: Ties(closed=apart)})
    made = make(crowd, Plan())
    assert not made.left and [len(group.people) for group in made.groups] == [2, 3]
    assert (1, 2) in [group.people for group in made.groups]


def test_whoever_was_left_over_before_is_not_left_over_again():
    # Three who may meet the one in the middle only: two stay alone or join none.
    crowd = Crowd(colleagues(4), ties={one: Ties(closed={2, 3, 4} - {one}) for one in (2, 3, 4)})
    for waiting in (2, 3, 4):
        made = make(replace(crowd, waited={waiting: 2}), Plan())
        assert [group.people for group in made.groups] == [(1, waiting)]
        assert {one.person for one in made.left} == {2, 3, 4} - {waiting}


def test_nobody_meets_again_whom_they_met():
    crowd = Crowd(colleagues(6))
    met = set()
    for _ in range(5):
        made = make(replace(crowd, met=met), Plan())
        assert len(made.groups) == 3
        met |= {group.people for group in made.groups}
    assert len(met) == 15
    assert {one.why for one in make(replace(crowd, met=met), Plan()).left} == {
        "Everybody else is not available to them right now."
    }


@pytest.mark.parametrize("mode", ["best", "random"])
def test_across_departments_as_far_as_wished(mode):
    people = colleagues(8, department=lambda number: "Legal" if number <= 6 else "Sales")
    area = {one.id: one.department for one in people}

    def mixed(across):
        made = make(Crowd(people), Plan(mode, across=across, seed=4))
        return made, sum(len({area[one] for one in group.people}) > 1 for group in made.groups)

    preferred, crossing = mixed("preferred")
    assert crossing == 2 and len(people_of(preferred)) == 8
    required, crossing = mixed("required")
    assert crossing == len(required.groups) == 2 and len(required.left) == 4
    assert {one.why for one in required.left} == {
        "Everybody they could be put together with found a better place; they come first next time."
    }


def left_with(why_facts, bounds=None, **ties):
    """Why Priya (1) is left over beside Omar and Lin, who get each other."""
    priya = Peer(1, level=3, **why_facts)
    others = [
        Peer(2, level=6, languages=frozenset({"Polish"})),
        Peer(3, level=6, formats=frozenset({"phone"})),
    ]
    made = make(
        Crowd([priya, *others], bounds=bounds or Bounds(), ties={1: Ties(**ties)} if ties else {}), Plan()
    )
    return next(one.why for one in made.left if one.person == 1)


def test_why_somebody_was_left_over():
    assert left_with({}, Bounds(level_gap=1)) == "Everybody else is more than 1 level away."
    assert left_with({}, Bounds(level_gap=2), line={2}) == (
        "Everybody else is in their reporting line or is more than 2 levels away."
    )
    facts = {"languages": frozenset({"English"}), "formats": frozenset({"video"})}
    assert (
        left_with(facts)
        == "Everybody else shares no language with them or shares no way of meeting with them."
    )
    assert left_with({"room": 0}) == "They have no room for another peer right now."
    assert left_with({"state": "paused"}) == "They are not taking part right now."
    assert make(Crowd([Peer(1)]), Plan()).left[0].why == "Nobody else is in this round."


def test_what_only_two_people_know_of_each_other_is_told_in_the_same_words():
    worlds = [
        {"ties": {1: Ties(closed={2, 3})}},  # a block, or a "not now" not long ago
        {"ties": {1: Ties(aside={2, 3})}},
        {"ties": {2: Ties(aside={1}), 3: Ties(closed={1})}},  # the other way round
        {"ties": {1: Ties(touch={2, 3})}},
        {"met": {(1, 2), (3, 1)}},
    ]
    rounds = [make(Crowd(colleagues(3), **world), Plan()) for world in worlds]
    assert all(one == rounds[0] for one in rounds)
    assert rounds[0].left[0].why == "Everybody else is not available to them right now."


def test_a_plan_that_cannot_be_is_refused():
    for wrong in ({"mode": "worst"}, {"size": 9}, {"size": 1}, {"across": "sideways"}):
        with pytest.raises(ValueError, match="no such round"):
            Plan(**wrong)
    with pytest.raises(ValueError, match="twice"):
        make(Crowd([Peer(1), Peer(1)]), Plan())
