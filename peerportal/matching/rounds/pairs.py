"""Pairs: as many people as possible, then the highest sum of weights; or favourites first.

Maximum-weight matching of maximum cardinality in a general graph is Edmonds' blossom algorithm (Galil 1986, as
rustworkx has it). Its time grows with about the cube of the people, so above WHOLE they are paired greedily first and
then exactly within pieces, again and again: a piece is grown along the exchanges that promise most, and what a piece
gains is never lost. What that misses of the whole optimum is measured in docs/matching.md.
"""

from __future__ import annotations

import heapq

import numpy as np

from peerportal.matching.rounds.edges import WEIGHT_AT, Edges
from peerportal.matching.rounds.sets import Ints

ALONE = -1
WHOLE, PIECE = 3000, 1500
SWEEPS, ENOUGH = 8, 5000  # no further sweep when the last one gained less than a five-thousandth
FAN = 5  # along so many exchanges a piece grows from each person
_NOISE = 500  # points by which promises are shaken, so that no two sweeps cut alike


def favourites_first(edges: Edges, partner: Ints) -> Ints:
    """Go through the pairs from the best to the worst and take each whose two are still alone.

    As the weight of a pair is the same for both, no two people would rather have each other than whom they get.
    """
    found = partner.copy()
    order = np.argsort(-edges.keys, kind="stable")
    for a, b in zip(edges.a[order].tolist(), edges.b[order].tolist(), strict=True):
        if found[a] == ALONE and found[b] == ALONE:
            found[a], found[b] = b, a
    return found


def best_pairs(edges: Edges, partner: Ints, seed: int = 0, *, whole: int = WHOLE, most: int = PIECE) -> Ints:
    """The partner of each row, ALONE for none.

    Up to `whole` people it is the optimum. Beyond, the search begins with `partner`, and pieces have about `most`.
    """
    if len(partner) <= whole:
        return _solved(edges, np.full(len(partner), ALONE, dtype=np.int64))
    rng = np.random.default_rng(seed)
    found = favourites_first(edges, partner)
    worth = _weight(edges, found)
    for _ in range(SWEEPS):
        before = worth
        piece = _cut(edges, found, rng, most)
        inside = np.flatnonzero(piece[edges.a] == piece[edges.b])
        inside = inside[np.argsort(piece[edges.a[inside]], kind="stable")]
        ends = np.searchsorted(piece[edges.a[inside]], np.arange(int(piece.max()) + 2))
        for number, (start, end) in enumerate(zip(ends[:-1], ends[1:], strict=True)):
            found[piece == number] = ALONE
            found = _solved(edges.taken(inside[start:end]), found)
        worth = _weight(edges, found)
        if (worth - before) * ENOUGH < before:
            break
    return found


def _weight(edges: Edges, partner: Ints) -> int:
    """The sum of the weights of the pairs chosen."""
    return int((edges.keys[partner[edges.a] == edges.b] >> WEIGHT_AT).sum())


def _solved(edges: Edges, partner: Ints) -> Ints:
    """`partner` with the exact best pairs of these edges put in."""
    # Imported when needed: only rounds use it, and every process of the server would carry it.
    import rustworkx

    rows, ends = np.unique(np.concatenate([edges.a, edges.b]), return_inverse=True)
    graph: rustworkx.PyGraph[None, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(rows))
    a, b = ends[: len(edges)].tolist(), ends[len(edges) :].tolist()
    graph.add_edges_from(list(zip(a, b, edges.keys.tolist(), strict=True)))
    for one, other in rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int):
        partner[rows[one]], partner[rows[other]] = rows[other], rows[one]
    return partner


def _cut(edges: Edges, partner: Ints, rng: np.random.Generator, most: int) -> Ints:
    """A piece for each row; pairs stay whole, and no piece has more than a tenth more than `most` people."""
    near, promise = _exchanges(edges, partner, rng)
    best = np.array([max(promised, default=-np.inf) for promised in promise])
    piece = np.full(len(partner), -1, dtype=np.int64)
    number = 0
    for seed in [*np.flatnonzero(partner == ALONE).tolist(), *np.argsort(-best, kind="stable").tolist()]:
        if piece[seed] < 0:
            _grow((seed, number, most), piece, partner, (near, promise))
            number += 1
    return _merged(piece, most)


def _exchanges(
    edges: Edges, partner: Ints, rng: np.random.Generator
) -> tuple[list[list[int]], list[list[float]]]:
    """For each row the FAN people who promise most, and how much: weight less half of what both have now."""
    weights = (edges.keys >> WEIGHT_AT).astype(float)
    chosen = partner[edges.a] == edges.b
    has = np.zeros(len(partner))
    has[edges.a[chosen]] = has[edges.b[chosen]] = weights[chosen] / 2
    gain = weights - has[edges.a] - has[edges.b] + rng.integers(0, _NOISE, len(edges))
    gain[chosen] = -np.inf
    rows, others = np.concatenate([edges.a, edges.b]), np.concatenate([edges.b, edges.a])
    gains = np.concatenate([gain, gain])
    order = np.lexsort((-gains, rows))
    starts = np.searchsorted(rows[order], np.arange(len(partner) + 1))
    parts = [order[start : min(end, start + FAN)] for start, end in zip(starts[:-1], starts[1:], strict=True)]
    return [others[part].tolist() for part in parts], [gains[part].tolist() for part in parts]


def _grow(
    start: tuple[int, int, int],
    piece: Ints,
    partner: Ints,
    exchanges: tuple[list[list[int]], list[list[float]]],
) -> None:
    """From (row, number, most): the number for whom one reaches, the most promising first, with their partners."""
    seed, number, most = start
    near, promise = exchanges
    waiting, size = [(0.0, seed)], 0
    while waiting and size < most:
        _, row = heapq.heappop(waiting)
        if piece[row] >= 0:
            continue
        for one in {row, int(partner[row])} - {ALONE}:
            piece[one] = number
            size += 1
            for other, promised in zip(near[one], promise[one], strict=True):
                if piece[other] < 0:
                    heapq.heappush(waiting, (-promised, other))


def _merged(piece: Ints, most: int) -> Ints:
    """Small pieces put together while they stay within `most`, and a little more."""
    sizes = np.bincount(piece)
    number, size = 0, 0
    renamed = np.zeros(len(sizes), dtype=np.int64)
    for one in np.argsort(sizes, kind="stable").tolist():
        if size and size + sizes[one] > most + most // 10:
            number, size = number + 1, 0
        renamed[one], size = number, size + sizes[one]
    return renamed[piece]


def pairs_of(partner: Ints) -> list[tuple[int, int]]:
    """Each pair once, in the order of rows."""
    return [(row, other) for row, other in enumerate(partner.tolist()) if row < other]
