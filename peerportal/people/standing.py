"""What a coordinator does to somebody's standing, each with one line in the log."""

from __future__ import annotations

from peerportal.core import changes, clock, log
from peerportal.core.db import locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.people import hooks, links
from peerportal.people.models import Person
from peerportal.people.models.person import ACTIVE, PARTICIPATING, SUSPENDED, WAITING
from peerportal.people.sign_in import close_every_sign_in

LAST = "There must be at least one coordinator. Please make somebody else one first."


def suspend(person: Person, reason: str, by: Person) -> None:
    """Shut somebody out at once: their sign-ins, links, requests and groups end."""
    if person.id == by.id:
        raise RuleBroken("You cannot suspend yourself. Another coordinator can.")
    with transaction():
        fresh = _fresh(person)
        if fresh.state not in (WAITING, *PARTICIPATING):
            raise RuleBroken("Only somebody who has joined or waits can be suspended.")
        if fresh.is_coordinator:
            _resign(fresh)
        _move(fresh, SUSPENDED, reason)
        close_every_sign_in(fresh)
        links.void(fresh)
        hooks.on_leave.fire(fresh)
        log.write(by.id, "suspended", "person", fresh.ref, reason)


def reinstate(person: Person, by: Person) -> None:
    """Let somebody back in who was suspended; who had never been approved waits again."""
    with transaction():
        fresh = _fresh(person)
        if fresh.state != SUSPENDED:
            raise RuleBroken("This person is not suspended.")
        _move(fresh, ACTIVE if fresh.joined_at else WAITING, "")
        if fresh.joined_at:
            hooks.on_join.fire(fresh)
        log.write(by.id, "reinstated", "person", fresh.ref)


def make_coordinator(person: Person, by: Person) -> None:
    """Give somebody who takes part the coordinator's pages."""
    with transaction():
        fresh = _fresh(person)
        if fresh.state not in PARTICIPATING:
            raise RuleBroken("Only somebody who has joined can coordinate.")
        if not fresh.is_coordinator:
            Person.update(is_coordinator=True).where(Person.id == fresh.id).execute()
            hooks.on_coordinator.fire(fresh, True)
            log.write(by.id, "made coordinator", "person", fresh.ref)


def step_down(person: Person, by: Person) -> None:
    """Take the coordinator's pages from somebody; never from the last one."""
    with transaction():
        fresh = _fresh(person)
        if fresh.is_coordinator:
            _resign(fresh)
            log.write(by.id, "made participant", "person", fresh.ref)


def _fresh(person: Person) -> Person:
    """The person as they are now, with everybody who coordinates locked in the order all verbs keep."""
    touched = Person.is_coordinator | (Person.id == person.id)
    rows = list(locked(Person.select().where(touched).order_by(Person.id)))
    return next(row for row in rows if row.id == person.id)


def _resign(person: Person) -> None:
    others = Person.select().where(
        Person.is_coordinator, Person.state.in_(PARTICIPATING), Person.id != person.id
    )
    if not others.exists():
        raise RuleBroken(LAST)
    Person.update(is_coordinator=False).where(Person.id == person.id).execute()
    hooks.on_coordinator.fire(person, False)


def _move(person: Person, state: str, reason: str) -> None:
    person.state, person.state_at, person.state_reason = state, clock.now(), reason
    person.save(only=[Person.state, Person.state_at, Person.state_reason])
    changes.record("state", person.id)
