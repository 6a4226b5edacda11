"""What somebody's clock says and which moments that can be: one, two in autumn, none in spring. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from peerportal.groups.meetings.hours import minute_of, moment_of, offset_at

ONCE, TWICE, NEVER = "once", "twice", "never"
QUARTER = dt.timedelta(minutes=15)
# Somebody who books "now" may take a few minutes over the form.
TOLERANCE = dt.timedelta(minutes=5)
FARTHEST = dt.timedelta(days=400)


@dataclass(frozen=True)
class Reading:
    """What a local time can mean: its one moment, the two it stands for, or the nearest ones before and after."""

    kind: str
    moments: tuple[dt.datetime, ...]


def read(local: dt.datetime, zone: ZoneInfo) -> Reading:
    """The moments (in UTC) that a time without a zone can be on a clock in `zone`."""
    early, late = (local.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC) for fold in (0, 1))
    if early == late:
        return Reading(ONCE, (early,))
    if early.astimezone(zone).replace(tzinfo=None, fold=0) == local.replace(fold=0):
        return Reading(TWICE, (early, late))
    # In a gap the two are the other way round: read by the clock before it and by the one after it.
    return Reading(NEVER, _around(minute_of(late), minute_of(early), zone))


def _around(before: int, after: int, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """The last quarter of an hour before the clock was put forward, and the moment at which it was."""
    offset = offset_at(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if offset_at(zone, middle) == offset:
            before = middle
        else:
            after = middle
    gap = moment_of(after)
    local = gap + dt.timedelta(minutes=offset)
    back = (local - dt.datetime.min.replace(tzinfo=dt.UTC)) % QUARTER or QUARTER
    return gap - back, gap


def refusal(at: dt.datetime, now: dt.datetime) -> str:
    """Why nobody can meet then, as a sentence; empty when they can."""
    if at < now - TOLERANCE:
        return "That time is over. Please choose one that is still to come."
    if at > now + FARTHEST:
        return "That is more than a year ahead. Please choose a nearer day."
    return ""
