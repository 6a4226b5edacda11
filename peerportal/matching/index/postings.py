"""Who says what: for each term, the rows of those who offer, seek or like it or are going through it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from peerportal.matching.index.sorting import stable
from peerportal.matching.index.table import SEEK

PLACES = 7  # lists for what is sought, by place; the last is for all further places
KINDS = PLACES + 3
SOUGHT = range(1, 1 + PLACES)
OFFERED, LIKING, GONE_THROUGH = 0, 1 + PLACES, 2 + PLACES
LONG = 256  # rows; from here on a list is worth a call of its own
MOVED = -1  # the start of a list that has an array of its own
_FIRST = np.array([OFFERED, SOUGHT[0], LIKING, GONE_THROUGH])  # kind by facet, at the first place


class Postings:
    """Lists of rows by term number and kind, in no order, each row once.

    At first all lists stand in one array, with a little room after each. A list that outgrows its room moves into an
    array of its own. So an edit touches only the lists that it is about: adding writes one number, taking away looks
    the row up and moves the last one into its place.
    """

    def __init__(self, row: np.ndarray, facet: np.ndarray, number: np.ndarray, terms: int) -> None:
        """From parallel columns sorted by row, facet and place; numbers of terms are below `terms`."""
        key = _keys(row, facet, number)
        self._lengths = np.bincount(key, minlength=terms * KINDS).astype(np.int32)
        self._rooms = self._lengths + self._lengths // 16
        self._starts = np.zeros(terms * KINDS, np.int32)
        np.cumsum(self._rooms[:-1], out=self._starts[1:])
        self._rows = np.zeros(int(self._rooms.sum()), np.int32)
        before = np.cumsum(self._lengths, dtype=np.int64) - self._lengths
        places = np.arange(len(key))
        places += np.repeat(self._starts - before, self._lengths)
        self._rows[places] = row[stable(key)]
        self._own: dict[int, np.ndarray] = {}

    def grow(self, terms: int) -> None:
        """Make room for numbers of terms below `terms`."""
        more = np.zeros(terms * KINDS - len(self._lengths), np.int32)
        self._lengths = np.concatenate([self._lengths, more])
        self._rooms = np.concatenate([self._rooms, more])
        self._starts = np.concatenate([self._starts, more])

    def rows(self, number: int, kind: int) -> np.ndarray:
        """The rows in a list, int32; true until the next edit."""
        key = number * KINDS + kind
        length = int(self._lengths[key])
        if (own := self._own.get(key)) is not None:
            return own[:length]
        start = int(self._starts[key])
        return self._rows[start : start + length]

    def gathered(self, keys: np.ndarray) -> np.ndarray:
        """The rows of many lists (number of a term * KINDS + kind), one after the other, in no order."""
        alone = self._alone(keys)
        lists = [self.rows(*divmod(key, KINDS)) for key in keys[alone].tolist()]
        return np.concatenate([self._read(keys[~alone]), *lists])

    def add_up(self, sums: np.ndarray, keys: np.ndarray, values: np.ndarray) -> None:
        """Add to the sums of the rows in each list (number of a term * KINDS + kind) the value that goes with it."""
        values, alone = values.astype(sums.dtype), self._alone(keys)
        for key, value in zip(keys[alone].tolist(), values[alone], strict=True):
            np.add.at(sums, self.rows(*divmod(key, KINDS)), value)
        keys, values = keys[~alone], values[~alone]
        np.add.at(sums, self._read(keys), np.repeat(values, self._lengths[keys]))

    def _alone(self, keys: np.ndarray) -> np.ndarray:
        """Which lists are worth a call of their own, or have an array of their own; the others are read in one go."""
        alone: np.ndarray = (self._lengths[keys] >= LONG) | (self._starts[keys] == MOVED)
        return alone

    def _read(self, keys: np.ndarray) -> np.ndarray:
        """The rows of lists that stand in the one array."""
        lengths = self._lengths[keys]
        before = np.cumsum(lengths) - lengths
        return self._rows[np.arange(int(lengths.sum())) + np.repeat(self._starts[keys] - before, lengths)]

    def change(self, row: int, old: Sequence[Sequence[int]], new: Sequence[Sequence[int]]) -> None:
        """What a row says, as term numbers by facet, from before and from now."""
        before, now = set(_kept(old)), set(_kept(new))
        for key in before - now:
            self._take(key, row)
        for key in now - before:
            self._add(key, row)

    def _add(self, key: int, row: int) -> None:
        length = int(self._lengths[key])
        own = self._own.get(key)
        room = int(self._rooms[key]) if own is None else len(own)
        if length == room:
            rows = self.rows(*divmod(key, KINDS))
            own = self._own[key] = np.empty(length + length // 4 + 4, np.int32)
            own[:length] = rows
            self._starts[key] = MOVED
        if own is None:
            self._rows[int(self._starts[key]) + length] = row
        else:
            own[length] = row
        self._lengths[key] = length + 1

    def _take(self, key: int, row: int) -> None:
        rows = self.rows(*divmod(key, KINDS))
        rows[(rows == row).argmax()] = rows[-1]
        self._lengths[key] -= 1


def _keys(row: np.ndarray, facet: np.ndarray, number: np.ndarray) -> np.ndarray:
    """The list in which each of these stands, int64."""
    keys: np.ndarray = number * np.int64(KINDS) + _FIRST[facet]
    seeks = np.flatnonzero(facet == SEEK)
    person = row[seeks]
    first = np.flatnonzero(np.r_[True, person[1:] != person[:-1]]) if len(seeks) else seeks
    place = np.arange(len(seeks)) - np.repeat(first, np.diff(np.r_[first, len(seeks)]))
    keys[seeks] += np.minimum(place, PLACES - 1)
    return keys


def _kept(facets: Sequence[Sequence[int]]) -> Iterator[int]:
    """The lists in which somebody who says this stands."""
    for facet, numbers in enumerate(facets):
        for place, number in enumerate(numbers):
            yield number * KINDS + int(_FIRST[facet]) + (min(place, PLACES - 1) if facet == SEEK else 0)


def kinds_of(facet: int) -> range:
    """The kinds of list that a facet stands in."""
    return SOUGHT if facet == SEEK else range(int(_FIRST[facet]), int(_FIRST[facet]) + 1)
