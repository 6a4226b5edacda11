"""Pairs against the optimum: every graph of up to five people, random ones up to eight, pieces against the whole."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.matching.rounds.edges import WEIGHT_AT, Edges
from peerportal.matching.rounds.pairs import ALONE, best_pairs, favourites_first, pairs_of


def graph(weights):
    """Edges from {(a, b): weight}; the lots are the edges' numbers."""
    pairs = sorted(weights)
    a, b = (np.array([pair[at] for pair in pairs], dtype=np.int64) for at in (0, 1))
    plain = np.array([weights[pair] for pair in pairs], dtype=np.int64)
    return Edges(a, b, (plain << WEIGHT_AT) + np.arange(len(pairs)), plain)


def optimum(weights, people):
    """The most pairs, then the highest sum, by trying everything."""
    if len(people) < 2:
        return 0, 0
    one, *rest = people
    best = optimum(weights, rest)
    for other in rest:
        if (one, other) in weights:
            pairs, worth = optimum(weights, [person for person in rest if person != other])
            best = max(best, (pairs + 1, worth + weights[one, other]))
    return best


def nobody(people):
    return np.full(people, ALONE, dtype=np.int64)


def reached(weights, partner):
    pairs = pairs_of(partner)
    assert all(pair in weights for pair in pairs)
    assert len({row for pair in pairs for row in pair}) == 2 * len(pairs)
    return len(pairs), sum(weights[pair] for pair in pairs)


@pytest.mark.parametrize("people", [1, 2, 3, 4, 5])
def test_every_graph_of_few_people_is_paired_as_well_as_can_be(people):
    possible = list(combinations(range(people), 2))
    rng = np.random.default_rng(people)
    for chosen in range(1 << len(possible)):
        drawn = rng.integers(1, 6, len(possible)).tolist()
        weights = {pair: drawn[at] for at, pair in enumerate(possible) if chosen >> at & 1}
        assert reached(weights, best_pairs(graph(weights), nobody(people))) == optimum(weights, range(people))


@st.composite
def graphs(draw, most=8):
    people = draw(st.integers(2, most))
    pair = st.tuples(st.integers(0, people - 1), st.integers(0, people - 1)).filter(
        lambda pair: pair[0] < pair[1]
    )
    return people, draw(st.dictionaries(pair, st.integers(1, 30_000)))


@given(graphs())
@settings(max_examples=300)
def test_random_weights_are_paired_as_well_as_can_be(drawn):
    people, weights = drawn
    assert reached(weights, best_pairs(graph(weights), nobody(people))) == optimum(weights, range(people))


@given(graphs())
@settings(max_examples=300)
def test_favourites_first_leaves_no_two_who_would_rather_have_each_other(drawn):
    people, weights = drawn
    edges = graph(weights)
    partner = favourites_first(edges, nobody(people))
    keys = {pair: key for pair, key in zip(sorted(weights), edges.keys.tolist(), strict=True)}
    has = {
        row: keys[min(row, other), max(row, other)]
        for row, other in enumerate(partner.tolist())
        if other != ALONE
    }
    for (one, other), key in keys.items():
        assert has.get(one, 0) >= key or has.get(other, 0) >= key
    assert 2 * reached(weights, partner)[0] >= optimum(weights, range(people))[0]


def in_bands(people, seed):
    """A graph like a round's: everybody has some forty others of their own level and the ones beside it."""
    rng = np.random.default_rng(seed)
    level = rng.integers(0, 5, people)
    pairs = [
        (int(min(a, b)), int(max(a, b)))
        for a in range(people)
        for b in rng.choice(people, 60, replace=False)
        if a != b and abs(level[a] - level[b]) <= 1
    ]
    return {pair: int(rng.integers(1000, 9000)) for pair in pairs}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pieces_come_within_a_fiftieth_of_the_whole_and_place_as_many(seed):
    weights = in_bands(400, seed)
    edges = graph(weights)
    whole = reached(weights, best_pairs(edges, nobody(400)))
    pieces = reached(weights, best_pairs(edges, nobody(400), seed, whole=50, most=100))
    greedy = reached(weights, favourites_first(edges, nobody(400)))
    assert greedy[0] <= pieces[0] == whole[0] and whole[1] * 49 // 50 <= pieces[1] <= whole[1]


@given(graphs(most=14), st.integers(0, 3), st.integers(2, 6))
@settings(max_examples=200)
def test_pieces_are_never_worse_than_favourites_first(drawn, seed, most):
    people, weights = drawn
    edges = graph(weights)
    pieces = reached(weights, best_pairs(edges, nobody(people), seed, whole=1, most=most))
    assert pieces[0] >= reached(weights, favourites_first(edges, nobody(people)))[0]
