"""The best for a viewer without looking at everybody: a promising few exactly, then whoever could still be better.

First everybody gets the most they could reach by their terms (`bounds`), from the posting lists. Of the most promising
the facts that cost little are read, and those who then promise most are worked out exactly; the last of the best so
far is a floor. Whoever could still reach the floor is worked out as well, the most promising first, which raises it.
At the end nobody is left who could be among the best: the list is proved, not guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peerportal.matching.index.apart import Apart
from peerportal.matching.index.bounds import COMMON, GAIN, GIVE, Most, least
from peerportal.matching.index.exact import Exact
from peerportal.matching.index.narrowed import Narrowed
from peerportal.matching.index.suited import Suited
from peerportal.matching.index.turns import Turns

SAMPLE = 24  # times as many as are promising are enough to choose them from
LEVELS = 4_096
FEW_TIMES = 8  # the promising: then looking for them costs more than reading the facts of everybody
MARGINS = (0, 50, 100, 200, 400, 800)
NEVER = -(1 << 30)


@dataclass(frozen=True)
class Effort:
    """How many to begin with; the answer is the same whatever they are."""

    few: int = 600  # looking at everybody costs less than looking for the best
    promising: int = 1_500  # to read the facts of
    first: int = 256  # to work out exactly


@dataclass
class Sought:
    """Who is looked for: the rules, the filters, and what the score is made of."""

    suited: Suited
    narrowed: Narrowed
    apart: Apart
    exact: Exact
    turns: Turns

    def fitting(self, rows: np.ndarray) -> np.ndarray:
        """Which of these rows, in ascending order, are eligible and pass the filters."""
        fitting = self.suited.fitting(rows)
        for passes in self.narrowed.passes.values():
            fitting &= passes(rows)
        return fitting

    def points(self, rows: np.ndarray, weighted: np.ndarray) -> np.ndarray:
        """What the place in the list goes by, exactly; `weighted` is what `apart` says."""
        points: np.ndarray = self.exact.totals(rows, weighted) + self.turns.column[rows]
        return points


class Search:
    """For the best among `rows`, whose sums (as in `bounds`, one column each) are `sums`; None: among all rows."""

    def __init__(
        self, sought: Sought, rows: np.ndarray | None, sums: np.ndarray, most: Most, effort: Effort
    ) -> None:
        self._sought, self._all, self._sums, self._most, self._effort = sought, rows, sums, most, effort
        self._count = 0
        self._rows, self._points = np.empty(0, np.int64), np.empty(0, np.int64)
        self._floor = NEVER
        self._open = np.ones(sums.shape[1], bool)  # who is not settled yet
        self._top = [int(sums[side].max(initial=0)) for side in (GAIN, GIVE)]

    def best(self, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Rows and points of people among whom the `count` best are for certain; to be asked once."""
        self._count = count
        limit, proved = self._effort.promising, False
        while not proved:
            proved = self._floor > NEVER or limit * FEW_TIMES >= self._sums.shape[1]
            places = self._reaching() if proved else self._promising(limit)
            self._consider(places)
            self._open[places], limit = False, limit * 8
        return self._rows, self._points

    def _promising(self, limit: int) -> np.ndarray:
        """The places of about so many of those who could reach most."""
        for share in (0.75, 0.5, 0.25, 0.0):
            two_ways = self._with(*(max(1, int(share * top)) for top in self._top))
            if np.count_nonzero(two_ways) >= limit:
                break
        else:
            two_ways = self._open & self._sums.any(axis=0)
        places = thinned(np.flatnonzero(two_ways), SAMPLE * limit)
        if len(places) >= limit:
            return highest(places, self._most.of(self._sums.take(places, axis=1)), limit)
        return np.union1d(places, self._overlooked(limit))

    def _overlooked(self, limit: int) -> np.ndarray:
        """The places of about so many whose turn it is most of all."""
        turns, places = self._turns(), np.empty(0, np.int64)
        for margin in MARGINS:
            places = np.flatnonzero(self._open & (turns >= self._sought.turns.most - margin))
            if len(places) >= limit:
                break
        return thinned(places, limit)

    def _reaching(self) -> np.ndarray:
        """The places of all who could reach the floor, and of some who could not."""
        if self._floor == NEVER:
            return np.flatnonzero(self._open)
        often, turns = self._sought.turns.often, self._turns()
        reaching = self._by_terms(often)
        reaching |= self._by_terms(self._sought.turns.most) & (turns > often)
        best_terms = self._most.highest(self._sums, *self._top)
        reaching &= (
            turns >= self._floor - (best_terms + self._sought.apart.most()) // self._sought.exact.whole
        )
        return np.flatnonzero(reaching)

    def _by_terms(self, turn: int) -> np.ndarray:
        """Who could reach the floor by their terms, if they had this turn and all else were at its best."""
        needed = (self._floor - turn) * self._sought.exact.whole - self._sought.apart.most()
        enough = self._exchanging(needed)
        for common, least_in_common in self._most.steps:
            enough |= self._exchanging(needed - common) & (self._sums[COMMON] >= least_in_common)
        return enough

    def _exchanging(self, needed: int) -> np.ndarray:
        """Who could get so much, weighted, from exchange alone."""
        if needed <= 0:
            return self._open.copy()
        if not self._most.exchange:
            return np.zeros(self._sums.shape[1], bool)
        wanted = -(-needed // self._most.exchange)
        return self._with(*(least(wanted, other) for other in reversed(self._top)))

    def _with(self, gain: int, give: int) -> np.ndarray:
        """Who has at least so many units of each."""
        enough = self._open.copy()
        for side, count in ((GAIN, gain), (GIVE, give)):
            if count:
                enough &= self._sums[side] >= count
        return enough

    def _consider(self, places: np.ndarray) -> None:
        """Work out those of these places who could be among the best."""
        sought, whole = self._sought, self._sought.exact.whole
        most = self._most.of(self._sums.take(places, axis=1))
        rows = places if self._all is None else self._all[places]
        if self._floor > NEVER:
            rough = (most + sought.apart.most()) // whole + sought.turns.column[rows] >= self._floor
            rows, most = rows[rough], most[rough]
        fitting = sought.fitting(rows)
        fit, most = rows[fitting], most[fitting]
        weighted = sought.apart.weighted(fit)
        # In sixteen bits, in which sorting costs least.
        bound = ((weighted + most) // whole + sought.turns.column[fit]).astype(np.int16)
        order = np.argsort(-bound, kind="stable")
        done, size = 0, self._effort.first
        while done < len(order) and bound[order[done]] >= self._floor:
            batch = order[done : done + size]
            self._work_out(fit[batch], weighted[batch])
            done, size = done + size, size * 2

    def _work_out(self, rows: np.ndarray, weighted: np.ndarray) -> None:
        """Add these rows with their points, and raise the floor."""
        points = np.concatenate([self._points, self._sought.points(rows, weighted)])
        rows = np.concatenate([self._rows, rows])
        if len(points) >= self._count:
            self._floor = int(np.partition(points, -self._count)[-self._count])
        kept = points >= self._floor
        self._rows, self._points = rows[kept], points[kept]

    def _turns(self) -> np.ndarray:
        turns = self._sought.turns.column
        return turns[: self._sums.shape[1]] if self._all is None else turns[self._all]


def highest(places: np.ndarray, most: np.ndarray, limit: int) -> np.ndarray:
    """About `limit` of these places, those of whom most is to be expected."""
    if len(places) <= limit:
        return places
    step = max(1, int(most.max()) // LEVELS + 1)
    levels = most // step
    at_least = np.cumsum(np.bincount(levels)[::-1])
    level = len(at_least) - 1 - int(np.searchsorted(at_least, limit))
    return thinned(places[levels >= level], 4 * limit)


def thinned(places: np.ndarray, limit: int) -> np.ndarray:
    """At most about `limit` of these, evenly taken."""
    return places[:: max(1, len(places) // limit)]
