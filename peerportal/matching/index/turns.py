"""Whose turn it is: the newcomer's lift less the price of attention, as a column kept up to date."""

from __future__ import annotations

import numpy as np

from peerportal.matching.index.columns import Columns
from peerportal.matching.ranking import ASK_WEIGHT, LIFT, NEWCOMER_DAYS, Attention

SAMPLE = 10_000


class Turns:
    """By row; worked out anew when the day or the usual attention moves, else only where something was written."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._whole = int(self._load(slice(columns.size)).sum())
        self._as_of: tuple[int, int] | None = None
        self.column = np.empty(0, np.int16)
        self._prices = np.empty(0, np.int16)
        self.most = self.often = 0

    def settle(self, today: int) -> None:
        """Make `column` true for a day; afterwards nobody has more than `most`, and few have more than `often`."""
        attention = Attention(self._whole, max(1, self._columns.people))
        if self._as_of == (today, attention.usual) and len(self.column) == len(self._columns.ids):
            return
        self._as_of = today, attention.usual
        # Whoever had four times the usual attention pays the highest price, and nobody pays more.
        highest = attention.usual // 2 + 4
        self._prices = np.array([attention.price_of(load) for load in range(highest + 1)], np.int16)
        self.column = self._turn(slice(None), today)
        self.most = int(self.column.max(initial=0))
        some = self.column[: self._columns.size][:: self._columns.size // SAMPLE + 1]
        self.often = int(np.partition(some, len(some) * 19 // 20)[len(some) * 19 // 20]) if len(some) else 0

    def leave(self, row: int) -> None:
        """What is in this row is about to be written; to be followed by `enter`, unless the row is left empty."""
        self._whole -= int(self._load(row))

    def enter(self, row: int) -> None:
        """What is in this row was written."""
        self._whole += int(self._load(row))
        if self._as_of and row < len(self.column):
            self.column[row] = self._turn(row, self._as_of[0])
            self.most = max(self.most, int(self.column[row]))

    def _load(self, rows: slice | int) -> np.ndarray:
        load: np.ndarray = self._columns.shown[rows] + ASK_WEIGHT * self._columns.asked[rows].astype(np.int64)
        return load

    def _turn(self, rows: slice | int, today: int) -> np.ndarray:
        since = today - self._columns.joined_on[rows]
        lift = LIFT * ((since >= 0) & (since < NEWCOMER_DAYS))
        load = np.clip(self._load(rows), 0, len(self._prices) - 1)
        turn: np.ndarray = (lift - self._prices[load]).astype(np.int16)
        return turn
