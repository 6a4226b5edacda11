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
from peerportal.matching.index.bounds import GAIN, GIVE, Most, field, least
from peerportal.matching.index.exact import Exact
from peerportal.matching.index.narrowed import Narrowed
from peerportal.matching.index.suited import Suited, within

LEVELS = 4_096
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
    turns: np.ndarray  # by row, as of today
    turned: int  # nobody's turn is more

    def fit(self, rows: np.ndarray) -> np.ndarray:
        """Those of these rows who are eligible and pass the filters."""
        return self.suited.among(self.narrowed.among(rows))

    def points(self, rows: np.ndarray, weighted: np.ndarray) -> np.ndarray:
        """What the place in the list goes by, exactly; `weighted` is what `apart` says."""
        points: np.ndarray = self.exact.totals(rows, weighted) + self.turns[rows]
        return points


class Search:
    """For the best among `rows`, whose sums (the fields of `bounds`) are `sums`; None: among all rows."""

    def __init__(
        self, sought: Sought, rows: np.ndarray | None, sums: np.ndarray, most: Most, effort: Effort
    ) -> None:
        self._sought, self._all, self._sums, self._most, self._effort = sought, rows, sums, most, effort
        self._count = 0
        self._rows, self._points = np.empty(0, np.int64), np.empty(0, np.int64)
        self._floor = NEVER
        self._top = [int(field(sums, shift).max(initial=0)) for shift in (GAIN, GIVE)]

    def best(self, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Rows and points of people among whom the `count` best are for certain; to be asked once."""
        self._count = count
        settled, limit, proved = np.empty(0, np.int64), self._effort.promising, False
        while not proved:
            proved = self._floor > NEVER or limit >= len(self._sums)
            places = self._reaching() if proved else self._promising(limit)
            self._consider(places[~within(settled, places)])
            settled, limit = np.union1d(settled, places), limit * 8
        return self._rows, self._points

    def _promising(self, limit: int) -> np.ndarray:
        """The places of about so many of those who could reach most."""
        for share in (0.75, 0.5, 0.25, 0.0):
            two_ways = self._with(*(max(1, int(share * top)) for top in self._top))
            places = np.flatnonzero(two_ways)
            if len(places) >= limit:
                return highest(places, self._most.of(self._sums[places]), limit)
        touched = np.flatnonzero(self._sums)
        if len(touched) >= limit:
            return highest(touched, self._most.of(self._sums[touched]), limit)
        return np.union1d(touched, self._overlooked(limit))

    def _overlooked(self, limit: int) -> np.ndarray:
        """The places of about so many whose turn it is most of all."""
        turns, places = self._turns(), np.empty(0, np.int64)
        for margin in MARGINS:
            places = np.flatnonzero(turns >= self._sought.turned - margin)
            if len(places) >= limit:
                break
        return thinned(places, limit)

    def _reaching(self) -> np.ndarray:
        """The places of all who could reach the floor, and of some who could not."""
        sought, whole = self._sought, self._sought.exact.whole
        needed = (self._floor - sought.turned) * whole - sought.apart.most()
        by_terms = self._exchanging(needed)
        if self._most.common:
            in_common = self._most.in_common(self._sums)
            by_terms |= in_common & self._exchanging(needed - self._most.common)
        if needed > 0:
            return np.flatnonzero(by_terms)
        highest_terms = self._most.highest(*self._top)
        turn = self._floor - (highest_terms + sought.apart.most()) // whole
        return np.flatnonzero(by_terms & (self._turns() >= turn))

    def _exchanging(self, needed: int) -> np.ndarray:
        """Who could get so much, weighted, from exchange alone."""
        if needed <= 0:
            return np.ones(len(self._sums), bool)
        if not self._most.exchange:
            return np.zeros(len(self._sums), bool)
        wanted = -(-needed // self._most.exchange)
        return self._with(*(least(wanted, other) for other in reversed(self._top)))

    def _with(self, gain: int, give: int) -> np.ndarray:
        """Who has at least so many units of each."""
        enough = np.ones(len(self._sums), bool)
        for shift, count in ((GAIN, gain), (GIVE, give)):
            if count:
                enough &= field(self._sums, shift) >= count
        return enough

    def _consider(self, places: np.ndarray) -> None:
        """Work out those of these places who could be among the best."""
        sought, whole = self._sought, self._sought.exact.whole
        most, rows = self._most.of(self._sums[places]), places if self._all is None else self._all[places]
        rough = (most + sought.apart.most()) // whole + sought.turns[rows] >= self._floor
        rows, most = rows[rough], most[rough]
        fit = sought.fit(rows)
        most = most[within(np.sort(fit), rows)] if len(fit) < len(rows) else most
        weighted = sought.apart.weighted(fit)
        bound = (weighted + most) // whole + sought.turns[fit]
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
        turns = self._sought.turns
        return turns[: len(self._sums)] if self._all is None else turns[self._all]


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
