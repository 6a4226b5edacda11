"""The mail before what a group wrote is destroyed: names, a day and a link; never a word of theirs."""

from __future__ import annotations

from typing import Any

from peerportal.core import mail
from peerportal.core.text import listed
from peerportal.groups.endings.retention import readable_until, until
from peerportal.groups.models import Circle, Group, LeftWords, Membership
from peerportal.groups.opened import zone_named
from peerportal.people.models import Person
from peerportal.web.times import in_full


@mail.context("retiring")
def _facts(payload: dict[str, Any]) -> dict[str, Any] | None:
    """Who gets it and what it says; None when it has become pointless."""
    person = Person.get_or_none(Person.id == payload["person"])
    if person is None or not (person.takes_part and person.email):
        return None
    group = Group.of(person).where(Group.ref == payload["group"]).first()
    if group is None:
        return None
    return {
        "name": person.name,
        "address": person.email,
        "first_name": person.first_name,
        "others": listed(_others(group, person)) or "nobody else",
        "day": in_full(readable_until(group).astimezone(zone_named(person.time_zone))),
        "path": f"/groups/{group.ref}",
    }


@mail.context("retiring_left")
def _facts_for_who_left(payload: dict[str, Any]) -> dict[str, Any] | None:
    """The same for somebody who left a circle; the topic is what the list of circles shows of it."""
    left = LeftWords.get_or_none(LeftWords.ref == payload["left"])
    if left is None:
        return None
    person = Person.get_by_id(left.person_id)
    if not (person.takes_part and person.email):
        return None
    return {
        "name": person.name,
        "address": person.email,
        "first_name": person.first_name,
        "topic": Circle.get_by_id(left.group_id).topic,
        "day": in_full(until(left.left_at, left.warned_at).astimezone(zone_named(person.time_zone))),
        "path": f"/groups/left/{left.ref}",
    }


def _others(group: Group, person: Person) -> list[str]:
    query: Any = (
        Person.select(Person.name)
        .join(Membership, on=(Membership.person == Person.id))
        .where(Membership.group == group, Membership.left_at.is_null(), Person.id != person.id)
        .order_by(Membership.joined_at, Person.id)
    )
    return [name for (name,) in query.tuples()]
