"""Turns: who hosts the next meeting of a circle. Pure.

A turn list is everybody who ever was in the circle, in the order they came, as (person's key, whether they are still
there); hosting goes round among those who are there.
"""

from __future__ import annotations

from collections.abc import Sequence

Turns = Sequence[tuple[int, bool]]


def following(order: Turns, last: int | None) -> int | None:
    """Who hosts after `last` (None, or somebody unknown: the first one there); None when nobody is left."""
    keys = [person for person, _ in order]
    start = keys.index(last) + 1 if last in keys else 0
    for person, there in [*order[start:], *order[:start]]:
        if there:
            return person
    return None


def upcoming(order: Turns, host: int | None) -> list[int]:
    """Everybody who is there, each once, in the order in which they host, beginning with `host`."""
    there = [person for person, present in order if present]
    first = host if host in there else following(order, host)
    if first is None:
        return []
    at = there.index(first)
    return [*there[at:], *there[:at]]
