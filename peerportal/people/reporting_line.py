"""The reporting line of one person as the organisation draws it; safe where it runs in a circle or has gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peerportal.core.db import database, is_postgres
from peerportal.people.models import Person

# UNION, not UNION ALL: a person who was reached already is not followed again, so a circle ends.
_ABOVE = (
    "WITH RECURSIVE above(id, manager_id) AS (SELECT id, manager_id FROM person WHERE id = {0} "
    "UNION SELECT p.id, p.manager_id FROM person p JOIN above ON p.id = above.manager_id) "
    "SELECT id, manager_id FROM above"
)


def line_of(person: int, managers: Mapping[int, int | None]) -> frozenset[int]:
    """Everybody above and everybody below a person, never the person; `managers` maps each person to theirs."""
    reports: dict[int, list[int]] = {}
    for one, manager in managers.items():
        if manager is not None:
            reports.setdefault(manager, []).append(one)
    found = {*_above(person, managers)}
    below = list(reports.get(person, ()))
    while below:
        one = below.pop()
        if one not in found and one != person:
            found.add(one)
            below += reports.get(one, ())
    return frozenset(found - {person})


def _above(person: int, managers: Mapping[int, int | None]) -> list[int]:
    """The managers above a person, nearest first, each once."""
    found: list[int] = []
    seen = {person}
    manager = managers.get(person)
    while manager is not None and manager not in seen:
        seen.add(manager)
        found.append(manager)
        manager = managers.get(manager)
    return found


def managers_above(person: Person) -> list[Person]:
    """The managers above a person, nearest first: two queries, however long the line."""
    sql = _ABOVE.format("%s" if is_postgres() else "?")
    ids = _above(person.id, dict(database.execute_sql(sql, (person.id,)).fetchall()))
    people = {one.id: one for one in Person.select().where(Person.id.in_(ids))} if ids else {}
    return [people[one] for one in ids if one in people]


def direct_reports(person: Person) -> int:
    """How many people report to this person."""
    reports: Any = Person.select().where(Person.manager == person)
    return int(reports.count())
