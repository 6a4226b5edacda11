"""A first reading of a roster, before anything is decided: how many rows, which levels, how dates are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from peerportal.core.text import fold
from peerportal.people.roster import dates, decode
from peerportal.people.roster.rows import tidy

MOST_LEVELS = 40
EXAMPLES = 3
# Words of seniority from junior upward, for a first guess at the order of levels.
_SENIORITY = (
    "intern trainee apprentice assistant junior graduate associate professional intermediate mid regular "
    "experienced advanced senior specialist expert lead staff supervisor principal manager head director "
    "fellow vice vp senior-vp partner executive chief ceo president"
).split()


@dataclass
class Survey:
    """What a file holds; `levels` in the order guessed, none when there are more than can be ordered."""

    rows: int = 0
    order: str = dates.UNCLEAR
    levels: list[str] = field(default_factory=list)
    many_levels: bool = False
    examples: dict[int, list[str]] = field(default_factory=dict)


def survey(stream: BinaryIO, shape: decode.Shape, columns: Mapping[str, int]) -> Survey:
    """Read the whole file once; raises Unreadable."""
    found = Survey()
    levels: dict[str, str] = {}
    hired, level = columns.get("hired_on", -1), columns.get("level", -1)
    found.order = dates.order_of(_dates(stream, shape, found, levels, hired, level))
    found.many_levels = len(levels) > MOST_LEVELS
    found.levels = [] if found.many_levels else in_order(levels.values())
    return found


def _dates(
    stream: BinaryIO, shape: decode.Shape, found: Survey, levels: dict[str, str], hired: int, level: int
) -> Iterable[str]:
    """The cells of the column of dates, while the rest of the survey is taken along the way."""
    for _, record in decode.records(stream, shape):
        found.rows += 1
        if found.rows <= 50:
            _show(found.examples, record)
        if 0 <= level < len(record) and len(levels) <= MOST_LEVELS:
            name = tidy(record[level])[:80]
            if name:
                levels.setdefault(fold(name), name)
        if 0 <= hired < len(record):
            yield record[hired]


def _show(examples: dict[int, list[str]], record: list[str]) -> None:
    for place, cell in enumerate(record):
        text, kept = tidy(cell)[:40], examples.setdefault(place, [])
        if text and text not in kept and len(kept) < EXAMPLES:
            kept.append(text)


def in_order(levels: Iterable[str], ranked: Mapping[str, int] | None = None) -> list[str]:
    """Levels from junior upward: those with a rank (by folded name) by it, the rest by number or word of seniority."""
    known = ranked or {}
    return sorted(
        levels, key=lambda name: (known.get(fold(name), len(known) + 1), _seniority(name), _natural(name))
    )


def _seniority(name: str) -> int:
    words = re.findall(r"[a-z]+", fold(name))
    places = [_SENIORITY.index(word) for word in words if word in _SENIORITY]
    return max(places) if places else len(_SENIORITY) // 2


def _natural(name: str) -> list[tuple[int, str]]:
    return [
        (int(part), "") if part.isdigit() else (-1, part)
        for part in re.findall(r"\d{1,9}|[^\d]+", fold(name))
    ]
