"""Making a round: pairs with threes for the odd ones, or circles; those left over with the reason in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import numpy as np

from peerportal.matching import score
from peerportal.matching.peer import Peer
from peerportal.matching.rounds.circles import Table, circles
from peerportal.matching.rounds.edges import WEIGHT_AT, Edges, Worth, scattered
from peerportal.matching.rounds.pairs import ALONE, best_pairs, favourites_first, pairs_of
from peerportal.matching.rounds.plan import FAVOURITES, PAIR, Crowd, LeftOver, Plan, Round, Together
from peerportal.matching.rounds.sets import Ints
from peerportal.matching.rounds.threes import Rows, joined
from peerportal.matching.rounds.why import why_left

PART = 1000  # circles are made among so many people at once, drawn by lot


def make(crowd: Crowd, plan: Plan) -> Round:
    """A proposal for these people; the same for the same seed, in whatever order they come."""
    worth = Worth(crowd, plan)
    groups = _pairs(worth) if plan.size == PAIR else _circles(crowd, worth)
    peers, gap = worth.of.peers, crowd.bounds.level_gap
    placed = {row for group in groups for row in group}
    left = [
        LeftOver(peer.id, why_left(worth.barring, row, gap))
        for row, peer in enumerate(peers)
        if row not in placed
    ]
    told = sorted(
        (_told(crowd, [peers[row] for row in group]) for group in groups), key=lambda one: one.people
    )
    return Round(plan, tuple(told), tuple(left))


def _pairs(worth: Worth) -> list[Rows]:
    plan, edges = worth.plan, worth.best_edges()
    partner: Ints = np.full(len(worth.of), ALONE, dtype=np.int64)
    partner = _paired(plan, edges, partner)
    left = np.flatnonzero((partner == ALONE) & worth.barring.free)
    # One person left over is the odd one, whom no further pair can help.
    if np.isin(left, np.concatenate([edges.a, edges.b])).sum() > 1:
        more = worth.more_edges(left, edges)
        if len(more) > len(edges):
            partner = _paired(plan, more, partner)
            left = np.flatnonzero((partner == ALONE) & worth.barring.free)
    return joined(worth, pairs_of(partner), left.tolist())


def _paired(plan: Plan, edges: Edges, partner: Ints) -> Ints:
    if plan.mode == FAVOURITES:
        return favourites_first(edges, partner)
    return best_pairs(edges, partner, plan.seed)


def _circles(crowd: Crowd, worth: Worth) -> list[Rows]:
    plan, of = worth.plan, worth.of
    free = np.flatnonzero(worth.barring.free)
    by_lot = free[np.argsort(scattered(of.ids[free], 0, plan.seed), kind="stable")]
    found: list[Rows] = []
    for rows in np.array_split(by_lot, max(1, -(-len(by_lot) // PART))):
        rows = np.sort(rows)
        part = Worth(replace(crowd, peers=[of.peers[row] for row in rows]), plan)
        made = circles(
            _table(part, crowd), plan.size, np.random.default_rng(plan.seed), exchange=plan.mode != FAVOURITES
        )
        found += [tuple(int(rows[one]) for one in group) for group in made]
    return found


def _table(worth: Worth, crowd: Crowd) -> Table:
    rows = [worth.row(row) for row in range(len(worth.of))]
    allowed = np.array([row[2] for row in rows], dtype=bool).reshape(len(rows), len(rows))
    weights = np.array([row[0] >> WEIGHT_AT for row in rows], dtype=np.int64).reshape(len(rows), len(rows))
    waited = np.array([crowd.waited.get(peer.id, 0) for peer in worth.of.peers], dtype=np.int64)
    return Table(np.where(allowed, weights, 0), allowed, waited)


def _told(crowd: Crowd, group: Iterable[Peer]) -> Together:
    peers = [replace(peer, situations=frozenset()) for peer in sorted(group, key=lambda peer: peer.id)]
    points = [score.compare(a, b, crowd.near, crowd.wishes).total for a, b in combinations(peers, 2)]
    return Together(tuple(peer.id for peer in peers), sum(points) // len(points), min(points))
