"""Pausing, coming back, and leaving the programme: what a person decides about taking part at all."""

from __future__ import annotations

from peerportal.core import changes, clock
from peerportal.core.db import locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.people import hooks, links
from peerportal.people.models import Person
from peerportal.people.models.person import ACTIVE, LEFT, PARTICIPATING, PAUSED
from peerportal.people.sign_in import close_every_sign_in


def pause(person: Person) -> None:
    """Stand in nobody's list for a while; what is open between people goes on."""
    _turn(person, ACTIVE, PAUSED, "You are not taking part just now, so there is nothing to pause.")


def resume(person: Person) -> None:
    """Be found again."""
    _turn(person, PAUSED, ACTIVE, "You are not paused.")


def leave(person: Person) -> None:
    """End taking part: requests, groups and coordinating end, links lapse, and every browser is signed out."""
    with transaction():
        # With everybody who coordinates, in the order all verbs keep: of the last two only one can leave.
        touched = Person.is_coordinator | (Person.id == person.id)
        held = {one.id: one for one in locked(Person.select().where(touched).order_by(Person.id))}
        found = held.pop(person.id)
        if found.state not in PARTICIPATING:
            raise RuleBroken("You have left already.")
        if found.is_coordinator:
            _resign(found, [one for one in held.values() if one.takes_part])
        _write(found, LEFT)
        links.void(found)
        hooks.on_leave.fire(found)
        close_every_sign_in(found)


def _resign(person: Person, others: list[Person]) -> None:
    """Whoever comes back after leaving is a participant like any other."""
    if not others:
        raise RuleBroken("You are the only coordinator. Please make a colleague one before you leave.")
    Person.update(is_coordinator=False).where(Person.id == person.id).execute()
    hooks.on_coordinator.fire(person, False)


def _turn(person: Person, before: str, after: str, otherwise: str) -> None:
    with transaction():
        found = locked(Person.select().where(Person.id == person.id)).get()
        if found.state == after:
            return
        if found.state != before:
            raise RuleBroken(otherwise)
        _write(found, after)
    person.state = after


def _write(person: Person, state: str) -> None:
    person.state, person.state_at = state, clock.now()
    person.save(only=[Person.state, Person.state_at])
    changes.record("state", person.id)
