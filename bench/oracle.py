"""Everybody's points for one viewer, worked out without any shortcut, to hold the index to.

Every person is scored from columns, in whole numbers with the roundings of `score`: no posting lists, no bounds, nobody
left out before the end, no line shared with the index. The columns themselves are held to `score.compare` and
`rules.against`, the formula as the product states it, on pairs drawn at random in the same run.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bench.organisation import Organisation
from peerportal.matching import ranking, score
from peerportal.matching.index.pool import Question
from peerportal.matching.index.table import INTEREST, NO_LEVEL, OFFER, SEEK, SITUATION, Table
from peerportal.matching.peer import SLOT, Peer
from peerportal.matching.rules import Bounds, Ties
from peerportal.matching.score import FULL, SAME, Wishes

Column = np.ndarray


class Facet:
    """The terms of one facet of all people, one after the other."""

    def __init__(self, table: Table, facet: int) -> None:
        mine = np.flatnonzero(table.term_facet == facet)
        order = np.lexsort((table.term_place[mine], table.term_row[mine]))
        self.row, self.term = table.term_row[mine][order], table.term[mine][order]
        self.count = np.bincount(self.row, minlength=len(table.ids))
        self.place = np.arange(len(self.row)) - np.repeat(np.cumsum(self.count) - self.count, self.count)
        self._has = self.count > 0
        self._starts = (np.cumsum(self.count) - self.count)[self._has]

    def best(self, by_term: Column) -> Column:
        """For each person the highest of `by_term` over their terms."""
        return self._over(np.maximum, by_term)

    def sum(self, by_term: Column) -> Column:
        """For each person the sum of `by_term` over their terms."""
        return self._over(np.add, by_term)

    def _over(self, function: np.ufunc, by_term: Column) -> Column:
        found = np.zeros(len(self.count), np.int64)
        found[self._has] = function.reduceat(by_term[self.term], self._starts)
        return found


class Oracle:
    """An organisation to look at through the eyes of one viewer after the other."""

    def __init__(self, of: Organisation) -> None:
        self.of, self._table = of, of.table
        self._facets = [Facet(of.table, facet) for facet in range(4)]
        self._breadth = np.array([score.breadth(offers) for offers in range(100)])
        whole = int((of.table.shown + ranking.ASK_WEIGHT * of.table.asked).sum())
        self._attention = ranking.Attention(whole, of.people)

    def ranked(
        self, viewer: Peer, ties: Ties, question: Question, among: Column | None = None, count: int = 100
    ) -> list[tuple[int, int]]:
        """The first `count` as (person, points); `among` says of each person whether a filter lets them pass."""
        may = self.eligible(viewer, ties, question.bounds) & (True if among is None else among)
        may = np.flatnonzero(may)
        points = (self.totals(viewer, question.wishes) + self.turns(question.today))[may]
        least = np.partition(points, -count)[-count] if len(points) > count else points.min(initial=0)
        near_top = points >= least
        keyed = [
            (-mark, ranking.tie(viewer.id, person, question.week), person)
            for mark, person in zip(
                points[near_top].tolist(), self._table.ids[may[near_top]].tolist(), strict=True
            )
        ]
        return [(person, -mark) for mark, _, person in sorted(keyed)[:count]]

    def turns(self, today: int) -> Column:
        """What is added to each person's total for their place in a list."""
        loads, place = np.unique(
            self._table.shown + ranking.ASK_WEIGHT * self._table.asked, return_inverse=True
        )
        prices = np.array([self._attention.price_of(load) for load in loads.tolist()])[place]
        age = today - self._table.joined_on
        return np.where((age >= 0) & (age < ranking.NEWCOMER_DAYS), ranking.LIFT, 0) - prices

    def eligible(self, viewer: Peer, ties: Ties, bounds: Bounds) -> Column:
        """Whether no rule keeps them apart from the viewer."""
        table = self._table
        away = np.fromiter({*ties.line, *ties.touch, *ties.closed, *ties.aside, viewer.id}, np.int64)
        level = np.where(table.level == NO_LEVEL, viewer.level or 0, table.level)
        gap = 0 if viewer.level is None else np.abs(level - viewer.level)
        return (
            ~np.isin(table.ids, away)
            & self._each("state", lambda state: state == "active")
            & (table.room > 0)
            & (table.waiting < bounds.pending_in)
            & self._each("languages", lambda other: _share(viewer.languages, other))
            & self._each("formats", lambda other: _share(viewer.formats, other))
            & (True if bounds.level_gap is None else gap <= bounds.level_gap)
            & self._each("hours", lambda hours: _enough(viewer.hours, hours, bounds.shared_minutes))
        )

    def _each(self, name: str, function: Callable[[object], object]) -> Column:
        """A function of a class column, asked once for each value."""
        return np.array([function(value) for value in self._table.values[name]])[getattr(self._table, name)]

    def totals(self, viewer: Peer, wishes: Wishes) -> Column:
        """`score.compare(viewer, other).total` for everybody."""
        gain, give = self.gain(viewer), self._give(viewer)
        both = gain + give
        offers, interests = self._facets[OFFER], self._facets[INTEREST]
        same = self._alike(offers, viewer.offers) * FULL
        same //= np.maximum(1, np.minimum(len(viewer.offers), offers.count))
        shared = np.minimum(self._alike(interests, tuple(viewer.interests)), 12)
        situation = self._facets[SITUATION].best(self._by_term(lambda term: term in viewer.situations)) > 0
        parts = {
            "exchange": (4 * gain * give + both * both) // np.maximum(1, 4 * both),
            "common": 6000 * situation + 4000 - (4000 >> shared),
            "practical": self._practical(viewer),
            "level": self._level(viewer),
            "difference": self._difference(viewer, wishes),
        }
        weights = {name: wishes.weight(name) for name in parts}
        whole = sum(weights.values()) or 1
        total = sum(weights[name] * part for name, part in parts.items()) // whole
        return np.maximum(0, total - score.REDUNDANCY * same // FULL)

    def _by_term(self, function: Callable[[int], object], terms: range | None = None) -> Column:
        return np.array([0, *map(function, terms or range(1, len(self.of.words.labels) + 1))], np.int64)

    def _near(self, terms: tuple[int, ...]) -> Column:
        """For each term of the vocabulary the best of what its similarity to one of `terms` counts."""
        found = np.zeros(len(self.of.words.labels) + 1, np.int64)
        for term in terms:
            for other, percent in {**self.of.near.get(term, {}), term: 100}.items():
                found[other] = max(found[other], score.counted(percent))
        return found

    def gain(self, viewer: Peer) -> Column:
        """What everybody can do for the viewer: seek to offer, nothing else."""
        offers = self._facets[OFFER]
        wide, left = self._breadth[offers.count], np.full(self.of.people, FULL)
        for place, want in enumerate(viewer.seeks):
            best = offers.best(self._near((want,)))
            left = left * (FULL - score.chance(place) * wide // FULL * best // 100) // FULL
        return FULL - left

    def _give(self, viewer: Peer) -> Column:
        seeks, best = self._facets[SEEK], self._near(viewer.offers)
        wide, left = score.breadth(len(viewer.offers)), np.full(self.of.people, FULL)
        for place in range(int(seeks.place.max()) + 1):
            here = np.flatnonzero(seeks.place == place)
            row, percent = seeks.row[here], best[seeks.term[here]]
            left[row] = left[row] * (FULL - score.chance(place) * wide // FULL * percent // 100) // FULL
        return FULL - left

    def _alike(self, facet: Facet, mine: tuple[int, ...]) -> Column:
        ours = sum((facet.best(self._near((term,))) >= SAME).astype(np.int64) for term in mine)
        theirs = facet.sum((self._near(mine) >= SAME).astype(np.int64))
        return np.minimum(ours, theirs)

    def _practical(self, viewer: Peer) -> Column:
        hours = self._each("hours", lambda other: score.overlap(*_shared(viewer.hours, other)))
        meet = self._each("formats", lambda other: FULL if _share(viewer.formats, other) else 6000)
        return hours * meet // FULL

    def _level(self, viewer: Peer) -> Column:
        levels, place = np.unique(self._table.level, return_inverse=True)
        told = [None if level == NO_LEVEL else level for level in levels.tolist()]
        return np.array([score.closeness(viewer.level, level) for level in told])[place]

    def _difference(self, viewer: Peer, wishes: Wishes) -> Column:
        """`score.difference`, asked once for each combination of department, place and team."""
        table = self._table
        team = (
            (table.manager == viewer.manager)
            if viewer.manager is not None
            else np.zeros(self.of.people, bool)
        )
        key = (table.department * len(table.values["location"]) + table.location) * 2 + team
        keys, place = np.unique(key, return_inverse=True)
        found = []
        for one in keys.tolist():
            where, same = divmod(one, 2)
            department, location = divmod(where, len(table.values["location"]))
            other = Peer(
                0,
                department=table.values["department"][department],
                location=table.values["location"][location],
                manager=viewer.manager if same else None,
            )
            found.append(score.difference(viewer, other, wishes))
        return np.array(found)[place]


def _share(mine: frozenset[str], other: object) -> bool:
    return not mine or not other or not mine.isdisjoint(other)  # type: ignore[arg-type]


def _shared(mine: int, other: object) -> tuple[int, bool]:
    return (mine & other).bit_count() * SLOT, bool(mine and other)  # type: ignore[operator]


def _enough(mine: int, other: object, least: int) -> bool:
    minutes, told = _shared(mine, other)
    return not (least and told) or minutes >= least
