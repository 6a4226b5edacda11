"""The mails about circles: names and a link to a page with buttons; never a word of a group."""

from __future__ import annotations

from typing import Any

from peerportal.core import mail
from peerportal.groups.models import CircleInvitation, Group
from peerportal.groups.models.circle import PENDING
from peerportal.people.models import Person


def _to(person: Person | None) -> dict[str, Any] | None:
    if person is None or not (person.takes_part and person.email):
        return None
    return {"name": person.name, "address": person.email, "first_name": person.first_name}


@mail.context("circle_invitation")
def invited(payload: dict[str, Any]) -> dict[str, Any] | None:
    """Somebody is invited, while the invitation waits."""
    to = _to(Person.get_or_none(Person.id == payload["person"]))
    found: Any = CircleInvitation.get_or_none(CircleInvitation.ref == payload["invitation"])
    if to is None or found is None or found.state != PENDING:
        return None
    by = Person.get_or_none(Person.id == found.by_id)
    return to | {"by": by.name if by else "A colleague", "path": f"/circles/invitations/{found.ref}"}


def _member(payload: dict[str, Any]) -> dict[str, Any] | None:
    """A member of a circle, while they are one."""
    person: Any = Person.get_or_none(Person.id == payload["person"])
    to = _to(person)
    group = Group.of(person).where(Group.ref == payload["group"]).first() if to else None
    return to | {"path": f"/groups/{group.ref}"} if to and group else None


@mail.context("circle_joined")
def joined(payload: dict[str, Any]) -> dict[str, Any] | None:
    """Somebody has joined, while both are in."""
    who: Any = Person.get_or_none(Person.id == payload["who"])
    facts = _member(payload)
    still = who is not None and Group.of(who).where(Group.ref == payload["group"]).exists()
    return facts | {"who": who.name} if facts and still else None


@mail.context("circle_approved")
def approved(payload: dict[str, Any]) -> dict[str, Any] | None:
    """A coordinator said yes to a circle."""
    return _member(payload)


@mail.context("circle_declined")
def declined(payload: dict[str, Any]) -> dict[str, Any] | None:
    """A coordinator said no to a circle; the reason stands on its page."""
    return _member(payload)
