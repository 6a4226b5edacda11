"""The filters of the suggestions page for many people at a time: `filters.Narrowing`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from peerportal.core.text import fold
from peerportal.matching.filters import Narrowing
from peerportal.matching.index.apart import Apart
from peerportal.matching.index.columns import Columns
from peerportal.matching.index.suited import within

Passes = Callable[[np.ndarray], np.ndarray]  # rows → which of them a filter lets through


class Narrowed:
    """The filters somebody chose; `offering` gives the rows of those who offer any of some terms, sorted."""

    def __init__(
        self,
        narrowing: Narrowing | None,
        columns: Columns,
        apart: Apart,
        offering: Callable[[list[int]], np.ndarray],
    ) -> None:
        self._columns, self._apart = columns, apart
        self.passes: dict[str, Passes] = {}
        self._tables: dict[str, np.ndarray] = {}
        self._few: list[np.ndarray] = []  # rows, sorted, outside of which nobody passes
        if narrowing is None:
            return
        for name in narrowing.chosen.chosen:
            if name == "term":
                self._only(name, offering(list(narrowing.terms)))
            elif name == "q":
                self._only(name, np.sort(columns.rows(narrowing.found)))
            else:
                self.passes[name] = self._by_class(name, getattr(narrowing.chosen, name))

    def __bool__(self) -> bool:
        return bool(self.passes)

    def narrowest(self) -> np.ndarray | None:
        """Rows, sorted, outside of which nobody passes; None when that would be nearly everybody's."""
        places = [self._at(name) for name in ("department", "location") if name in self.passes]
        return min([*self._few, *places], key=len, default=None)

    def among(self, rows: np.ndarray) -> np.ndarray:
        """Those of these rows whom every filter lets through, in the same order."""
        for passes in self.passes.values():
            rows = rows[passes(rows)]
        return rows

    def left_out(self, rows: np.ndarray) -> tuple[dict[str, int], dict[str, int], int]:
        """How many each filter leaves out, how many it alone leaves out, and how many are left."""
        failing = {name: ~passes(rows) for name, passes in self.passes.items()}
        times = sum((out.astype(np.int8) for out in failing.values()), np.zeros(len(rows), np.int8))
        each = {name: int(np.count_nonzero(out)) for name, out in failing.items()}
        alone = {name: int(np.count_nonzero(out & (times == 1))) for name, out in failing.items()}
        return _counted(each), _counted(alone), int(np.count_nonzero(times == 0))

    def _only(self, name: str, rows: np.ndarray) -> None:
        self._few.append(rows)
        self.passes[name] = partial(within, rows)

    def _at(self, name: str) -> np.ndarray:
        """The rows of those who pass a filter by department or place."""
        column = getattr(self._columns, name)[: self._columns.size]
        numbers = np.flatnonzero(self._tables[name])
        if len(numbers) == 1:
            return np.flatnonzero(column == numbers[0])
        return np.flatnonzero(self._tables[name][column])

    def _by_class(self, name: str, wanted: str | int) -> Passes:
        """A filter by something people have one value of, as a table by class."""
        column = {"format": "formats", "language": "languages"}.get(name, name)
        if name == "hours":
            table = self._apart.minutes >= int(wanted) * 60
        else:
            values = self._columns.classes[column].values
            table = np.array([_fits(name, str(wanted), value) for value in values], bool)
        self._tables[name] = table
        return lambda rows: table[getattr(self._columns, column)[rows]]


def _fits(name: str, wanted: str, value: str | frozenset[str]) -> bool:
    """Whether a value passes a filter; ways of meeting and languages come as sets."""
    if name == "format":
        return not value or wanted in value
    if name == "language":
        return any(fold(language) == fold(wanted) for language in value)
    return fold(str(value)) == fold(wanted)


def _counted(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}
