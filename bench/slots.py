"""Finding three times for eight people in several zones over 60 days: `python -m bench slots`.

Where somebody's usual hours lie is kept for a while once it was worked out, so both is measured: with nothing kept, as
after a start, and again, as when a page is made anew.
"""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

from bench.figures import SAID, Times, heading, line
from peerportal.core import clock
from peerportal.groups.meetings import hours, slots
from peerportal.groups.meetings.hours import Hours

PEOPLE, MINUTES, GROUPS, GOAL = 8, 45, 60, 50.0
NEAR = ["Europe/Berlin", "Europe/Lisbon", "Africa/Cairo", "Asia/Kolkata"]
FAR = [*NEAR, "America/New_York", "Pacific/Honolulu", "Australia/Lord_Howe", "Pacific/Chatham"]
OFFICE = 0b0011111


def measure(seed: int) -> int:
    """Measure and print; returns how many groups got fewer than three times, or others the second time."""
    heading(f"Three times of {MINUTES} minutes for eight people, over {slots.LONGEST_WINDOW} days", SAID)
    rng, wrong = random.Random(seed), 0
    for zones, name in ((NEAR, "zones whose days overlap"), (FAR, "zones round the world")):
        groups = [
            [_somebody(rng, zones[place % len(zones)]) for place in range(PEOPLE)] for _ in range(GROUPS)
        ]
        wrong += _both_ways(name, groups, clock.now() + slots.SOONEST)
    return wrong


def _both_ways(name: str, groups: list[list[Hours]], after: dt.datetime) -> int:
    def find(group: list[Hours]) -> list[slots.Slot]:
        return slots.find(group, MINUTES, after=after, days=slots.LONGEST_WINDOW)

    def find_anew(group: list[Hours]) -> list[slots.Slot]:
        hours.stretches.cache_clear()
        return find(group)

    anew = Times.of(find_anew, groups)
    line(PEOPLE, f"{name}, nothing kept", anew.said, anew.p(50), GOAL)
    known = [find(group) for group in groups]
    again = Times.of(find, groups)
    line(PEOPLE, f"{name}, again", again.said, again.p(50), GOAL)
    return sum(
        len(one) != slots.COUNT or one != find_anew(group) for one, group in zip(known, groups, strict=True)
    )


def _somebody(rng: random.Random, zone: str) -> Hours:
    """The usual hours of an office day, other ones for each."""
    begins = rng.randrange(7 * 60, 11 * 60, 15)
    return Hours(ZoneInfo(zone), OFFICE, begins, begins + rng.randrange(5 * 60, 9 * 60, 15))
