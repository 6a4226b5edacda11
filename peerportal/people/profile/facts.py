"""The plain facts of a profile: where, how and when a person works. Each save is told to the index of matching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from peerportal.core import changes, clock
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.people import hooks
from peerportal.people.models import Level, Person, PersonTerm, Profile
from peerportal.people.models.profile import OFFER, SEEK

STEPS = ("where", "words", "working", "hours", "review")
_REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@dataclass(frozen=True)
class Where:
    """Where a person stands in the organisation; `level` is the folded name of a level, or empty."""

    title: str
    department: str
    location: str
    level: str
    languages: list[str]


@dataclass(frozen=True)
class Working:
    """How a person likes to work, with how many peers (1 to 3)."""

    style: str
    line: str
    formats: list[str]
    room: int


@dataclass(frozen=True)
class Hours:
    """When a person works: minutes of the local day, and days with bit 0 for Monday."""

    time_zone: str
    starts: int
    ends: int
    days: int


def profile_of(person: Person) -> Profile:
    """The person's profile; an empty one, not yet stored, where there is none."""
    return Profile.get_or_none(Profile.person == person.id) or Profile(person=person)


def levels() -> list[Level]:
    """The organisation's levels from junior upward; those without a rank last."""
    return list(Level.select().order_by(Level.rank.is_null(), Level.rank, Level.name))


def known_places() -> tuple[list[str], list[str]]:
    """The departments and the locations that people name already."""
    return _distinct(Person.department), _distinct(Person.location)


def _distinct(column: Any) -> list[str]:
    query: Any = Person.select(column).where(column != "").distinct().order_by(column).limit(200)
    return [row[0] for row in query.tuples()]


def where_of(person: Person) -> dict[str, str]:
    """Where the person stands, as the form shows it."""
    level = Level.get_or_none(Level.id == person.level_id) if person.level_id else None  # type: ignore[attr-defined]
    place = {"title": person.title, "department": person.department, "location": person.location}
    return place | {"level": level.folded if level else ""}


def time_zones(held: str = "UTC") -> list[str]:
    """The time zones named after places, UTC, and the one held whatever it is called."""
    places = {zone for zone in available_timezones() if zone.split("/")[0] in _REGIONS}
    return ["UTC", *sorted(places | {held} - {"UTC"})]


def save_where(person: Person, where: Where) -> None:
    """Keep department, location, level and languages."""
    level = Level.get_or_none(Level.folded == where.level) if where.level else None
    person.title, person.department, person.location = where.title, where.department, where.location
    person.level = level
    with transaction():
        person.save(only=[Person.title, Person.department, Person.location, Person.level])
        _write(person, languages=where.languages)
        hooks.on_place.fire(person)
        for kind in ("person", "place", "level", "profile"):
            changes.record(kind, person.id)


def save_working(person: Person, working: Working) -> None:
    """Keep working style, formats, the line in own words and the room."""
    with transaction():
        _write(person, style=working.style, line=working.line, formats=working.formats, room=working.room)
        changes.record("profile", person.id)
        changes.record("room", person.id)


def save_hours(person: Person, hours: Hours) -> None:
    """Keep time zone, usual hours and days."""
    person.time_zone = hours.time_zone
    with transaction():
        person.save(only=[Person.time_zone])
        _write(person, starts=hours.starts, ends=hours.ends, days=hours.days)
        changes.record("profile", person.id)
        changes.record("person", person.id)


def reach_step(person: Person, step: str) -> None:
    """Remember that the person has come as far as this screen."""
    number = STEPS.index(step) + 1
    Profile.update(step=number).where(Profile.person == person.id, Profile.step < number).execute()


def publish(person: Person) -> None:
    """Let others find the profile from now on."""
    spoken = PersonTerm.select().where(PersonTerm.person == person.id, PersonTerm.facet.in_((OFFER, SEEK)))
    if not spoken.exists():
        raise RuleBroken("Please name at least one thing you offer or would like to get better at.")
    with transaction():
        _write(person, published_at=clock.now(), step=len(STEPS) + 1)
        changes.record("profile", person.id)
        changes.record("state", person.id)


def _write(person: Person, **facts: Any) -> None:
    Profile.insert(person=person.id).on_conflict_ignore().execute()
    Profile.update(changed_at=clock.now(), **facts).where(Profile.person == person.id).execute()
