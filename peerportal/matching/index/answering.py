"""The answer to one question, worked out as far as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from peerportal.matching import ranking, rules
from peerportal.matching.filters import Narrowing
from peerportal.matching.index import chance, reached
from peerportal.matching.index.apart import Apart
from peerportal.matching.index.best import Search, Sought
from peerportal.matching.index.bounds import Most
from peerportal.matching.index.exact import Exact
from peerportal.matching.index.narrowed import Narrowed
from peerportal.matching.index.sight import Sight
from peerportal.matching.index.suited import Suited
from peerportal.matching.peer import Peer
from peerportal.matching.score import Wishes
from peerportal.matching.shortage import Tally

if TYPE_CHECKING:
    from peerportal.matching.index.pool import Pool

AT_ONCE = 8  # ids drawn for the wild card; most often one of the first fits


@dataclass(frozen=True)
class Question:
    """Who asks, what stands between them and others, and how the programme wishes it.

    `ties.waiting` is not read: how many requests wait with each person is a column of the pool. `today` is a
    proleptic day number, `week` the ISO week as year * 100 + week.
    """

    viewer: Peer
    ties: rules.Ties
    bounds: rules.Bounds
    wishes: Wishes
    today: int
    week: int
    narrowing: Narrowing | None = None


class Answer:
    """True until the next edit of the pool; to be used by one thread at a time."""

    def __init__(self, pool: Pool, question: Question) -> None:
        self._pool, self._question, self._columns = pool, question, pool.columns
        self._apart = Apart(question.viewer, pool.columns, question.wishes)
        self._suited = Suited(question.viewer, pool.columns, question.ties, question.bounds, self._apart)
        self._narrowed = Narrowed(question.narrowing, pool.columns, self._apart, pool.offering)

    def best(self, count: int = ranking.LOOKED_AT) -> list[tuple[int, int]]:
        """The first `count` as (person, points), in the order of `ranking.order`."""
        rows, points = self._found(count)
        people = self._columns.ids[rows]
        places = chance.ranked(self._question.viewer.id, people, points, self._question.week)[:count]
        return list(zip(people[places].tolist(), points[places].tolist(), strict=True))

    def tally(self) -> Tally:
        """What became of everybody."""
        by_rule, nearly, eligible = self._suited.sorted()
        by_filter, alone, left = self._narrowed.left_out(eligible)
        gained = {rule: len(self._narrowed.among(rows)) for rule, rows in nearly.items()}
        others = self._columns.people - (self._question.viewer.id in self._columns)
        return Tally(
            people=others,
            by_rule=_counted(by_rule),
            by_filter=_counted(by_filter),
            gained_without=_counted(alone),
            gained_by_rule=_counted(gained),
            eligible=len(eligible),
            left=left,
        )

    def wild(self, shown: Collection[int]) -> int | None:
        """The same person as `ranking.wild_card`, whatever the filters."""
        viewer, week = self._question.viewer.id, self._question.week
        draws = ranking.draws(viewer, week, self._columns.highest)
        while drawn := list(islice(draws, AT_ONCE)):
            rows = self._wild_among(np.unique(self._columns.rows(drawn)))
            found = set(self._columns.ids[rows].tolist()).difference(shown)
            if found:
                return next(one for one in drawn if one in found)
        left = self._columns.ids[self._wild_among(self._columns.present())]
        left = left[~np.isin(left, list(shown))]
        return int(left[chance.lots(viewer, left, week).argmin()]) if len(left) else None

    def surprise(self, pick: Callable[[Sequence[int]], int]) -> int | None:
        """Somebody of another area; `pick` takes one of the numbers of a sequence, each with the same chance."""
        everywhere = range(self._columns.size)
        for _ in range(ranking.DRAWS if everywhere else 0):
            found = self._wild_among(np.array([pick(everywhere)], np.int64))
            if len(found):
                return int(self._columns.ids[found[0]])
        left = self._wild_among(self._columns.present()).tolist()
        return int(self._columns.ids[pick(left)]) if left else None

    @property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """What the filters offer: what anybody active has."""
        return self._pool.choices

    def _found(self, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Rows and points of people among whom the `count` best are."""
        pool, sought = self._pool, self._sought
        rows = self._narrowed.narrowest()
        if min(len(pool), len(pool) if rows is None else len(rows)) <= pool.effort.few or not reached.fits(
            pool.said
        ):
            rows = self._columns.present() if rows is None else rows
            rows = rows[sought.fitting(rows)]
            return rows, sought.points(rows, self._apart.weighted(rows))
        sums = pool.sums[:, : self._columns.size]
        sums.fill(0)
        reached.add_up(sums, self._sight, pool.postings)
        weight = self._question.wishes.weight
        most = Most(weight("exchange"), weight("common"), len(self._sight.interests))
        return Search(sought, rows, sums if rows is None else sums[:, rows], most, pool.effort).best(count)

    @cached_property
    def _sight(self) -> Sight:
        return Sight(self._question.viewer, self._pool.nearby, self._pool.scratch)

    @property
    def _sought(self) -> Sought:
        pool = self._pool
        exact = Exact(self._sight, pool.said, self._question.wishes)
        pool.turns.settle(self._question.today)
        return Sought(self._suited, self._narrowed, self._apart, exact, pool.turns)

    def _wild_among(self, rows: np.ndarray) -> np.ndarray:
        """Those of these rows, in ascending order, who are eligible and work in another area."""
        rows = rows[self._suited.fitting(rows)]
        if not self._question.viewer.department:
            return rows
        own = self._columns.classes["department"].find(self._question.viewer.department)
        none = self._columns.classes["department"].find("")
        department = self._columns.department[rows]
        return rows[(department != own) & (department != none)]


def _counted(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}
