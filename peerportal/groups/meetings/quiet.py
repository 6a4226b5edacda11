"""When a group is quiet: no date soon after it opened, or no meeting for a while. Only facts, no words. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

# Product handbook, E.2: a first chat within 10 days; "Cadence; lapse flag: monthly; 35 days".
NO_DATE_DAYS = 10
QUIET_DAYS = 35
NO_DATE, QUIET = "no-date", "quiet"


@dataclass(frozen=True)
class Fact:
    """That a group never had a date, or has been quiet, and for how many days."""

    kind: str
    days: int

    @property
    def words(self) -> str:
        """As a coordinator reads it."""
        days = f"{self.days} {'day' if self.days == 1 else 'days'}"
        return f"no date yet, open for {days}" if self.kind == NO_DATE else f"quiet for {days}"


def fact(
    *,
    opened_at: dt.datetime,
    last_met_at: dt.datetime | None,
    planned_at: dt.datetime | None,
    now: dt.datetime,
) -> Fact | None:
    """What is to be said of a group that is open; None while all is well.

    `planned_at` is the date that is booked; one that has passed counts as the day on which they last saw each other,
    until they say whether they did.
    """
    if last_met_at is None and planned_at is None:
        days = (now - opened_at).days
        return Fact(NO_DATE, days) if days >= NO_DATE_DAYS else None
    last = max(at for at in (opened_at, last_met_at, planned_at) if at)
    days = (now - last).days
    return Fact(QUIET, days) if days >= QUIET_DAYS else None
