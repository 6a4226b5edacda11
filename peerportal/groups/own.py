"""What a member writes for themselves about a group: a space of their own, which nobody else can open."""

from __future__ import annotations

from peerportal.core import vault
from peerportal.core.db import transaction
from peerportal.groups.models import Group, Membership
from peerportal.people.models import Person


def own_space(group: Group, person: Person) -> vault.OpenSpace:
    """The member's own space, made when they first write something; part of the verb that writes."""
    with transaction():
        group.held()
        space_id = _space_id(group, person)
        if space_id is None:
            space_id = vault.new_space("own", [person.id])
            Membership.update(own_space_id=space_id).where(_mine(group, person)).execute()
    return vault.open_space(space_id, reader=person.id)


def opened_own_space(group: Group, person: Person) -> vault.OpenSpace | None:
    """The member's own space, None when they never wrote anything for themselves."""
    space_id = _space_id(group, person)
    return None if space_id is None else vault.open_space(space_id, reader=person.id)


def _space_id(group: Group, person: Person) -> int | None:
    found: int | None = Membership.select(Membership.own_space_id).where(_mine(group, person)).scalar()
    return found


def _mine(group: Group, person: Person) -> object:
    return (Membership.group == group) & (Membership.person == person)
