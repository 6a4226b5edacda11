"""The score: the same from both sides, never worse for a further offer, two-way before one-way."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from peerportal.matching import score
from peerportal.matching.peer import Peer
from peerportal.matching.score import Wishes, compare
from tests.matching.people import nearness, peers, wishes


def pair(one, other, number=1):
    return replace(one, id=number), replace(other, id=number + 1)


@given(peers(), peers(), nearness(), wishes())
@settings(max_examples=200, deadline=None)
def test_both_sides_see_the_same_total(one, other, near, wished):
    one, other = pair(one, other)
    here, there = compare(one, other, near, wished), compare(other, one, near, wished)
    assert here.total == there.total
    assert (here.gain, here.give) == (there.give, there.gain)
    assert (here.common, here.redundancy, here.minutes) == (there.common, there.redundancy, there.minutes)


@given(peers(), peers(most_offers=7), nearness(), st.data())
@settings(max_examples=150, deadline=None)
def test_offering_something_they_seek_never_lowers_the_exchange(one, other, near, data):
    assume(one.seeks)
    wanted = data.draw(st.sampled_from(one.seeks))
    assume(wanted not in other.offers)
    more = replace(other, offers=(*other.offers, wanted))
    assert compare(one, more, near, Wishes()).exchange >= compare(one, other, near, Wishes()).exchange


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_one_sided_pair_never_passes_a_two_way_pair_of_the_same_size(gain, give):
    assert score.fused(gain, give) >= score.fused(gain + give, 0)
    assert score.fused(gain, give) <= score.fused((gain + give + 1) // 2, (gain + give + 1) // 2) + 1


@given(st.lists(st.integers(0, 100), max_size=6), st.integers(1, 40))
def test_everything_stays_between_nothing_and_full(best, offers):
    assert 0 <= score.saturated(best, offers) <= score.FULL


def test_the_worked_example():
    # A seeks Kubernetes (1) and speaking (2), offers Python (3) and SQL (4); B offers k8s (5) and Docker, seeks Python.
    hours = 2**80 - 1
    a = Peer(
        1,
        department="Engineering",
        level=3,
        hours=hours,
        offers=(3, 4),
        seeks=(1, 2),
        interests=frozenset({9}),
    )
    b = Peer(
        2, department="Finance", level=3, hours=hours, offers=(5, 6), seeks=(3,), interests=frozenset({9})
    )
    near = {1: {5: 97}, 5: {1: 97}}
    fit = compare(a, b, near, Wishes())
    assert (fit.gain, fit.give) == (6014, 6200)
    assert 6050 <= fit.exchange <= 6150
    assert (fit.practical, fit.level, fit.difference) == (10_000, 10_000, 10_000)
    assert fit.gains == ((1, 5, 97),) and fit.gives == ((3, 3, 100),)
    assert compare(a, replace(b, seeks=()), near, Wishes()).exchange == 1503


def test_a_second_shared_topic_adds_less_than_the_first():
    first, second = score.saturated([100], 1), score.saturated([100, 100], 2)
    assert first == 6200 and second - first < first


def test_whoever_offers_everything_counts_less():
    assert score.saturated([100], 15) < score.saturated([100], 8) == score.saturated([100], 1)


def test_related_terms_count_half_and_are_no_reason():
    one, other = Peer(1, seeks=(1,)), Peer(2, offers=(2,))
    fit = compare(one, other, {1: {2: 70}, 2: {1: 70}}, Wishes())
    assert fit.gain == 2170 and fit.gains == ()


def test_the_same_strengths_are_a_small_penalty():
    one = Peer(1, offers=(1, 2), seeks=(3,))
    alike, unlike = Peer(2, offers=(1, 2, 3)), Peer(2, offers=(3, 4, 5))
    assert compare(one, alike, {}, Wishes()).redundancy == 10_000
    assert compare(one, alike, {}, Wishes()).total == compare(one, unlike, {}, Wishes()).total - 500


@pytest.mark.parametrize(
    "wish, same_department, same_manager, outcome",
    [("different", False, False, 10_000), ("different", True, False, 5000), ("different", True, True, 0),
     ("same", True, False, 10_000), ("same", False, False, 0), ("any", False, False, 5000)],
)  # fmt: skip
def test_difference_is_what_the_programme_wishes(wish, same_department, same_manager, outcome):
    one = Peer(1, department="Legal", manager=9)
    other = Peer(2, department="Legal" if same_department else "Sales", manager=9 if same_manager else 8)
    assert compare(one, other, {}, Wishes(department=wish)).difference == outcome


def test_a_weight_turned_off_changes_nothing_any_more():
    one, near, far = Peer(1, level=3), Peer(2, level=3), Peer(3, level=6)
    off = Wishes(notches={"level": 0})
    assert compare(one, near, {}, off).total == compare(one, far, {}, off).total
    assert compare(one, near, {}, Wishes()).total > compare(one, far, {}, Wishes()).total
