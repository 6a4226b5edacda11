"""The facts of a person as columns: one row a person, rows of people who left are used again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from peerportal.matching.index.table import CLASSES, NO_LEVEL, NOBODY, NUMBERS, Table, number_of
from peerportal.matching.peer import ACTIVE, WEEK_SLOTS, Peer

NONE = -1  # no such row, no such person
GONE = ""  # the state of a row that nobody has
WORDS = -(-WEEK_SLOTS // 64)  # of 64 quarter hours each
SPARE = 1024
_TYPES = {"room": np.int16, "waiting": np.int16, "level": np.int16}
PEERS = tuple(name for name in NUMBERS if name != "waiting")
_SMALL = (1 << 15) - 1


class Classes:
    """Distinct values, numbered from 0 in the order they were first seen; with each, how many active people have it.

    A value that nobody has any more keeps its number until everything is read anew.
    """

    def __init__(self, *first: Any) -> None:
        self.values: list[Any] = []
        self.active: list[int] = []
        self._numbers: dict[Any, int] = {}
        for value in first:
            self.number(value)

    def __len__(self) -> int:
        return len(self.values)

    def find(self, value: Any) -> int:
        """The number of a value; NONE when nobody has or had it."""
        return self._numbers.get(value, NONE)

    def number(self, value: Any) -> int:
        """The number of a value, a new one if need be."""
        found = self._numbers.setdefault(value, len(self.values))
        if found == len(self.values):
            self.values.append(value)
            self.active.append(0)
        return found


class Hours(Classes):
    """Usual hours, also as rows of eleven 64-bit words, so that overlaps are counted many at a time."""

    def __init__(self) -> None:
        self.masks = np.zeros((16, WORDS), np.uint64)
        super().__init__(0)

    def number(self, value: int) -> int:
        found = super().number(value)
        if found == len(self.masks):
            self.masks = np.concatenate([self.masks, np.zeros_like(self.masks)])
        self.masks[found] = words_of(value)
        return found


def words_of(mask: int) -> np.ndarray:
    """A bit mask of the week as 64-bit words."""
    return np.frombuffer(mask.to_bytes(WORDS * 8, "little"), np.uint64)


class Columns:
    """Columns of equal length, by row; `size` rows were ever in use, `ids` is NONE where nobody is."""

    ids: np.ndarray
    state: np.ndarray
    department: np.ndarray
    location: np.ndarray
    hours: np.ndarray
    formats: np.ndarray
    languages: np.ndarray
    level: np.ndarray
    manager: np.ndarray
    joined_on: np.ndarray
    room: np.ndarray
    asked: np.ndarray
    shown: np.ndarray
    waiting: np.ndarray

    def __init__(self, table: Table) -> None:
        count = len(table.ids)
        self.size, self.people = count, count
        self.classes: dict[str, Classes] = {name: Classes() for name in CLASSES}
        self.classes["state"] = Classes(ACTIVE, GONE)  # ACTIVE is number 0
        self.classes["hours"] = Hours()
        self._free: list[int] = []
        for name in ("ids", *CLASSES, *NUMBERS):
            column = np.full(count + count // 32 + SPARE, NONE, _TYPES.get(name, np.int32))
            column[:count] = self._fitting(name, getattr(table, name), table)
            setattr(self, name, column)
        self.state[count:] = self.classes["state"].number(GONE)
        self._row_of = np.full(int(self.ids.max(initial=0)) + SPARE, NONE, np.int32)
        self._row_of[self.ids[:count]] = np.arange(count)
        self.highest = int(self.ids.max(initial=0))
        self._count_active()

    def _fitting(self, name: str, column: np.ndarray, table: Table) -> np.ndarray:
        if name in CLASSES:
            numbers = [self.classes[name].number(value) for value in table.values.get(name, ())]
            return np.array(numbers, np.int32)[column] if len(column) else column
        return np.clip(column, NO_LEVEL, _SMALL) if name in _TYPES else column

    def _count_active(self) -> None:
        active = self.state[: self.size] == 0
        for name, classes in self.classes.items():
            numbers = getattr(self, name)[: self.size][active]
            classes.active = np.bincount(numbers, minlength=len(classes)).tolist()

    def __contains__(self, person: int) -> bool:
        return self.row(person) != NONE

    def row(self, person: int) -> int:
        """The row of a person, or NONE."""
        return int(self._row_of[person]) if 0 <= person < len(self._row_of) else NONE

    def rows(self, people: Collection[int]) -> np.ndarray:
        """The rows of those among these people who are here."""
        ids = people if isinstance(people, np.ndarray) else np.fromiter(people, np.int64, len(people))
        rows = self._row_of[ids[(ids >= 0) & (ids < len(self._row_of))]]
        return rows[rows != NONE]

    def of_class(self, row: int, name: str) -> Any:
        """The value of one of CLASSES in a row."""
        return self.classes[name].values[getattr(self, name)[row]]

    def facts_of(self, row: int) -> dict[str, Any]:
        """What a `Peer` has of a row: everything but the requests waiting."""
        facts = {name: self.of_class(row, name) for name in CLASSES}
        for name in PEERS:
            facts[name] = int(getattr(self, name)[row])
        for name, none in (("level", NO_LEVEL), ("manager", NOBODY)):
            if facts[name] == none:
                facts[name] = None
        return facts

    def facts(self, rows: np.ndarray) -> list[dict[str, Any]]:
        """The same of several rows, column by column: cheaper from three on."""
        columns = {}
        for name in CLASSES:
            values = self.classes[name].values
            columns[name] = [values[number] for number in getattr(self, name)[rows].tolist()]
        for name in PEERS:
            columns[name] = getattr(self, name)[rows].tolist()
        for name, none in (("level", NO_LEVEL), ("manager", NOBODY)):
            columns[name] = [None if one == none else one for one in columns[name]]
        return [dict(zip(columns, facts, strict=True)) for facts in zip(*columns.values(), strict=True)]

    def put(self, peer: Peer, waiting: int) -> int:
        """Write a person's facts, into a new row if they have none; returns the row."""
        row = self.row(peer.id)
        if row == NONE:
            row = self._new(peer.id)
        else:
            self._count(row, -1)
        for name in CLASSES:
            getattr(self, name)[row] = self.classes[name].number(getattr(peer, name))
        for name in NUMBERS:
            self._set(row, name, number_of(peer, name, waiting))
        self._count(row, 1)
        return row

    def settle(self, row: int, **numbers: int) -> None:
        """Write some of NUMBERS."""
        for name, value in numbers.items():
            self._set(row, name, value)

    def drop(self, row: int) -> None:
        """Empty a row."""
        self._count(row, -1)
        person = int(self.ids[row])
        self._row_of[person] = self.ids[row] = NONE
        self.state[row] = self.classes["state"].number(GONE)
        self._free.append(row)
        self.people -= 1
        while self.highest and self._row_of[self.highest] == NONE:
            self.highest -= 1

    def _set(self, row: int, name: str, value: int) -> None:
        getattr(self, name)[row] = min(max(value, NO_LEVEL), _SMALL) if name in _TYPES else value

    def _count(self, row: int, step: int) -> None:
        if self.state[row] == 0:
            for name, classes in self.classes.items():
                classes.active[getattr(self, name)[row]] += step

    def _new(self, person: int) -> int:
        if person >= len(self._row_of):
            more = person - len(self._row_of) + len(self._row_of) // 32 + SPARE
            self._row_of = np.concatenate([self._row_of, np.full(more, NONE, np.int32)])
        row = self._free.pop() if self._free else self.size
        if row == self.size:
            self.size += 1
            if row == len(self.ids):
                self._grow()
        self._row_of[person], self.ids[row] = row, person
        self.highest, self.people = max(self.highest, person), self.people + 1
        return row

    def _grow(self) -> None:
        for name in ("ids", *CLASSES, *NUMBERS):
            column = getattr(self, name)
            more = np.full(len(column) // 32 + SPARE, NONE, column.dtype)
            setattr(self, name, np.concatenate([column, more]))

    def present(self) -> np.ndarray:
        """All rows that somebody has."""
        return np.flatnonzero(self.ids[: self.size] != NONE)
