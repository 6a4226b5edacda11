"""Who may be put together with whom, and how much that is worth: the graph a round is made on.

An edge's weight is the score of the two (or a lot, in a random round) plus a bonus for those left over before. Only
everybody's best FIFTY are kept, which is all pairs in a small round. Weights are made distinct by a last part that
depends on the two and the seed alone, so that one best round exists and every process finds the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peerportal.matching.rounds.barring import Barring
from peerportal.matching.rounds.columns import Columns
from peerportal.matching.rounds.fitting import Fitting
from peerportal.matching.rounds.plan import PREFERRED, RANDOM, Crowd, Plan
from peerportal.matching.rounds.sets import Bools, Ints
from peerportal.matching.score import FULL

FIFTY = 50
MORE = 40_000
WAITED, MOST_WAITED = 500, 4  # points for each time somebody was left over, counted so often
ACROSS = 1500  # points for another department where that is preferred; more than the whole wish of the score
# A key is the weight, above room for the sum of all lots of a round, above the lot: so lots only settle ties.
LOT_BITS, WEIGHT_AT = 32, 46


@dataclass(frozen=True)
class Edges:
    """Pairs of rows (a < b) with their keys (weight and lot in one number, all positive) and scores."""

    a: Ints
    b: Ints
    keys: Ints
    points: Ints

    def __len__(self) -> int:
        return len(self.a)

    def taken(self, chosen: Bools | Ints) -> Edges:
        return Edges(self.a[chosen], self.b[chosen], self.keys[chosen], self.points[chosen])


class Worth:
    """The value of every pair of one crowd under one plan."""

    def __init__(self, crowd: Crowd, plan: Plan) -> None:
        self.plan = plan
        self.of = Columns(crowd.peers)
        self.barring = Barring(self.of, crowd, plan.across)
        self._fitting = Fitting(self.of, crowd.near, crowd.wishes)
        waited = [min(MOST_WAITED, crowd.waited.get(peer.id, 0)) for peer in self.of.peers]
        self._waited: Ints = np.array(waited, dtype=np.int64) * WAITED

    def row(self, row: int) -> tuple[Ints, Ints, Bools]:
        """Keys and scores of this row with everybody, and with whom it is allowed."""
        of, plan = self.of, self.plan
        points, lots = self._fitting.row(row), scattered(of.ids, int(of.ids[row]), plan.seed)
        weights = (
            (lots >> np.uint64(LOT_BITS)).astype(np.int64) % (FULL + 1) if plan.mode == RANDOM else points
        )
        weights = 1 + weights + self._waited + self._waited[row]
        if plan.across == PREFERRED:
            # By lot, another department goes before everything else; by score it is one good thing among others.
            weights = weights + ~of.same_department(row) * (2 * FULL if plan.mode == RANDOM else ACROSS)
        lot = (lots & np.uint64((1 << LOT_BITS) - 1)).astype(np.int64)
        return (weights << WEIGHT_AT) + lot, points, self.barring.allowed(row)

    def best_edges(self, most: int = FIFTY) -> Edges:
        """The union of everybody's best `most`."""
        parts = [self._best_of(row, most) for row in np.flatnonzero(self.barring.free).tolist()]
        return _union(parts, len(self.of))

    def more_edges(self, rows: Ints, known: Edges) -> Edges:
        """The known pairs and more for these rows: all they have, or so many that the graph stays small."""
        ends = np.bincount(np.concatenate([known.a, known.b]), minlength=len(self.of))
        rows = rows[ends[rows] >= FIFTY]  # whoever has fewer has no others
        most = max(FIFTY, MORE // max(1, len(rows)))
        return _union([known, *(self._best_of(row, most) for row in rows.tolist())], len(self.of))

    def _best_of(self, row: int, most: int) -> Edges:
        keys, points, allowed = self.row(row)
        others = np.flatnonzero(allowed)
        if len(others) > most:
            others = others[np.argpartition(keys[others], -most)[-most:]]
        mine = np.full(len(others), row)
        return Edges(np.minimum(mine, others), np.maximum(mine, others), keys[others], points[others])


def _union(parts: list[Edges], people: int) -> Edges:
    """Each pair once, in the order of rows."""
    if not parts:
        nothing: Ints = np.zeros(0, dtype=np.int64)
        return Edges(nothing, nothing, nothing, nothing)
    whole = Edges(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in Edges.__annotations__)
    )
    _, first = np.unique(whole.a * people + whole.b, return_index=True)
    return whole.taken(first)


def scattered(ids: Ints, one: int, seed: int) -> NDArray[np.uint64]:
    """A number for each pair of `one` and these people, the same from both sides, scattered over all 64 bits."""
    # The finishing steps of splitmix64 (Steele, Lea, Flood 2014), as in `ranking.tie`.
    low = np.minimum(ids, one).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    high = np.maximum(ids, one).astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed = low + high + np.uint64(seed * 0x165667B19E3779F9 & (1 << 64) - 1)
    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    found: NDArray[np.uint64] = mixed ^ mixed >> np.uint64(31)
    return found
