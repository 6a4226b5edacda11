"""Circles against every way of dividing up to nine people; what the heuristic misses stays within bounds."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.matching.rounds.circles import Table, circles, sizes
from peerportal.matching.rounds.exchanges import value
from peerportal.matching.rounds.plan import LARGEST, SMALLEST


def table(people, seed, density):
    """Weights from 1 to 9,999, and each pair allowed with this chance."""
    rng = np.random.default_rng(seed)
    weights = np.triu(rng.integers(1, 10_000, (people, people)), 1)
    allowed = np.triu(rng.random((people, people)) < density, 1)
    weights, allowed = weights + weights.T, allowed | allowed.T
    return Table(np.where(allowed, weights, 0), allowed, np.zeros(people, dtype=np.int64))


def made(of, size):
    groups = circles(of, size, np.random.default_rng(0))
    rows = [row for group in groups for row in group]
    assert len(rows) == len(set(rows)) and all(SMALLEST <= len(group) <= LARGEST for group in groups)
    assert all(of.allowed[pair] for group in groups for pair in combinations(group, 2))
    return groups


def divisions(rows, allowed):
    """Every way to divide these rows into circles of three or more in which all may meet."""
    if not rows:
        yield []
        return
    one, *rest = rows
    for count in range(SMALLEST - 1, min(LARGEST, len(rows))):
        for others in combinations(rest, count):
            if all(allowed[pair] for pair in combinations((one, *others), 2)):
                left = [row for row in rest if row not in others]
                yield from ([[one, *others], *more] for more in divisions(left, allowed))


def most_placed(of):
    """How many people the best division places."""
    rows = range(len(of.weights))
    counts = range(len(rows), SMALLEST - 1, -1)
    return next(
        (n for n in counts for some in combinations(rows, n) if any(divisions(list(some), of.allowed))), 0
    )


@pytest.mark.parametrize("people", [6, 7, 8, 9])
@pytest.mark.parametrize("seed", range(12))
def test_where_all_may_meet_the_value_is_within_a_fiftieth_of_the_best_division(people, seed):
    of, size = table(people, seed, 1), 3 + seed % 3
    groups = made(of, size)
    wanted = sizes(people, size)
    rivals = [
        one for one in divisions(list(range(people)), of.allowed) if sorted(map(len, one)) == sorted(wanted)
    ]
    best = max(value(of.weights, rival) for rival in rivals)
    assert sorted(map(len, groups)) == sorted(wanted)
    assert best * 49 <= value(of.weights, groups) * 50 <= best * 50


def test_where_few_may_meet_nearly_as_many_are_placed_as_can_be():
    found, best = 0, 0
    for seed in range(120):
        of = table(6 + seed % 4, seed, (0.9, 0.7, 0.5)[seed % 3])
        placed, possible = sum(map(len, made(of, 3 + seed % 3))), most_placed(of)
        assert possible - 2 <= placed <= possible
        found, best = found + placed, best + possible
    assert found >= best * 0.99


@given(st.integers(0, 40), st.integers(0, 10_000), st.sampled_from([0.1, 0.4, 0.8, 1]), st.integers(3, 8))
@settings(max_examples=100)
def test_circles_hold_three_to_eight_who_may_all_meet(people, seed, density, size):
    of = table(people, seed, density)
    groups = made(of, size)
    if density == 1 and people >= SMALLEST:
        assert sorted(map(len, groups)) == sorted(sizes(people, size))


@given(st.integers(0, 2000), st.integers(3, 8))
def test_sizes_are_as_even_as_they_can_be(people, size):
    found = sizes(people, size)
    assert sum(found) == (people if people >= SMALLEST else 0)
    if found:
        assert min(found) >= SMALLEST and max(found) <= min(LARGEST, min(found) + 1)
    if people >= 60:
        assert abs(people / len(found) - size) < 1


def test_whoever_waited_is_placed_before_others():
    # Two triangles that share one person; only one of them can be made.
    allowed = np.zeros((5, 5), dtype=bool)
    for a, b in [(0, 1), (0, 2), (1, 2), (2, 3), (2, 4), (3, 4)]:
        allowed[a, b] = allowed[b, a] = True
    weights = np.where(allowed, 100, 0)
    for waiting, expected in [((0, 1), [0, 1, 2]), ((3, 4), [2, 3, 4])]:
        waited = np.array([row in waiting for row in range(5)], dtype=np.int64)
        groups = circles(Table(weights, allowed, waited), 3, np.random.default_rng(0))
        assert [sorted(group) for group in groups] == [expected]
