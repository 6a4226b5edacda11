"""Exchanges between circles while they raise the whole: two people change places, or one moves to a smaller circle.

The value of a circle is the sum over its people of their mean weight with the others. All exchanges of one person are
judged in one go, from the sums of everybody's weights with every circle.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peerportal.matching.rounds.plan import LARGEST, SMALLEST
from peerportal.matching.rounds.sets import Bools, Ints

SWEEPS = 40
_SHARE = 420  # divisible by 1 to 7, so that means over a circle stay whole numbers
_NEVER = -(1 << 40)


def value(weights: Ints, groups: Sequence[Sequence[int]]) -> int:
    """The sum over people of their mean weight with the others of their circle, times 420."""
    return sum(int(weights[np.ix_(group, group)].sum()) * _SHARE // (len(group) - 1) for group in groups)


def improved(weights: Ints, allowed: Bools, groups: list[list[int]]) -> list[list[int]]:
    """The circles after exchanges, until none helps (or forty rounds of them have been made)."""
    if len(groups) < 2:
        return groups
    state = _State(weights, allowed, groups)
    for _ in range(SWEEPS):
        moved = [row for row in state.placed if state.swap(row) or state.move(row)]
        if not moved:
            break
    return state.groups()


class _State:
    """Who is where, and how everybody fits with every circle."""

    def __init__(self, weights: Ints, allowed: Bools, groups: list[list[int]]) -> None:
        # What is not allowed weighs so little that no exchange with it can help.
        self._weights = np.where(allowed, weights, _NEVER)
        np.fill_diagonal(self._weights, 0)
        self._where = np.full(len(weights), -1, dtype=np.int64)
        for at, group in enumerate(groups):
            self._where[group] = at
        self.placed: list[int] = np.flatnonzero(self._where >= 0).tolist()
        self._inside = self._where >= 0
        self._sizes = np.array([len(group) for group in groups], dtype=np.int64)
        self._sums = np.stack([self._weights[:, group].sum(axis=1) for group in groups], axis=1)
        self._own = self._sums[np.arange(len(weights)), self._where]
        self._inner = np.array([self._own[group].sum() for group in groups], dtype=np.int64)

    def groups(self) -> list[list[int]]:
        return [np.flatnonzero(self._where == at).tolist() for at in range(len(self._sizes))]

    def swap(self, row: int) -> bool:
        """Change places with whoever makes that worth most, if anybody does."""
        where, sums, mine = self._where, self._sums, int(self._where[row])
        between = self._weights[row]
        share = _SHARE // (self._sizes - 1)
        here = sums[:, mine] - between - sums[row, mine]
        there = sums[row][where] - between - self._own
        gain = share[mine] * here + share[where] * there
        gain[~self._inside | (where == mine)] = 0
        other = int(np.argmax(gain))
        if gain[other] <= 0:
            return False
        self._put({row: int(where[other]), other: mine})
        return True

    def move(self, row: int) -> bool:
        """Go to a smaller circle, if that is worth it; sizes stay as even as they are."""
        mine, sizes = int(self._where[row]), self._sizes
        if sizes[mine] <= SMALLEST:
            return False
        inner = self._inner
        alone, fit = self._sums[row, mine], self._sums[row]
        after = (inner + 2 * fit) * (_SHARE // np.minimum(sizes, LARGEST - 1)) + (inner[mine] - 2 * alone) * (
            _SHARE // (sizes[mine] - 2)
        )
        before = inner * (_SHARE // (sizes - 1)) + inner[mine] * (_SHARE // (sizes[mine] - 1))
        gain = np.where((sizes < sizes[mine]) & (sizes < LARGEST), after - before, 0)
        best = int(np.argmax(gain))
        if gain[best] <= 0:
            return False
        self._put({row: best})
        self._sizes[mine] -= 1
        self._sizes[best] += 1
        return True

    def _put(self, to: dict[int, int]) -> None:
        """Everybody here into the circle with this number, all at once."""
        changed = set(to.values())
        for row, at in to.items():
            before = int(self._where[row])
            changed.add(before)
            self._sums[:, before] -= self._weights[:, row]
            self._sums[:, at] += self._weights[:, row]
            self._where[row] = at
        for at in changed:
            members = self._where == at
            self._own[members] = self._sums[members, at]
            self._inner[at] = self._own[members].sum()
