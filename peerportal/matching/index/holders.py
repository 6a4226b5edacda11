"""Who holds what: things (numbered from 0) → the numbers that hold them, in three arrays and a little beside them.

The base never changes: the holders of a thing are one stretch of one array, those of neighbouring things lie side by
side. What was put or dropped since is kept in plain dictionaries, and worked into a new base when it has grown enough.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]

FEW, SHARE = 1000, 32  # a new base when more than FEW + a SHAREth of the numbers have moved
NONE: Numbers = np.empty(0, np.int32)


class Holders:
    """Things → numbers, kept up to date one number at a time."""

    def __init__(self, things: Numbers = NONE, numbers: Numbers = NONE) -> None:
        """From parallel arrays, in any order: each number holds the thing beside it."""
        self._starts = np.zeros(int(things.max(initial=-1)) + 2, np.int32)
        np.cumsum(np.bincount(things, minlength=len(self._starts) - 1), out=self._starts[1:])
        self._at = memoryview(self._starts.data)
        self._numbers = numbers[np.argsort(things, kind="stable")].astype(np.int32)
        self._moved = np.zeros(int(numbers.max(initial=-1)) + 1, np.bool_)  # whose base no longer holds
        self._moves = 0
        self._new: dict[int, set[int]] = {}
        self._new_of: dict[int, frozenset[int]] = {}
        self._new_things: list[int] = []  # sorted

    def put(self, number: int, things: Collection[int]) -> None:
        """Set what a number holds."""
        self.drop(number)
        self._new_of[number] = frozenset(things)
        for thing in self._new_of[number]:
            if thing not in self._new:
                self._new[thing] = set()
                insort(self._new_things, thing)
            self._new[thing].add(number)
        if self._moves + len(self._new_of) > FEW + len(self._moved) // SHARE:
            self.renew()

    def drop(self, number: int) -> None:
        """Forget a number."""
        if number < len(self._moved) and not self._moved[number]:
            self._moved[number] = True
            self._moves += 1
        for thing in self._new_of.pop(number, ()):
            self._new[thing].discard(number)
            if not self._new[thing]:
                del self._new[thing]
                del self._new_things[bisect_left(self._new_things, thing)]

    def renew(self, order: Numbers | None = None) -> None:
        """Work what has changed into a new base; with `order`, thing number n is called order[n] from now on."""
        things, numbers = self._held()
        things = things if order is None else order[things]
        Holders.__init__(self, things, numbers)

    def _held(self) -> tuple[Numbers, Numbers]:
        """Things and, in parallel, who holds them."""
        things = np.repeat(np.arange(len(self._starts) - 1, dtype=np.int32), np.diff(self._starts))
        stay = ~self._moved[self._numbers]
        fresh = [(thing, number) for thing, numbers in self._new.items() for number in numbers]
        added = np.array(fresh, np.int32).reshape(-1, 2)
        return np.append(things[stay], added[:, 0]), np.append(self._numbers[stay], added[:, 1])

    def of(self, first: int, last: int) -> Numbers:
        """Who holds a thing from `first` up to, not including, `last`; some may be named more than once."""
        end = len(self._at) - 1
        found = self._staying(self._numbers[self._at[min(first, end)] : self._at[min(last, end)]])
        if not self._new_things:
            return found
        things = self._new_things[bisect_left(self._new_things, first) : bisect_left(self._new_things, last)]
        if not things:
            return found
        new = np.fromiter(chain.from_iterable(map(self._new.__getitem__, things)), np.int32)
        return np.concatenate((found, new))

    def of_any(self, things: Numbers) -> Numbers:
        """Who holds any of some things, which are sorted; some may be named more than once."""
        known = things[things < len(self._starts) - 1]
        lengths = self._starts[known + 1] - self._starts[known]
        before = np.cumsum(lengths) - lengths
        at = np.arange(int(lengths.sum())) + np.repeat(self._starts[known] - before, lengths)
        found = self._staying(self._numbers[at])
        new = [self._new[thing] for thing in things.tolist() if thing in self._new] if self._new else []
        return np.concatenate((found, np.fromiter(chain.from_iterable(new), np.int32))) if new else found

    def _staying(self, found: Numbers) -> Numbers:
        return found[~self._moved[found]] if self._moves and len(found) else found

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays of the base."""
        return self._starts.nbytes + self._numbers.nbytes + self._moved.nbytes
