"""The parts of the score that need no term: hours and ways of meeting, level, difference; for many people at a time."""

from __future__ import annotations

from typing import cast

import numpy as np

from peerportal.matching import score
from peerportal.matching.index.columns import Classes, Columns, Hours, words_of
from peerportal.matching.index.table import NO_LEVEL, NOBODY
from peerportal.matching.peer import SLOT, Peer
from peerportal.matching.score import FULL, UNKNOWN, Wishes


class Apart:
    """What a viewer and others share apart from terms, by tables over the classes of the others.

    `minutes` is by class of hours, `meet` by class of formats (`score.can_meet`).
    """

    def __init__(self, viewer: Peer, columns: Columns, wishes: Wishes) -> None:
        self._viewer, self._columns, self._wishes = viewer, columns, wishes
        hours = cast(Hours, columns.classes["hours"])
        shared = hours.masks[: len(hours)] & words_of(viewer.hours)
        self.minutes = np.bitwise_count(shared).sum(axis=1, dtype=np.int32) * SLOT
        self.meet = sharing(viewer.formats, columns.classes["formats"])
        self._overlap = np.minimum(self.minutes, score.ENOUGH_MINUTES) * FULL // score.ENOUGH_MINUTES
        self._overlap[slice(None) if not viewer.hours else slice(1)] = UNKNOWN  # class 0 has not told
        self._department = self._table("department", wishes.department, False)
        self._location = self._table("location", wishes.place, True)

    def weighted(self, rows: np.ndarray) -> np.ndarray:
        """The three parts, each times its weight, summed; int32."""
        weight = self._wishes.weight
        return (
            weight("practical") * self._practical(rows)
            + weight("level") * self._level(rows)
            + weight("difference") * self._difference(rows)
        )

    def most(self) -> int:
        """What `weighted` is at the most for anybody."""
        weight, level = self._wishes.weight, UNKNOWN if self._viewer.level is None else FULL
        practical = int(self._overlap.max(initial=0))
        return weight("practical") * practical + weight("level") * level + weight("difference") * FULL

    def told(self, rows: np.ndarray) -> np.ndarray:
        """Whose hours can be compared with the viewer's."""
        return (self._columns.hours[rows] != 0) & bool(self._viewer.hours)

    def levels_apart(self, rows: np.ndarray) -> np.ndarray:
        """How many levels lie between; 0 where one is not known."""
        levels = self._columns.level[rows].astype(np.int32)
        if self._viewer.level is None:
            return np.zeros(len(rows), np.int32)
        return np.where(levels == NO_LEVEL, 0, np.abs(levels - self._viewer.level))

    def _practical(self, rows: np.ndarray) -> np.ndarray:
        overlap = self._overlap[self._columns.hours[rows]]
        return np.where(self.meet[self._columns.formats[rows]], overlap, overlap * 6000 // FULL)

    def _level(self, rows: np.ndarray) -> np.ndarray:
        close = np.maximum(0, 3 - self.levels_apart(rows)) * FULL // 3
        if self._viewer.level is None:
            return np.full(len(rows), UNKNOWN, np.int32)
        return np.where(self._columns.level[rows] == NO_LEVEL, UNKNOWN, close)

    def _difference(self, rows: np.ndarray) -> np.ndarray:
        """As `score.difference`: a table by department, another by place; the same team is looked at one by one."""
        wishes = self._wishes
        department = self._department[self._columns.department[rows]]
        if wishes.department not in ("any", "same") and self._viewer.manager not in (None, NOBODY):
            same = self._columns.department[rows] == self._own("department")
            team = same & (self._columns.manager[rows] == self._viewer.manager)
            department = np.where(team & bool(self._viewer.department), 0, department)
        if wishes.place == "any":
            return department
        place = self._location[self._columns.location[rows]]
        return place if wishes.department == "any" else (department + place) // 2

    def _own(self, name: str) -> int:
        """The number of the viewer's own class; that of nobody where nobody has it."""
        return self._columns.classes[name].find(getattr(self._viewer, name))

    def _table(self, name: str, wish: str, same_team: bool) -> np.ndarray:
        """`score.apart` by class, for two who are not of one team unless said so."""
        classes = self._columns.classes[name]
        known = bool(getattr(self._viewer, name))
        table = np.full(len(classes), score.apart(wish, False, same_team, known), np.int32)
        for number, value in (
            (self._own(name), score.apart(wish, True, same_team, known)),
            (classes.find(""), UNKNOWN),
        ):
            if number >= 0:
                table[number] = value
        return table


def sharing(ours: frozenset[str], classes: Classes) -> np.ndarray:
    """By class, which sets have something in common with ours; whoever did not say shares everything."""
    return np.array(
        [not ours or not theirs or not ours.isdisjoint(theirs) for theirs in classes.values], bool
    )
