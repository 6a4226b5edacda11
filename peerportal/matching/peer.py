"""What matching reads of a person: plain values, no table and no request."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from peerportal.core.text import first_name

SLOT = 15  # minutes; the smallest step in which zones differ
WEEK_SLOTS = 7 * 24 * 60 // SLOT
ACTIVE = "active"
UNPUBLISHED = "unpublished"  # taking part, but nobody sees them yet


@dataclass(slots=True, eq=False)
class Peer:
    """One person as matching sees them.

    `offers` and `seeks` are term ids in the person's own order. `hours` is a set of quarter hours of the UTC week,
    one bit each (0: not told). `joined_on` is a proleptic day number. `room` is how many more peers they can take.
    """

    id: int
    ref: str = ""
    name: str = ""
    title: str = ""
    state: str = ACTIVE
    department: str = ""
    location: str = ""
    level: int | None = None
    manager: int | None = None
    hours: int = 0
    formats: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    offers: tuple[int, ...] = ()
    seeks: tuple[int, ...] = ()
    interests: frozenset[int] = frozenset()
    situations: frozenset[int] = frozenset()
    room: int = 1
    joined_on: int = 0
    asked: int = 0  # requests received in the last four weeks
    shown: int = 0  # showings in earlier weeks, halved each week
    version: int = 1
    photo: str | None = None
    line: str = ""
    time_zone: str = "UTC"
    words: dict[tuple[str, int], str] = field(default_factory=dict)  # (facet, term) → as they typed it
    terms: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.terms = frozenset(self.offers) | frozenset(self.seeks) | self.interests | self.situations

    @property
    def first_name(self) -> str:
        return first_name(self.name)

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    def said(self, facet: str, term: int) -> str:
        """What they typed for this term."""
        return self.words.get((facet, term), "")

    def listed(self, facet: str) -> list[str]:
        """What they offer, seek or like, in their words and order."""
        ids = {"offer": self.offers, "seek": self.seeks}.get(facet)
        return [self.said(facet, term) for term in (ids if ids is not None else sorted(self.interests))]


@lru_cache(maxsize=4096)
def hours_of_week(zone: str, days: int, starts: int, ends: int, monday: dt.date) -> int:
    """Usual hours as quarter hours of the UTC week that begins on `monday`; summer time is that week's.

    `days` has bit 0 for Monday; `starts` and `ends` are minutes of the local day, past midnight when ends <= starts.
    """
    if starts == ends or not days:
        return 0
    local = _zone(zone)
    length = (ends - starts) % 1440 // SLOT
    mask = 0
    for day in range(7):
        if days >> day & 1:
            midnight = dt.datetime.combine(monday + dt.timedelta(days=day), dt.time(), local)
            offset = int((midnight + dt.timedelta(hours=12)).utcoffset().total_seconds()) // 60  # type: ignore[union-attr]
            first = (day * 1440 + starts - offset) // SLOT
            for slot in range(first, first + length):
                mask |= 1 << slot % WEEK_SLOTS
    return mask


@lru_cache(maxsize=512)
def _zone(name: str) -> dt.tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return dt.UTC


def shared_minutes(a: Peer, b: Peer) -> int:
    """How many minutes a week the usual hours of the two overlap."""
    return (a.hours & b.hours).bit_count() * SLOT


def week_number(day: dt.date) -> int:
    """The ISO week as year * 100 + week."""
    iso = day.isocalendar()
    return iso.year * 100 + iso.week
