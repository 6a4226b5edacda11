"""The mails about commitments: names and a link to the group's page; never a word of what was said."""

from __future__ import annotations

from typing import Any

from peerportal.core import mail
from peerportal.core.text import listed
from peerportal.groups.commitments import nudging
from peerportal.groups.models import Group, Membership
from peerportal.people.models import Person


@mail.context("thinking_of_you")
def thinking_of_you(payload: dict[str, Any]) -> dict[str, Any] | None:
    """To the owner, from whoever thought of them; not once it has ended or been taken back."""
    found = nudging.still_wanted(payload["commitment"])
    if found is None:
        return None
    commitment, group, owner = found
    by = Person.get_or_none(Person.id == commitment.nudged_by_id)
    return _facts(group, owner) | {"by": by.name} if by else None


@mail.context("commitment_due")
def commitment_due(payload: dict[str, Any]) -> dict[str, Any] | None:
    """To the owner the day before; not once it has ended, been taken back or moved to another day."""
    found = nudging.still_wanted(payload["commitment"])
    if found is None or not found[0].due_on or found[0].due_on.isoformat() != payload["day"]:
        return None
    _, group, owner = found
    return _facts(group, owner) | {"others": _others(group, owner)}


def _facts(group: Group, owner: Person) -> dict[str, Any]:
    return {
        "name": owner.name,
        "address": owner.email,
        "first_name": owner.first_name,
        "path": f"/groups/{group.ref}#last",
    }


def _others(group: Group, owner: Person) -> str:
    query = (
        Person.select()
        .join(Membership, on=(Membership.person == Person.id))
        .where(Membership.group == group, Membership.left_at.is_null(), Person.id != owner.id)
        .order_by(Membership.joined_at, Person.id)
    )
    return listed([person.first_name for person in query])
