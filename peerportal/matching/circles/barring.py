"""The hard rules between somebody and all members of a circle: blocks either way, the reporting line, taking part."""

from __future__ import annotations

from collections.abc import Collection

from peerportal.core.db import database
from peerportal.core.rules import RuleBroken
from peerportal.matching.index.between import Between
from peerportal.matching.index.index import Index
from peerportal.matching.index.reading import written
from peerportal.people.models import Person
from peerportal.programmes.models import Programme, participants

_BLOCKS = """
SELECT other_id FROM block WHERE by_id IN ({keys}) UNION SELECT by_id FROM block WHERE other_id IN ({keys})
"""
_BLOCKED = """
SELECT 1 FROM block WHERE by_id = {mark} AND other_id IN ({keys}) OR other_id = {mark} AND by_id IN ({keys}) LIMIT 1
"""
# UNION, and not UNION ALL: a circle in the data ends where it began.
_IN_LINE = """
WITH RECURSIVE above(whose, id) AS (SELECT id, manager_id FROM person WHERE id IN ({keys})
  UNION SELECT above.whose, person.manager_id FROM person JOIN above ON person.id = above.id)
SELECT 1 FROM above WHERE whose <> id AND (whose = {mark} AND id IN ({keys}) OR id = {mark} AND whose IN ({keys}))
LIMIT 1
"""


class NotForThem(RuleBroken):
    """Somebody may not be with one of the members; nobody is told which rule says so."""

    def __init__(self) -> None:
        super().__init__("This is not possible right now.")


def blocked_with(people: Collection[int]) -> set[int]:
    """Everybody whom one of these people blocked, or who blocked one of them."""
    return {one for (one,) in database.execute_sql(written(_BLOCKS, people)).fetchall()}


def barred_from(known: Index, people: Collection[int]) -> set[int]:
    """Everybody who must not be in a circle with one of these people: blocks and reporting lines."""
    found = blocked_with(people)
    for one in people:
        found.update(int(other) for other in known.ties(one, Between()).line)
    return found


def check(person: Person, members: Collection[int], programme: Programme) -> None:
    """Raise NotForThem unless somebody may be with all members, as the database has it at this moment."""
    others = [one for one in members if one != person.id]
    if not others:
        return
    taking_part = participants(programme).where(Person.id.in_(others)).count()
    if taking_part < len(others) or _any(_BLOCKED, person.id, others):
        raise NotForThem
    if _any(_IN_LINE, person.id, [person.id, *others]):
        raise NotForThem


def _any(statement: str, person: int, keys: Collection[int]) -> bool:
    return database.execute_sql(written(statement, keys), (person, person)).fetchone() is not None
