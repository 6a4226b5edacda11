"""Who takes part in a programme."""

from __future__ import annotations

from typing import Any

from peewee import CompositeKey, ForeignKeyField

from peerportal.core import changes, clock
from peerportal.core.db import BaseModel, UTCDateTimeField, transaction
from peerportal.people import hooks
from peerportal.people.models import Person
from peerportal.people.models.person import ACTIVE, PARTICIPATING
from peerportal.programmes.models.programme import Programme


class Enrolment(BaseModel):
    """A person takes part in a programme."""

    programme = ForeignKeyField(Programme, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    joined_at = UTCDateTimeField(default=clock.now)
    left_at = UTCDateTimeField(null=True)

    class Meta:
        primary_key = CompositeKey("programme", "person")


def participants(programme: Programme) -> Any:
    """The active people enrolled in a programme, as a query that may be narrowed."""
    enrolled = (Enrolment.programme == programme) & Enrolment.left_at.is_null()
    return Person.select().join(Enrolment).where(enrolled, Person.state == ACTIVE)


def is_enrolled(programme: Programme, person: Person) -> bool:
    """Whether the person takes part in the programme."""
    mine = (Enrolment.programme == programme) & (Enrolment.person == person)
    return Enrolment.select().where(mine, Enrolment.left_at.is_null()).exists()


def enrol(programme: Programme, person: Person) -> None:
    """Have a person take part, again if they left; doing it twice changes nothing."""
    with transaction():
        Enrolment.insert(programme=programme, person=person).on_conflict(
            conflict_target=[Enrolment.programme, Enrolment.person], update={Enrolment.left_at: None}
        ).execute()
        changes.record("programme", person_id=person.id, a=programme.id)


def withdraw(programme: Programme, person: Person) -> None:
    """Have a person take part no longer."""
    with transaction():
        mine = (Enrolment.programme == programme) & (Enrolment.person == person)
        Enrolment.update(left_at=clock.now()).where(mine, Enrolment.left_at.is_null()).execute()
        changes.record("programme", person_id=person.id, a=programme.id)


def enrol_audience(programme: Programme) -> int:
    """Enrol everybody who joined and whom the audience takes in by now; returns how many are new."""
    with transaction():
        there = Enrolment.select(Enrolment.person).where(Enrolment.programme == programme)
        waiting = Person.select().where(Person.state.in_(PARTICIPATING), Person.id.not_in(there))
        new = [person for person in waiting if programme.is_for(person)]
        for person in new:
            enrol(programme, person)
    return len(new)


@hooks.on_set_up.register
def _found_programme(coordinator: Person) -> None:
    if not Programme.select().exists():
        Programme.found("Peers", by=coordinator)


@hooks.on_join.register
def _enrol_newcomer(person: Person) -> None:
    programme = Programme.select().order_by(Programme.id.desc()).first()
    if programme is not None and programme.is_for(person):
        enrol(programme, person)


@hooks.on_place.register
def _enrol_moved(person: Person | None) -> None:
    programme = Programme.select().order_by(Programme.id.desc()).first()
    if programme is None:
        return
    if person is None:
        enrol_audience(programme)
    elif person.takes_part and programme.is_for(person) and not is_enrolled(programme, person):
        enrol(programme, person)


@hooks.on_leave.register
def _withdraw_leaver(person: Person) -> None:
    for programme in Programme.select():
        withdraw(programme, person)
