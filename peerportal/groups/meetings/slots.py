"""Finding times to meet: three that suit everybody's usual hours, or as many people as can be. Pure.

All quarter hours of the window are the bits of one number, so that a person's hours are one number too and what suits
everybody is their "and". Two months of eight people are compared in a few such steps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peerportal.groups.meetings.hours import DAY, Hours, minute_of, moment_of, offset_at, stretches

GRID = 15  # minutes between two times that are looked at
COUNT = 3
SOONEST = dt.timedelta(hours=18)  # nobody is asked to meet before they have slept on it
LONGEST_WINDOW = 60  # days
APART = 2 * 60  # minutes between the beginnings of two times on one day, at least
# How far outside somebody's usual hours a time may lie, tried one after the other when none lies inside everybody's.
WIDER = (30, 60, 90, 120, 180, 240, 360, 480, 720)
# Where in the day's common hours the first, second and third time are looked for, so that they differ in the hour, too.
_PLACES = (0.25, 0.75, 0.5)
Busy = Sequence[tuple[dt.datetime, dt.datetime]]


@dataclass(frozen=True)
class Slot:
    """A time to meet, and the places in the list of people of those whose usual hours it does not lie in."""

    starts_at: dt.datetime
    outside: tuple[int, ...] = ()


class _Window:
    """The quarter hours from `after` on, as the bits of numbers; bit 0 is the first."""

    def __init__(self, people: Sequence[Hours], minutes: int, after: dt.datetime, days: int) -> None:
        self.people, self.minutes = people, minutes
        self.first = -(-minute_of(after + dt.timedelta(minutes=1, microseconds=-1)) // GRID) * GRID
        self.length = max(0, days) * DAY // GRID
        self.whole = (1 << self.length) - 1

    def bits(self, first: int, last: int) -> int:
        """The quarter hours from minute `first` to minute `last`, both among them."""
        low = max(0, -(-(first - self.first) // GRID))
        high = min(self.length - 1, (last - self.first) // GRID)
        return ((1 << high - low + 1) - 1) << low if low <= high else 0

    def inside(self, hours: Hours, wider: int = 0) -> int:
        """When somebody could begin; whoever names no hours restricts nothing."""
        if not hours.are_named:
            return self.whole
        # Whole days before and after, so that what was worked out a moment ago is found again.
        begins = (self.first // DAY - 2) * DAY
        ends = begins + self.length * GRID + 6 * DAY
        found = 0
        for start, end in stretches(hours, begins, ends):
            found |= self.bits(start - wider, end + wider - self.minutes)
        return found

    def free(self, busy: Busy) -> int:
        """When nobody has another meeting."""
        taken = 0
        for start, end in busy:
            taken |= self.bits(minute_of(start) - self.minutes + 1, minute_of(end) - 1)
        return self.whole & ~taken

    def days(self) -> Iterator[tuple[int, int]]:
        """The local days of the first of the people, as (first bit, number of bits)."""
        zone, low = self.people[0].zone, 0
        while low < self.length:
            minute = self.first + low * GRID
            local = minute + offset_at(zone, minute)
            high = min(self.length, low + -(-(DAY - local % DAY) // GRID))
            yield low, high - low
            low = high


def find(
    people: Sequence[Hours], minutes: int, *, after: dt.datetime, days: int = 14, busy: Busy = ()
) -> list[Slot]:
    """Up to three times from `after` on for a meeting of so many minutes, in order.

    They lie in the usual hours of everybody, or else of as many as possible and as near as possible to the hours of the
    others; on different days of everybody where that can be, and never where somebody is `busy`.
    """
    if not people:
        return []
    window = _Window(people, minutes, after, min(days, LONGEST_WINDOW))
    inside = [window.inside(hours) for hours in people]
    chosen: list[int] = []
    for level, suits in _levels(inside, window.free(busy)):
        tiers = [suits] if level == len(people) else _tiers(window, suits)
        _choose(window, tiers, chosen, other_days=True)
        _choose(window, tiers, chosen, other_days=False)
        if len(chosen) == COUNT:
            break
    return [_slot(window, inside, bit) for bit in sorted(chosen)]


def _slot(window: _Window, inside: list[int], bit: int) -> Slot:
    outside = tuple(place for place, mine in enumerate(inside) if not mine >> bit & 1)
    return Slot(moment_of(window.first + bit * GRID), outside)


def _levels(inside: list[int], free: int) -> Iterator[tuple[int, int]]:
    """(how many it suits, when it suits exactly so many), from everybody down to one."""
    at_least = [free] + [0] * len(inside)
    for mine in inside:
        for count in range(len(inside), 0, -1):
            at_least[count] |= at_least[count - 1] & mine
    for count in range(len(inside), 0, -1):
        more = at_least[count + 1] if count < len(inside) else 0
        if suits := at_least[count] & ~more:
            yield count, suits


def _tiers(window: _Window, suits: int) -> list[int]:
    """The same times, the ones nearest to the hours of those outside first."""
    found: list[int] = []
    for wider in WIDER:
        near = suits
        for hours in window.people:
            near &= window.inside(hours, wider)
        if near and (not found or near != found[-1]):
            found.append(near)
    return [*found, suits]


def _choose(window: _Window, tiers: list[int], chosen: list[int], *, other_days: bool) -> None:
    """Add times from the tiers until there are enough: one a day on `other_days` of everybody, or more on a day."""
    for tier in tiers:
        for low, length in window.days():
            if len(chosen) == COUNT:
                return
            day = tier >> low & (1 << length) - 1
            if day:
                _choose_in_a_day(window, [low + bit for bit in _set_bits(day)], chosen, other_days)


def _choose_in_a_day(window: _Window, bits: list[int], chosen: list[int], other_days: bool) -> None:
    for bit in _best_first(window, bits, len(chosen)):
        if all(_fits_beside(window, bit, other, other_days) for other in chosen):
            chosen.append(bit)
            if other_days or len(chosen) == COUNT:
                return


def _best_first(window: _Window, bits: list[int], number: int) -> list[int]:
    """Full hours before half hours before quarters on the clocks of the people; then where in the day it lies."""
    wanted = bits[int(len(bits) * _PLACES[number])]
    noon = window.first + bits[len(bits) // 2] * GRID
    ahead = [offset_at(hours.zone, noon) for hours in window.people]

    def rank(bit: int) -> tuple[int, int]:
        clocks = [(window.first + bit * GRID + offset) % 60 for offset in ahead]
        return sum(3 if minute % 30 else 1 for minute in clocks if minute), abs(bit - wanted)

    return sorted(bits, key=rank)


def _fits_beside(window: _Window, bit: int, other: int, other_days: bool) -> bool:
    if not other_days:
        return abs(bit - other) * GRID >= max(APART, window.minutes)
    here, there = (window.first + place * GRID for place in (bit, other))
    return all(
        (here + offset_at(hours.zone, here)) // DAY != (there + offset_at(hours.zone, there)) // DAY
        for hours in window.people
    )


def _set_bits(number: int) -> list[int]:
    return [place for place, digit in enumerate(reversed(bin(number)[2:])) if digit == "1"]
