"""Where and when the people of a generated organisation work, whom they report to, which languages they speak."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from peerportal.matching.evaluation.concepts import DEPARTMENTS
from peerportal.matching.peer import hours_of_week

MONDAY = dt.date(2026, 3, 2)  # the week whose summer time counts; any would do, as long as it stays
SPAN = 7  # people who report to one manager
LEVELS = 6

# Place, share of the people, time zone, language of the place.
SITES = (
    ("Rotterdam", 0.22, "Europe/Amsterdam", "Dutch"),
    ("London", 0.12, "Europe/London", "English"),
    ("Lisbon", 0.10, "Europe/Lisbon", "Portuguese"),
    ("Warsaw", 0.12, "Europe/Warsaw", "Polish"),
    ("New York", 0.14, "America/New_York", "English"),
    ("Toronto", 0.06, "America/Toronto", "English"),
    ("Pune", 0.16, "Asia/Kolkata", "Hindi"),
    ("Singapore", 0.08, "Asia/Singapore", "Mandarin Chinese"),
)
FORMATS = (
    (frozenset[str](), 0.10),
    (frozenset({"video"}), 0.35),
    (frozenset({"video", "in_person"}), 0.30),
    (frozenset({"video", "phone", "in_person"}), 0.15),
    (frozenset({"phone", "writing"}), 0.05),
    (frozenset({"in_person"}), 0.05),
)
_STARTS = ((7 * 60, 0.15), (8 * 60, 0.30), (9 * 60, 0.40), (10 * 60, 0.15))
_LENGTHS = ((8 * 60, 0.75), (9 * 60, 0.12), (5 * 60, 0.13))  # minutes a day
_DAYS = ((0b11111, 0.85), (0b01111, 0.08), (0b10111, 0.07))  # bit 0 is Monday
UNTOLD = 0.05  # the share that does not say when they work


@dataclass(frozen=True)
class Classes:
    """For each person the number of a value, and the values."""

    number: np.ndarray
    values: list[object]


def chosen(options: tuple[tuple[object, float], ...], people: int, rng: np.random.Generator) -> np.ndarray:
    """The number of an option for each person, drawn by the options' shares."""
    shares = np.array([share for _, share in options])
    return rng.choice(len(options), size=people, p=shares / shares.sum())


def departments(people: int, rng: np.random.Generator) -> np.ndarray:
    """The number of each person's department; the shares are kept, so that no department is empty."""
    heaped = np.cumsum([share for _, share, _ in DEPARTMENTS])
    sizes = np.searchsorted(heaped, (np.arange(people) + 0.5) / people * heaped[-1])
    return rng.permutation(sizes)


def managers(department: np.ndarray) -> np.ndarray:
    """Each person's manager as a row, -1 for the head of all: a tree of SPAN inside each department.

    The heads of departments report to the first person of the first department.
    """
    manager = np.full(len(department), -1)
    head_of_all = -1
    for number in range(len(DEPARTMENTS)):
        rows = np.flatnonzero(department == number)
        manager[rows[1:]] = rows[(np.arange(1, len(rows)) - 1) // SPAN]
        if len(rows):
            manager[rows[0]] = head_of_all
            head_of_all = rows[0] if head_of_all < 0 else head_of_all
    return manager


def levels(department: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """1 to LEVELS: those who manage nobody on the lower three, the others by how tall the tree below them is."""
    level = np.ones(len(department), dtype=np.int64)
    for number in range(len(DEPARTMENTS)):
        rows = np.flatnonzero(department == number)
        height = _heights(len(rows))
        below = rng.choice((1, 2, 3), size=len(rows), p=(0.35, 0.40, 0.25))
        leading = np.minimum(height + 2 + rng.integers(0, 2, len(rows)), LEVELS - 1)
        level[rows] = np.where(height == 0, below, leading)
    level[managers(department) < 0] = LEVELS
    return level


def _heights(count: int) -> np.ndarray:
    """Height of the tree below each of `count` people, of whom person j reports to (j - 1) // SPAN."""
    height = np.zeros(count, dtype=np.int64)
    below = np.arange(count)
    for step in range(1, 12):
        below = below[below > 0]
        below = np.unique((below - 1) // SPAN)
        height[below] = step
    return height


def hours(site: np.ndarray, rng: np.random.Generator) -> Classes:
    """Usual hours as quarter hours of the UTC week, few distinct ones; 0 for who does not tell."""
    people = len(site)
    starts, lengths = chosen(_STARTS, people, rng), chosen(_LENGTHS, people, rng)
    days = chosen(_DAYS, people, rng)
    number = ((site * len(_STARTS) + starts) * len(_LENGTHS) + lengths) * len(_DAYS) + days + 1
    number[rng.random(people) < UNTOLD] = 0
    values: list[object] = [0]
    for _, _, zone, _ in SITES:
        for start, _ in _STARTS:
            for length, _ in _LENGTHS:
                values += [hours_of_week(zone, bits, start, start + length, MONDAY) for bits, _ in _DAYS]
    return Classes(number, values)


def languages(site: np.ndarray, rng: np.random.Generator) -> Classes:
    """What people speak: English nearly everywhere, mostly with the language of the place; some only that."""
    values: list[object] = []
    for _, _, _, local in SITES:
        second = "Spanish" if local == "English" else local
        values += [frozenset({"English", second}), frozenset({"English"}), frozenset({local})]
    kind = rng.choice(3, size=len(site), p=(0.58, 0.37, 0.05))
    return Classes(site * 3 + kind, values)


def hours_from_utc() -> np.ndarray:
    """How far each site's clock is from UTC, in hours."""
    noon = dt.datetime.combine(MONDAY, dt.time(12))
    return np.array([_offset(zone, noon) for _, _, zone, _ in SITES])


def _offset(zone: str, noon: dt.datetime) -> float:
    away = noon.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return away.total_seconds() / 3600 if away else 0.0
