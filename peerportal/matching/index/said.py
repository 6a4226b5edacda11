"""What each person says: their terms by facet, in one long array with a stretch a row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peerportal.matching.index.sorting import stable
from peerportal.matching.index.table import FACETS, Table

NOTHING = 0  # the number of no term
STEP = 4  # stretches are multiples of this long, so that left ones suit others


class Vocabulary:
    """Term ids numbered from 1 in the order they were first seen; most ids of the database are nobody's here."""

    def __init__(self, terms: np.ndarray) -> None:
        self._number_of = np.zeros(int(terms.max(initial=0)) + 1024, np.int32)
        self._number_of[terms] = 1
        found = np.flatnonzero(self._number_of)
        self._number_of[found] = np.arange(1, len(found) + 1)
        self.size = len(found) + 1
        self.ids = np.zeros(self.size + 1024, np.int32)
        self.ids[1 : self.size] = found

    def numbers(self, terms: np.ndarray) -> np.ndarray:
        """The numbers of known term ids."""
        return self._number_of[terms]

    def known(self, term: int) -> int:
        """The number of a term, or NOTHING."""
        return int(self._number_of[term]) if 0 <= term < len(self._number_of) else NOTHING

    def number(self, term: int) -> int:
        """The number of a term, a new one if need be."""
        found = self.known(term)
        if found != NOTHING:
            return found
        if term >= len(self._number_of):
            more = term - len(self._number_of) + len(self._number_of) // 8 + 1024
            self._number_of = np.concatenate([self._number_of, np.zeros(more, np.int32)])
        if self.size == len(self.ids):
            self.ids = np.concatenate([self.ids, np.zeros(len(self.ids) // 8 + 1024, np.int32)])
        found = self._number_of[term] = self.size
        self.ids[found] = term
        self.size += 1
        return int(found)


class Said:
    """Per row, the numbers of the terms offered, sought, liked and gone through, one facet after the other."""

    def __init__(self, row: np.ndarray, facet: np.ndarray, number: np.ndarray, rows: int) -> None:
        """From parallel columns sorted by row, facet and place; `rows` is how many rows there is room for."""
        self.terms = np.zeros(len(row) + len(row) // 32 + 1024, np.int32)
        self.terms[: len(row)] = number
        counts = np.bincount(row * np.int64(len(FACETS)) + facet, minlength=rows * len(FACETS))
        self.ends = np.cumsum(counts.reshape(rows, -1), axis=1).astype(np.uint16)
        self.starts = np.zeros(rows, np.int32)
        np.cumsum(self.ends[:-1, -1], out=self.starts[1:])
        self._rooms = self.ends[:, -1].copy()
        self._used = len(row)
        self.most = counts.reshape(rows, -1).max(axis=0, initial=0).tolist()  # anybody ever said, by facet
        self._free: dict[int, list[int]] = {}

    def grow(self, rows: int) -> None:
        """Make room for so many rows."""
        more = rows - len(self.starts)
        self.ends = np.concatenate([self.ends, np.zeros((more, len(FACETS)), np.uint16)])
        self.starts = np.concatenate([self.starts, np.zeros(more, np.int32)])
        self._rooms = np.concatenate([self._rooms, np.zeros(more, np.uint16)])

    def of(self, row: int, facet: int) -> np.ndarray:
        """The term numbers of one facet of a row."""
        start, ends = int(self.starts[row]), self.ends[row]
        return self.terms[start + (int(ends[facet - 1]) if facet else 0) : start + int(ends[facet])]

    def all(self, row: int) -> np.ndarray:
        """The term numbers of all facets of a row, one after the other; `ends` says where each ends."""
        start = int(self.starts[row])
        return self.terms[start : start + int(self.ends[row, -1])]

    def put(self, row: int, facets: Sequence[Sequence[int]]) -> None:
        """Write what a row says, as term numbers by facet."""
        said = [number for facet in facets for number in facet]
        if len(said) > self._rooms[row]:
            self._move(row, len(said))
        start = int(self.starts[row])
        self.terms[start : start + len(said)] = said
        lengths = [len(facet) for facet in facets]
        self.ends[row] = np.cumsum(lengths)
        self.most = [max(pair) for pair in zip(self.most, lengths, strict=True)]

    def read(self, rows: np.ndarray) -> Read:
        """What these rows say, to be read facet by facet."""
        return Read(self.terms, self.starts[rows], self.ends[rows].T.astype(np.int32))

    def _move(self, row: int, length: int) -> None:
        """A longer stretch for a row; the old one is kept for somebody else."""
        if self._rooms[row]:
            self._free.setdefault(int(self._rooms[row]), []).append(int(self.starts[row]))
        room = -(-length // STEP) * STEP
        free = self._free.get(room)
        self._rooms[row] = room
        if free:
            self.starts[row] = free.pop()
            return
        if self._used + room > len(self.terms):
            more = np.zeros(len(self.terms) // 16 + room + 1024, np.int32)
            self.terms = np.concatenate([self.terms, more])
        self.starts[row] = self._used
        self._used += room


class Read:
    """What some rows say."""

    def __init__(self, terms: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> None:
        self._terms, self._starts, self._ends = terms, starts, ends

    def counts(self, facet: int) -> np.ndarray:
        """How many terms of a facet each row has, int32."""
        return self._ends[facet] - self._ends[facet - 1] if facet else self._ends[0]

    def of(self, facet: int) -> np.ndarray:
        """Term numbers by place and row, int32; NOTHING after the last of a row.

        A line for each place makes what follows run along the rows, which are many.
        """
        counts = self.counts(facet)
        starts = self._starts + self._ends[facet - 1] if facet else self._starts
        places = np.arange(counts.max(initial=0), dtype=np.int32)[:, None]
        found: np.ndarray = self._terms.take(starts + places, mode="clip")
        found *= places < counts
        return found


def in_order(table: Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The rows, facets and ids of the terms of a table, sorted by row, facet and place."""
    columns = table.term_row, table.term_facet, table.term_place, table.term
    row, facet, place, term = (np.asarray(column, np.int64) for column in columns)
    highest = int(place.max(initial=0)).bit_length()
    key = (row * len(FACETS) + facet << highest) + place
    if np.all(key[1:] >= key[:-1]):
        return row, facet, term
    order = stable(key)
    return row[order], facet[order], term[order]
