"""From packed columns to the table that the index is filled from: one place for every key of a person, then rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peerportal.matching.index.reading import STATES, Day
from peerportal.matching.index.table import NO_LEVEL, NOBODY, Table
from peerportal.matching.peer import UNPUBLISHED, hours_of_week

Ints = NDArray[np.int64]
ROOM, PUBLISHED = 128, 1024  # where these begin in the number that packs them with the days of the week
MINUTES = 1441


def _coded(values: Sequence[Any]) -> tuple[Ints, list[Any]]:
    """The number of each value, and the distinct values in the order of their numbers."""
    known = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return np.fromiter(map(known.__getitem__, values), np.int64, len(values)), list(known)


def _once(codes: Ints, values: list[Any], make: Callable[[Any], Any]) -> tuple[Ints, list[Any]]:
    """The same codes for what `make` makes of each value; what becomes equal gets one number."""
    numbers, made = _coded([make(value) for value in values])
    return (numbers[codes] if len(numbers) else codes), made


class Gathered:
    """Columns by the key of a person, and the rows of those who are in the programme."""

    def __init__(self, found: dict[str, list[Any]], day: Day) -> None:
        self._found, self._day = found, day
        _, ids, managers, packed, zones, _ = found["person"][0]
        self._span = int(ids.max(initial=0)) + 1
        self.managers = self._spread(ids, managers, NOBODY).astype(np.int32)
        self._state, self._level = self._spread(ids, packed % 4), self._spread(ids, packed // 4)
        codes, self._zones = _coded(zones)
        self._zone = self._spread(ids, codes)
        _, ids, ways, minutes, formats, languages = found["profile"][0]
        self._ways, self._minutes = self._spread(ids, ways, ROOM), self._spread(ids, minutes)
        self._formats, self._languages = self._sets(ids, formats), self._sets(ids, languages)
        joined = self._spread(*found["enrolled"][0][1:3])
        self.ids = np.flatnonzero((joined > 0) & (self._state > 0))
        self._joined = joined[self.ids]
        self.rows = self._spread(self.ids, np.arange(len(self.ids)), -1)

    def _spread(self, people: Ints, values: Ints | int, missing: int = 0) -> Ints:
        """One place for every key of a person."""
        column = np.full(self._span, missing, np.int64)
        column[people] = values
        return column

    def _sets(self, people: Ints, texts: list[str]) -> tuple[Ints, list[Any]]:
        """Lists as JSON, to sets; whoever has no profile named nothing."""
        codes, values = _coded(texts)
        return _once(
            self._spread(people, codes + 1), ["[]", *values], lambda text: frozenset(json.loads(text) or ())
        )

    def _common(self, kind: str) -> tuple[Ints, list[str]]:
        """What people have in common, of the rows of this kind; none where there is nobody yet."""
        column, rows = np.zeros(self._span, np.int64), self._found.get(kind, [])
        for number, (_, people, *_rest) in enumerate(rows):
            column[people] = number
        return column, [row[0] for row in rows]

    def _hours(self) -> tuple[Ints, list[int]]:
        days = self._ways % ROOM
        combined = (self._zone[self.ids] * ROOM + days[self.ids]) * MINUTES**2 + self._minutes[self.ids]
        distinct, codes = np.unique(combined, return_inverse=True)
        return _once(codes, distinct.tolist(), self._mask)

    def _mask(self, combined: int) -> int:
        zone_days, minutes = divmod(combined, MINUTES**2)
        zone, days = divmod(zone_days, ROOM)
        return hours_of_week(self._zones[zone], days, *divmod(minutes, MINUTES), self._day.monday)

    def _states(self) -> tuple[Ints, list[str]]:
        seen = np.where(self._ways >= PUBLISHED, self._state, len(STATES) + 1)
        return seen[self.ids] - 1, [*STATES, UNPUBLISHED]

    def _count(self, kind: str) -> Ints:
        return self._spread(*self._found[kind][0][1:3])[self.ids]

    def _shown(self) -> Ints:
        """Showings of earlier weeks, halved once for each later week in which the person was shown."""
        total, age = np.zeros(self._span, np.int64), np.zeros(self._span, np.int64)
        weeks = sorted(
            ((int(week), people, shown) for week, people, shown, *_ in self._found.get("shown", ())),
            key=lambda row: -row[0],
        )
        for _, people, shown in weeks:
            total[people] += shown >> age[people]
            age[people] += 1
        return total[self.ids]

    def _ranks(self) -> Ints:
        _, levels, ranks, *_ = self._found["level"][0]
        known = np.full(int(max(levels.max(initial=0), self._level.max(initial=0))) + 1, NO_LEVEL, np.int64)
        known[levels] = ranks
        return known[self._level[self.ids]]

    def table(self, said: tuple[Ints, Ints, Ints, Ints]) -> Table:
        """With what they said, as parallel columns: row, facet, place, term."""
        classes = {"state": self._states(), "hours": self._hours()}
        for name, (codes, values) in (
            ("department", self._common("department")), ("location", self._common("location")),
            ("formats", self._formats), ("languages", self._languages),
        ):  # fmt: skip
            classes[name] = codes[self.ids], values
        room = np.where(self._ways % PUBLISHED // ROOM > 0, self._ways % PUBLISHED // ROOM, 1)
        return Table(
            ids=self.ids, level=self._ranks(), manager=self.managers[self.ids].astype(np.int64),
            joined_on=self._joined, room=room[self.ids] - self._count("groups"), asked=self._count("asked"),
            shown=self._shown(), waiting=self._count("waiting"),
            term_row=said[0], term_facet=said[1], term_place=said[2], term=said[3],
            values={name: values for name, (_, values) in classes.items()},
            **{name: codes for name, (codes, _) in classes.items()},
        )  # fmt: skip
