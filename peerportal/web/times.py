"""Days and moments as people read them; templates put them into a <time> element."""

from __future__ import annotations

import datetime as dt


def day(value: dt.date | dt.datetime) -> str:
    """Thu 13 May 2027."""
    return f"{value:%a} {value.day} {value:%b %Y}"


def in_full(value: dt.date | dt.datetime) -> str:
    """13 May 2027, where it stands in a sentence."""
    return f"{value.day} {value:%B %Y}"


def weekday(value: dt.date | dt.datetime) -> str:
    """Thu 13 May, for days not far away."""
    return f"{value:%a} {value.day} {value:%b}"


def moment(value: dt.datetime) -> str:
    """Thu 13 May 2027, 15:30."""
    return f"{day(value)}, {value:%H:%M}"


def iso(value: dt.date | dt.datetime) -> str:
    """For the datetime attribute."""
    return value.isoformat(timespec="minutes") if isinstance(value, dt.datetime) else value.isoformat()
