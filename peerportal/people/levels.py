"""The levels of the organisation and their order from junior upward."""

from __future__ import annotations

from typing import Any

from peewee import JOIN, fn

from peerportal.core import changes, log
from peerportal.core.db import locked, transaction
from peerportal.people.models import Level, Person


def in_order() -> list[tuple[Level, int]]:
    """Each level with how many people have it, from junior upward, those without a place last."""
    query = (
        Level.select(Level, fn.COUNT(Person.id).alias("people"))
        .join(Person, JOIN.LEFT_OUTER)
        .group_by(Level.id, Level.name, Level.folded, Level.rank)
        .order_by(Level.rank.is_null(), Level.rank, Level.folded)
    )
    levels: Any = list(query)
    return [(level, level.people) for level in levels]


def name_of(person: Person) -> str:
    """The level of a person in the organisation's words, or nothing."""
    level = Level.select().join(Person).where(Person.id == person.id).first()
    return level.name if level else ""


def put_in_order(numbers: dict[str, int], by: Person) -> None:
    """Place the levels by these numbers (folded name → number); equal ones stay in their present order."""
    with transaction():
        levels = list(locked(Level.select().order_by(Level.id)))
        now = {level.folded: place for place, (level, _) in enumerate(in_order())}
        levels.sort(key=lambda level: (numbers.get(level.folded, len(levels) + 1), now[level.folded]))
        for rank, level in enumerate(levels, 1):
            Level.update(rank=rank).where(Level.id == level.id).execute()
        changes.record("level")
        log.write(by.id, "ordered the levels", "levels", reason=", ".join(level.name for level in levels))
