"""The ribbon: where each commitment of a year stands in a picture of months and members. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WIDTH, MONTH, LABEL, LINE, TOP = 324, 26, 20, 12, 18
ACROSS, MOST_LINES = 2, 4
LEFT = (WIDTH - 12 * MONTH) // 2


@dataclass(frozen=True)
class Mark:
    """One commitment in the picture: the middle of its shape, and what became of it."""

    x: int
    y: int
    state: str


@dataclass(frozen=True)
class Row:
    """A member's band through the year; `more` are marks that had no room, by their place."""

    name: str
    label_y: int
    top: int
    height: int
    marks: list[Mark]
    more: list[tuple[int, int, int]]


@dataclass(frozen=True)
class Picture:
    """A year: the names of the months at their places, and one row a member."""

    width: int
    height: int
    months: list[tuple[int, str]]
    rows: list[Row]


def picture(names: Sequence[tuple[int, str]], told: Iterable[tuple[int, int, str]]) -> Picture:
    """Draw (member, month from 1, state) in the order given, for members given as (key, name)."""
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for member, month, state in told:
        cells[member, month].append(state)
    rows, y = [], TOP
    for member, name in names:
        row = _row(name, [cells.get((member, month), []) for month in range(1, 13)], y)
        rows.append(row)
        y = row.top + row.height
    months = [(LEFT + at * MONTH + MONTH // 2, name) for at, name in enumerate(MONTHS)]
    return Picture(WIDTH, y + LINE // 2, months, rows)


def _row(name: str, months: list[list[str]], y: int) -> Row:
    lines = max(1, *(min(MOST_LINES, -(-len(states) // ACROSS)) for states in months))
    top = y + LABEL
    marks, more = [], []
    for at, states in enumerate(months):
        left = LEFT + at * MONTH
        room = ACROSS * MOST_LINES - (len(states) > ACROSS * MOST_LINES)
        marks += [_mark(state, left, top, number, len(states)) for number, state in enumerate(states[:room])]
        if states[room:]:
            more.append((left + MONTH * 3 // 4, top + LINE * MOST_LINES, len(states) - room))
    return Row(name, y + LABEL - 5, top, lines * LINE + 8, marks, more)


def _mark(state: str, left: int, top: int, number: int, of: int) -> Mark:
    line, place = divmod(number, ACROSS)
    # The last one of an odd number stands in the middle.
    alone = place == 0 and number == of - 1
    x = left + (MONTH // 2 if alone else MONTH // 4 + place * MONTH // 2)
    return Mark(x, top + 4 + line * LINE + LINE // 2, state)


def run_of_done(states: Sequence[str]) -> int:
    """How many in a row were done, counted back from the latest that has an outcome; only for the one who made them."""
    told = [state for state in reversed(states) if state != "open"]
    return next((number for number, state in enumerate(told) if state != "done"), len(told))
