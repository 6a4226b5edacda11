"""The hard rules: who may not be suggested to whom, and which rule says so.

A block, a cool-down, being set aside, a pause and a suspension are one rule to everybody who asks, "not available right
now": otherwise a count that moves would tell a person that somebody has blocked them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from peerportal.matching.peer import ACTIVE, Peer, shared_minutes

LINE, TOUCH, UNAVAILABLE, FULL = "reporting_line", "in_touch", "unavailable", "room"
LANGUAGE, FORMAT, LEVEL, HOURS = "language", "format", "level", "hours"
SUITED = (LANGUAGE, FORMAT, LEVEL, HOURS)  # what somebody could change; asked in this order, after all others


@dataclass(frozen=True)
class Bounds:
    """What the programme makes hard, and how many open requests a person may have waiting."""

    level_gap: int | None = None
    shared_minutes: int = 0
    pending_in: int = 5


@dataclass(frozen=True)
class Ties:
    """What stands between a viewer and others, as sets of person ids, and how many requests wait with each."""

    line: Collection[int] = frozenset()
    touch: Collection[int] = frozenset()
    closed: Collection[int] = frozenset()  # blocks either way, cool-downs
    aside: Collection[int] = frozenset()
    waiting: Mapping[int, int] = field(default_factory=dict)


def reporting_line(person: int, manager_of: Mapping[int, int | None]) -> set[int]:
    """Everybody above and below a person, at any distance; a circle in the data ends where it began."""
    below: dict[int, list[int]] = {}
    for report, manager in manager_of.items():
        if manager is not None:
            below.setdefault(manager, []).append(report)
    return line_of(person, manager_of.get, lambda one: below.get(one, ()))


def line_of(
    person: int, manager_of: Callable[[int], int | None], reports_of: Callable[[int], Iterable[int]]
) -> set[int]:
    """The same, from functions that answer for one person at a time."""
    found: set[int] = set()
    above = manager_of(person)
    while above is not None and above not in found and above != person:
        found.add(above)
        above = manager_of(above)
    down, seen = list(reports_of(person)), {person}
    while down:
        one = down.pop()
        if one not in seen:
            seen.add(one)
            down.extend(reports_of(one))
    return (found | seen) - {person}


def hidden(viewer: Peer, other: Peer, ties: Ties) -> bool:
    """Whether `other` cannot be reached at all: no profile page, no search result."""
    return other.id == viewer.id or other.state != ACTIVE or other.id in ties.line or other.id in ties.closed


def against(viewer: Peer, other: Peer, ties: Ties, bounds: Bounds) -> str | None:
    """The first rule that keeps `other` from being suggested to `viewer`, or None."""
    if other.id in ties.line or other.id == viewer.id:
        return LINE
    if other.state != ACTIVE or other.id in ties.closed or other.id in ties.aside:
        return UNAVAILABLE
    if other.id in ties.touch:
        return TOUCH
    if other.room < 1 or ties.waiting.get(other.id, 0) >= bounds.pending_in:
        return FULL
    return next(iter(unsuited(viewer, other, bounds)), None)


def unsuited(viewer: Peer, other: Peer, bounds: Bounds) -> tuple[str, ...]:
    """What two people must share and do not, all of it; whoever did not say passes."""
    told = viewer.hours and other.hours
    missing = {
        LANGUAGE: _share_none(viewer.languages, other.languages),
        FORMAT: _share_none(viewer.formats, other.formats),
        LEVEL: bounds.level_gap is not None and _levels_apart(viewer, other) > bounds.level_gap,
        HOURS: bounds.shared_minutes and told and shared_minutes(viewer, other) < bounds.shared_minutes,
    }
    return tuple(rule for rule, broken in missing.items() if broken)


def _share_none(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


def _levels_apart(viewer: Peer, other: Peer) -> int:
    return 0 if viewer.level is None or other.level is None else abs(viewer.level - other.level)
