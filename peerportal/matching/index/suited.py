"""The hard rules for many people at a time: `rules.against`, and how many each rule leaves out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property

import numpy as np

from peerportal.matching import rules
from peerportal.matching.index.apart import Apart, sharing
from peerportal.matching.index.columns import NONE, Columns
from peerportal.matching.peer import Peer

Broken = Callable[[np.ndarray], np.ndarray]  # rows → which of them a rule leaves out

MANY = 256  # whoever has more people above and below, and so on, has them marked by row


class Suited:
    """Who may be suggested to a viewer; the rules are in the order of `rules.against`."""

    def __init__(
        self, viewer: Peer, columns: Columns, ties: rules.Ties, bounds: rules.Bounds, apart: Apart
    ) -> None:
        self._viewer, self._columns, self._bounds, self._apart = viewer, columns, bounds, apart
        self._own = columns.row(viewer.id)
        self._line, self._touch = self._rows(ties.line), self._rows(ties.touch)
        self._closed = np.concatenate([self._rows(ties.closed), self._rows(ties.aside)])
        own = np.array([self._own] if self._own != NONE else [], np.int32)
        self._shut = np.concatenate([self._line, self._touch, self._closed, own])
        understood = sharing(viewer.languages, columns.classes["languages"])
        self._rules: list[tuple[str, Broken]] = [
            (rules.LINE, lambda rows: within(np.sort(self._line), rows)),
            (rules.UNAVAILABLE, self._unavailable),
            (rules.TOUCH, lambda rows: within(np.sort(self._touch), rows)),
            (rules.FULL, self._full),
            (rules.LANGUAGE, lambda rows: ~understood[columns.languages[rows]]),
            (rules.FORMAT, lambda rows: ~apart.meet[columns.formats[rows]]),
        ]
        if bounds.level_gap is not None:
            self._rules.append((rules.LEVEL, self._far))
        if bounds.shared_minutes:
            self._rules.append((rules.HOURS, self._seldom))

    def fitting(self, rows: np.ndarray) -> np.ndarray:
        """Which of these rows, in ascending order, may be suggested."""
        left = (self._columns.state[rows] == 0) & ~self._full(rows)
        left[self._shut_out(rows)] = False
        for name, broken in self._rules:
            if name in rules.SUITED:
                left &= ~broken(rows)
        return left

    def _shut_out(self, rows: np.ndarray) -> np.ndarray:
        """Places in these ascending rows, or which of them, that ties shut out."""
        if len(self._shut) > MANY:
            return self._barred[rows]
        places = np.searchsorted(rows, self._shut)
        inside = places < len(rows)
        places, shut = places[inside], self._shut[inside]
        found: np.ndarray = places[rows[places] == shut]
        return found

    @cached_property
    def _barred(self) -> np.ndarray:
        barred = np.zeros(len(self._columns.ids), bool)
        barred[self._shut] = True
        return barred

    def sorted(self) -> tuple[dict[str, int], dict[str, np.ndarray], np.ndarray]:
        """How many each rule leaves out first; whom a rule of `rules.SUITED` alone leaves out; who is eligible."""
        rows = self._columns.present()
        rows = rows[rows != self._own]
        counts: dict[str, int] = {}
        for name, broken in self._rules:
            if name not in rules.SUITED:
                out = broken(rows)
                counts[name] = int(np.count_nonzero(out))
                rows = rows[~out]
        broken_by = {name: broken(rows) for name, broken in self._rules if name in rules.SUITED}
        times = sum(broken_by.values(), np.zeros(len(rows), np.int8))
        left, nearly = np.ones(len(rows), bool), {}
        for name, out in broken_by.items():
            counts[name] = int(np.count_nonzero(out & left))
            nearly[name] = rows[out & (times == 1)]
            left &= ~out
        return counts, nearly, rows[left]

    def _rows(self, people: Collection[int]) -> np.ndarray:
        """Where these people are, without the viewer."""
        rows = self._columns.rows(people)
        return rows[rows != self._own]

    def _unavailable(self, rows: np.ndarray) -> np.ndarray:
        return (self._columns.state[rows] != 0) | within(np.sort(self._closed), rows)

    def _full(self, rows: np.ndarray) -> np.ndarray:
        return (self._columns.room[rows] < 1) | (self._columns.waiting[rows] >= self._bounds.pending_in)

    def _far(self, rows: np.ndarray) -> np.ndarray:
        return self._apart.levels_apart(rows) > (self._bounds.level_gap or 0)

    def _seldom(self, rows: np.ndarray) -> np.ndarray:
        shared = self._apart.minutes[self._columns.hours[rows]]
        return self._apart.told(rows) & (shared < self._bounds.shared_minutes)


def within(some: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Which of these rows are among some, which are sorted."""
    if not len(some):
        return np.zeros(len(rows), bool)
    at = np.minimum(np.searchsorted(some, rows), len(some) - 1)
    found: np.ndarray = some[at] == rows
    return found
