"""From the opaque ids in an address to records of the signed-in person's groups; anybody else's are a 404."""

from __future__ import annotations

from typing import Any

from flask import abort

from peerportal.groups.models import AgendaItem, Agreement, Group, Meeting
from peerportal.groups.models.meeting import HELD
from peerportal.web.gates import person


def _found(query: Any) -> Any:
    return query.first() or abort(404)


def my_group(ref: str) -> Group:
    """A group I am in."""
    group: Group = _found(Group.of(person()).where(Group.ref == ref))
    return group


def item_of(group: Group, ref: str) -> AgendaItem:
    """An agenda item of this group, removed ones too."""
    query = AgendaItem.select().join(Meeting, on=(AgendaItem.meeting == Meeting.id))
    item: AgendaItem = _found(query.where(Meeting.group == group, AgendaItem.ref == ref))
    return item


def held_meeting_of(group: Group, ref: str) -> Meeting:
    """A meeting of this group that took place."""
    query = Meeting.select().where(Meeting.group == group, Meeting.ref == ref, Meeting.state == HELD)
    meeting: Meeting = _found(query)
    return meeting


def agreement_of(group: Group) -> Agreement:
    """The agreement of this group."""
    agreement: Agreement = _found(Agreement.select().where(Agreement.group == group))
    return agreement
