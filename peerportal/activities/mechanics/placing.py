"""Placing things in a pyramid: five rows of 1, 2, 3, 4 and 5 places from the top, each thing in one place only. Pure.

What was placed is kept as {thing: place}, so that no thing can stand twice. The places are numbered from 1 at the top
to 15 at the end of the last row; no two things come to stand in one, since whatever stands there makes room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

ROWS = (1, 2, 3, 4, 5)
PLACES = sum(ROWS)
_ROW_OF = [row for row, many in enumerate(ROWS, 1) for _ in range(many)]
TOP_ROWS = 3
Placed = dict[str, int]


def put(placed: Mapping[str, int], thing: str, place: int) -> Placed:
    """Put a thing into a place. What stands there takes the place that the thing leaves, if it leaves one.

    Raises ValueError where there is no such place.
    """
    if not 1 <= place <= PLACES:
        raise ValueError(place)
    left, there = placed.get(thing), holder(placed, place)
    now = {other: at for other, at in placed.items() if other not in (thing, there)}
    if there is not None and left is not None and there != thing:
        now[there] = left
    return now | {thing: place}


def take_away(placed: Mapping[str, int], thing: str) -> Placed:
    """Take a thing out of the pyramid."""
    return {other: at for other, at in placed.items() if other != thing}


def holder(placed: Mapping[str, int], place: int) -> str | None:
    """What stands in a place."""
    return next((thing for thing, at in placed.items() if at == place), None)


def row_of(place: int) -> int:
    """The row of a place, counted from 1 at the top."""
    return _ROW_OF[place - 1]


def rows(placed: Mapping[str, int]) -> list[list[tuple[int, str | None]]]:
    """The rows from the top, each place with what stands in it."""
    standing = {at: thing for thing, at in placed.items()}
    found: list[list[tuple[int, str | None]]] = [[] for _ in ROWS]
    for place, row in enumerate(_ROW_OF, 1):
        found[row - 1].append((place, standing.get(place)))
    return found


def highest(placed: Mapping[str, int], rows_down: int) -> list[str]:
    """What stands in so many rows from the top, in the order of its places."""
    return [thing for thing, at in sorted(placed.items(), key=lambda one: one[1]) if row_of(at) <= rows_down]


def shared(pyramids: Iterable[tuple[int, Mapping[str, int]]]) -> list[tuple[str, list[int]]]:
    """What stands in the top three rows of at least two, of (person's key, their pyramid), with whose they are.

    What most of them share comes first, then what stands highest.
    """
    people: dict[str, list[int]] = {}
    heights: dict[str, int] = {}
    for person, placed in pyramids:
        for thing in highest(placed, TOP_ROWS):
            people.setdefault(thing, []).append(person)
            heights[thing] = heights.get(thing, 0) + row_of(placed[thing])
    found = [(thing, whose) for thing, whose in people.items() if len(whose) > 1]
    return sorted(found, key=lambda one: (-len(one[1]), heights[one[0]], one[0]))
