"""Whom a programme is for: the departments and places there are to choose from."""

from __future__ import annotations

from typing import Any

from peerportal.core.db import transaction
from peerportal.people.models import Person
from peerportal.people.models.person import LEFT
from peerportal.programmes.models import Programme, enrol_audience

MOST_CHOICES = 400


def departments() -> list[str]:
    """The departments people work in, in order of name, at most MOST_CHOICES."""
    return _names(Person.department)


def locations() -> list[str]:
    """The places people work at, in order of name, at most MOST_CHOICES."""
    return _names(Person.location)


def _names(column: Any) -> list[str]:
    query = Person.select(column).where(column != "", Person.state != LEFT).distinct().order_by(column)
    rows: Any = query.limit(MOST_CHOICES).tuples()
    return [name for (name,) in rows]


def revise(programme: Programme, by: Person, version: int, settings: dict[str, object]) -> list[str]:
    """Change settings; a wider audience takes its people in at once. Returns the names of what changed."""
    with transaction():
        changed = programme.revise(by, version, **settings)
        if "audience" in changed:
            enrol_audience(Programme.get_by_id(programme.id))
    return changed
