"""The reporting line in memory: who manages whom, as one column for the whole organisation, roster lines included."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from peerportal.matching.index.table import NOBODY

MOST_KEPT = 256
Keys = NDArray[np.int64]


class Line:
    """`managers` holds the key of each person's manager at the place of the person's own key, NOBODY without one."""

    def __init__(self, managers: NDArray[np.int32]) -> None:
        self._managers = managers
        self._kept: OrderedDict[int, Keys] = OrderedDict()

    def set(self, person: int, manager: int | None) -> bool:
        """Note whom a person reports to; says whether that is news."""
        new = NOBODY if manager is None else manager
        if person >= len(self._managers):
            more = person + 1 - len(self._managers) + len(self._managers) // 16
            self._managers = np.concatenate([self._managers, np.full(more, NOBODY, np.int32)])
        if self._managers[person] == new:
            return False
        self._managers[person] = new
        self._kept.clear()
        return True

    def of(self, person: int) -> Keys:
        """The keys of everybody above and below a person, at any distance, sorted."""
        found = self._kept.get(person)
        if found is None:
            found = self._kept[person] = self._find(person)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(person)
        return found

    def _find(self, person: int) -> Keys:
        """A circle in the data ends where it began."""
        found: set[int] = set()
        above = self._manager(person)
        while above not in (NOBODY, person) and above not in found:
            found.add(above)
            above = self._manager(above)
        below = self._below(person)
        return np.union1d(np.fromiter(found, np.int64, len(found)), below[below != person])

    def _manager(self, person: int) -> int:
        return int(self._managers[person]) if 0 <= person < len(self._managers) else NOBODY

    def _below(self, person: int) -> Keys:
        """Level by level, all reports of a level at once."""
        reached = np.zeros(max(len(self._managers), person + 1) + 1, np.bool_)
        reports = np.flatnonzero(self._managers == person)
        found = [reports]
        while len(reports):
            reached[reports] = True
            level = np.zeros_like(reached)
            level[reports] = True
            # The last place answers for NOBODY, which is -1.
            reports = np.flatnonzero(level[self._managers] & ~reached[: len(self._managers)])
            found.append(reports)
        return np.concatenate(found)

    @property
    def nbytes(self) -> int:
        return int(self._managers.nbytes)
