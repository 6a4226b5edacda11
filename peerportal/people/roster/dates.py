"""Dates as rosters write them; whether the day or the month comes first is decided for a column, not for a cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

DAY_FIRST, MONTH_FIRST, UNCLEAR = "day", "month", "unclear"
EARLIEST, LATEST = dt.date(1930, 1, 1), dt.date(2100, 1, 1)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:\s.*)?")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?:\s.*)?")
_NAMED = re.compile(r"(\d{1,2})[-\s./]*([A-Za-z]{3,9})\.?,?[-\s./]*(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}


def order_of(cells: Iterable[str]) -> str:
    """Which comes first in the slashed dates of a column; UNCLEAR when nothing shows it, or both are shown."""
    day = month = False
    for cell in cells:
        found = _SLASHED.fullmatch(cell.strip())
        if found:
            day = day or int(found[1]) > 12
            month = month or int(found[2]) > 12
    return UNCLEAR if day == month else DAY_FIRST if day else MONTH_FIRST


def read(cell: str, order: str) -> dt.date | None:
    """The day a cell names, or None when it names none or cannot be told; ValueError is never raised."""
    parts = _parts(cell.strip(), order)
    try:
        day = dt.date(*parts) if parts else None
    except ValueError:
        return None
    return day if day and EARLIEST <= day <= LATEST else None


def _parts(cell: str, order: str) -> tuple[int, int, int] | None:
    if found := _ISO.fullmatch(cell) or _COMPACT.fullmatch(cell):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DOTTED.fullmatch(cell):
        return _year(found[3]), int(found[2]), int(found[1])
    if found := _SLASHED.fullmatch(cell):
        return _slashed(int(found[1]), int(found[2]), _year(found[3]), order)
    return _worded(cell)


def _worded(cell: str) -> tuple[int, int, int] | None:
    found = _NAMED.fullmatch(cell)
    day, word, year = found.groups() if found else ("", "", "")
    if not found and (found := _NAMED_FIRST.fullmatch(cell)):
        word, day, year = found.groups()
    month = _MONTHS.get(word[:3].lower())
    return (_year(year), month, int(day)) if month else None


def _slashed(first: int, second: int, year: int, order: str) -> tuple[int, int, int] | None:
    if order == UNCLEAR and first <= 12 and second <= 12 and first != second:
        return None
    day_first = first > 12 or (order == DAY_FIRST and second <= 12)
    return (year, second, first) if day_first else (year, first, second)


def _year(digits: str) -> int:
    """Two digits mean the hundred years up to 2049: nobody at work was hired before 1950."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)
