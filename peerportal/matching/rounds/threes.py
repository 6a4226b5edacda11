"""Threes: who is left over joins the pair that all three fit best, one to a pair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peerportal.matching.rounds.edges import WEIGHT_AT, Worth
from peerportal.matching.rounds.sets import Bools, Ints

Rows = tuple[int, ...]


def joined(worth: Worth, pairs: Sequence[tuple[int, int]], left: Sequence[int]) -> list[Rows]:
    """The groups with those left over taken in, as far as there is a pair that may take them.

    Whoever has the fewest pairs to join chooses first. Who has none changes places with somebody whom another pair
    may take.
    """
    table = _Pairs(worth, pairs)
    for row in sorted(left, key=lambda row: (table.places(row), row)):
        table.join(row) or table.join_for(row)
    return table.groups()


class _Pairs:
    def __init__(self, worth: Worth, pairs: Sequence[tuple[int, int]]) -> None:
        self._worth = worth
        self._ends: Ints = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
        self._third: Ints = np.full(len(pairs), -1, dtype=np.int64)

    def places(self, row: int) -> int:
        """How many pairs may take this row."""
        return int(self._open_to(self._worth.row(row)[2]).sum())

    def join(self, row: int) -> bool:
        """Into the pair that is worth most with this row; False when none may take it."""
        keys, _, allowed = self._worth.row(row)
        places = np.flatnonzero(self._open_to(allowed))
        if not len(places):
            return False
        # Two keys in one number would be too long with both lots: the first one's decides between equals.
        worth = keys[self._ends[places, 0]] + (keys[self._ends[places, 1]] >> WEIGHT_AT << WEIGHT_AT)
        self._third[places[np.argmax(worth)]] = row
        return True

    def join_for(self, row: int) -> bool:
        """Take the partner of somebody who finds another pair to join; the one worth most first."""
        keys, _, allowed = self._worth.row(row)
        ends = self._ends
        wanted = [
            (int(keys[ends[at, side]]), at, side) for at, side in zip(*np.nonzero(allowed[ends]), strict=True)
        ]
        for _, at, side in sorted(wanted, reverse=True):
            leaving = int(ends[at, 1 - side])
            if self._third[at] < 0 and self._join_elsewhere(leaving, int(at)):
                ends[at, 1 - side] = row
                return True
        return False

    def _join_elsewhere(self, row: int, but: int) -> bool:
        self._third[but] = row  # holds the place while the others are asked
        found = self.join(row)
        self._third[but] = -1
        return found

    def _open_to(self, allowed: Bools) -> Bools:
        found: Bools = allowed[self._ends].all(axis=1) & (self._third < 0)
        return found

    def groups(self) -> list[Rows]:
        thirds = zip(self._ends.tolist(), self._third.tolist(), strict=True)
        return [tuple(sorted([*ends, third] if third >= 0 else ends)) for ends, third in thirds]
