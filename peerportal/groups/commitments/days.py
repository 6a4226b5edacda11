"""Days: by when something will be done, as quick choices and as a rule. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from peerportal.core.rules import RuleBroken

WEEK, FORTNIGHT = dt.timedelta(days=7), dt.timedelta(days=14)
LONGEST = dt.timedelta(days=366)


@dataclass(frozen=True)
class Choice:
    """A day that can be chosen with one click."""

    said: str
    day: dt.date

    @property
    def value(self) -> str:
        return self.day.isoformat()


def choices(today: dt.date, meets_on: dt.date | None) -> list[Choice]:
    """Before the next meeting (the day before it), in a week, in two weeks; each day once."""
    offered = [("In a week", today + WEEK), ("In two weeks", today + FORTNIGHT)]
    if meets_on is not None and today < meets_on <= today + LONGEST:
        offered.insert(0, ("Before we meet", meets_on - dt.timedelta(days=1)))
    days: dict[dt.date, str] = {}
    for said, day in offered:
        days.setdefault(day, said)
    return [Choice(said, day) for day, said in days.items()]


def problem(day: dt.date | None, today: dt.date, kept: dt.date | None = None) -> str | None:
    """What speaks against this day, as a sentence; a day that stood there before (`kept`) may stay."""
    if day is None or day == kept:
        return None
    if day < today:
        return "That day is over. Please choose today or a later day."
    if day > today + LONGEST:
        return "Please choose a day within a year: something that far away is a goal rather than one step."
    return None


def check(day: dt.date | None, today: dt.date, kept: dt.date | None = None) -> None:
    """Raise RuleBroken where `problem` finds something."""
    said = problem(day, today, kept)
    if said:
        raise RuleBroken(said)
