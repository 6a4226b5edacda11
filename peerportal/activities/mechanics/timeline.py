"""A timeline of some years as a picture: a lane for each year with what stands in it, 320 units wide. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

LINE, PAD, AXIS, WORDS = 20, 6, 56, 70
WIDTH = 320
COLUMNS = 36  # so many letters fit beside the line; a wide one takes two


@dataclass(frozen=True)
class Mark:
    """An entry on the line; `solid` once there is a step towards it."""

    y: int
    words: str
    solid: bool


@dataclass(frozen=True)
class Lane:
    """A year, and the line above it."""

    year: int
    top: int
    y: int


@dataclass(frozen=True)
class Timeline:
    """What the template draws."""

    lanes: list[Lane]
    marks: list[Mark]
    height: int


def draw(start: int, years: int, entries: Sequence[tuple[int, str, bool]]) -> Timeline:
    """The picture of (year, words, whether there is a step) in their order; a year outside is an error."""
    lanes: list[Lane] = []
    marks: list[Mark] = []
    top = 1
    for year in range(start, start + years):
        inside = [entry for entry in entries if entry[0] == year]
        y = top + PAD + LINE // 2
        lanes.append(Lane(year, top, y))
        marks += [Mark(y + at * LINE, shortened(words), solid) for at, (_, words, solid) in enumerate(inside)]
        top += 2 * PAD + LINE * max(1, len(inside))
    if len(marks) != len(entries):
        raise ValueError("an entry stands outside the years of its timeline")
    return Timeline(lanes, marks, top + 1)


def shortened(words: str) -> str:
    """As much of the words as fits beside the line."""
    width = 0
    for at, letter in enumerate(words):
        width += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if width > COLUMNS:
            return words[:at].rstrip() + "…"
    return words
