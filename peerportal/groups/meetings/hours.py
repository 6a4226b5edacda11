"""Usual hours as stretches of time, exact across changes of the clock and the date line. Pure.

Moments are whole minutes since 1970 in UTC. Between two changes of a zone's clock its days are shifted by one number,
so the week's pattern is laid out once for each such stretch: an hour that the clock shows twice counts twice, and one
that it leaves out does not count.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 24 * 60
_EPOCH_WEEKDAY = 3  # 1970 began on a Thursday; Monday is 0
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Hours:
    """Somebody's usual hours: `days` with bit 0 for Monday, minutes of the local day, past midnight when ends < starts.

    Without a day, or without a length, they name no hours; nothing is guessed in their place.
    """

    zone: ZoneInfo
    days: int = 0
    starts: int = 0
    ends: int = 0

    @property
    def are_named(self) -> bool:
        return bool(self.days & 0b1111111) and self.starts != self.ends


def minute_of(at: dt.datetime) -> int:
    """The whole minute in which a moment lies."""
    return int(at.timestamp() // 60)


def moment_of(minute: int) -> dt.datetime:
    """The moment at which a minute begins."""
    return dt.datetime.fromtimestamp(minute * 60, dt.UTC)


def offset_at(zone: ZoneInfo, minute: int) -> int:
    """By how many minutes the zone's clock is ahead of UTC."""
    ahead = moment_of(minute).astimezone(zone).utcoffset() or dt.timedelta()
    return int(ahead.total_seconds() // 60)


@lru_cache(maxsize=4096)
def stretches(hours: Hours, first: int, last: int) -> tuple[Stretch, ...]:
    """The stretches of usual hours that touch the time from `first` to before `last`, in order and apart."""
    found = [
        stretch
        for begins, ends, offset in _between_changes(hours.zone, first, last)
        for stretch in _laid_out(hours, begins, ends, offset)
    ]
    return tuple(_joined(found))


def _between_changes(zone: ZoneInfo, first: int, last: int) -> list[tuple[int, int, int]]:
    """(from, to, offset) for each time between two changes of the zone's clock."""
    marks = [*range(first, last, DAY), last]
    found, begins = [], first
    offset = offset_at(zone, first)
    for before, after in zip(marks, marks[1:], strict=False):
        ahead = offset_at(zone, after)
        if ahead != offset:
            change = _change(zone, before, after, offset)
            found.append((begins, change, offset))
            begins, offset = change, ahead
    return [*found, (begins, last, offset)]


def _change(zone: ZoneInfo, before: int, after: int, offset: int) -> int:
    """The first minute at which the clock no longer has the offset that it has at `before`."""
    while after - before > 1:
        middle = (before + after) // 2
        if offset_at(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _laid_out(hours: Hours, begins: int, ends: int, offset: int) -> list[Stretch]:
    length = hours.ends - hours.starts + (DAY if hours.ends < hours.starts else 0)
    found = []
    # The day before may reach over midnight into this time.
    for day in range((begins + offset) // DAY - 1, (ends + offset) // DAY + 1):
        if hours.days >> (day + _EPOCH_WEEKDAY) % 7 & 1:
            start = day * DAY + hours.starts - offset
            stretch = max(start, begins), min(start + length, ends)
            if stretch[0] < stretch[1]:
                found.append(stretch)
    return found


def _joined(found: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for begins, ends in sorted(found):
        if joined and begins <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(ends, joined[-1][1])
        else:
            joined.append((begins, ends))
    return joined
