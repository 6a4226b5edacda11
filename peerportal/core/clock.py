"""The time, asked for in one place so that a test can make it stand still."""

from __future__ import annotations

import datetime as dt
import time

UTC = dt.UTC
_stopped_at: dt.datetime | None = None


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return _stopped_at or dt.datetime.now(UTC)


def today() -> dt.date:
    """The present day in UTC."""
    return now().date()


def timestamp() -> float:
    """Seconds since the epoch, from the same clock as `now`."""
    return _stopped_at.timestamp() if _stopped_at else time.time()


def stand_still(at: dt.datetime | None = None) -> None:
    """Stop the clock at a moment (the present one by default)."""
    global _stopped_at
    _stopped_at = at or dt.datetime.now(UTC)


def move(by: dt.timedelta) -> None:
    """Move the stopped clock; stops it first when it runs."""
    stand_still(now() + by)


def run() -> None:
    """Let the clock run again."""
    global _stopped_at
    _stopped_at = None
