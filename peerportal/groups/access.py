"""From the opaque ids in an address to records of the signed-in person's groups; anybody else's are a 404."""

from __future__ import annotations

from typing import Any

from flask import abort

from peerportal.core.ids import REF
from peerportal.groups.calendar import feeds
from peerportal.groups.mark import Mark, marked
from peerportal.groups.models import (
    CIRCLE,
    AgendaItem,
    Agreement,
    Circle,
    CircleInvitation,
    Commitment,
    Group,
    LeftWords,
    Meeting,
    SlotOffer,
)
from peerportal.groups.models.meeting import BOOKED, HELD
from peerportal.groups.sitting import after
from peerportal.people.models import Person
from peerportal.web.gates import person


def _found(query: Any) -> Any:
    return query.first() or abort(404)


def my_group(ref: str) -> Group:
    """A group I am in."""
    group: Group = _found(Circle.beside(Group.of(person())).where(Group.ref == ref))
    return group


def my_mark(ref: str) -> Mark:
    """The mark of the page of a group I am in, whose words I may read."""
    return marked(ref, person()) or abort(404)


def group_of(mark: Mark) -> Group:
    """The group that this mark was asked for."""
    return mark.group() or abort(404)


def item_of(group: Group, ref: str) -> AgendaItem:
    """An agenda item of this group, removed ones too."""
    query = AgendaItem.select().join(Meeting, on=(AgendaItem.meeting == Meeting.id))
    item: AgendaItem = _found(query.where(Meeting.group == group, AgendaItem.ref == ref))
    return item


def held_meeting_of(group: Group, ref: str) -> Meeting:
    """A meeting of this group that took place; `ref` may come from a form, and so be anything."""
    if not REF.fullmatch(ref):
        abort(404)
    query = Meeting.select(Meeting, Meeting.counted())
    meeting: Meeting = _found(query.where(Meeting.group == group, Meeting.ref == ref, Meeting.state == HELD))
    return meeting


def dated_meeting_of(group: Group, ref: str) -> Meeting:
    """A meeting of this group that is booked or took place at its time."""
    dated = Meeting.state.in_((BOOKED, HELD)) & Meeting.starts_at.is_null(False)
    meeting: Meeting = _found(Meeting.select().where(Meeting.group == group, Meeting.ref == ref, dated))
    return meeting


def meeting_to_look_back_on(group: Group, ref: str) -> Any:
    """A meeting of this group that took place, with what I said of it."""
    return _found(after.looked_back(group, person()).where(Meeting.ref == ref))


def feed_holder(token: str) -> Person:
    """Whose private calendar address this is."""
    return feeds.holder(token) or abort(404)


def agreement_of(group: Group) -> Agreement:
    """The agreement of this group."""
    agreement: Agreement = _found(Agreement.select().where(Agreement.group == group))
    return agreement


def my_offer(group: Group, ref: str) -> SlotOffer:
    """A time that I offer in this group."""
    mine = (SlotOffer.group == group) & (SlotOffer.ref == ref) & (SlotOffer.by == person())
    offer: SlotOffer = _found(SlotOffer.select().where(mine))
    return offer


def commitment_of(group: Group, ref: str) -> Commitment:
    """A commitment of this group; one that was taken back is its maker's alone."""
    visible = ~Commitment.gone | (Commitment.person == person())
    query = Commitment.select().where(Commitment.group == group, Commitment.ref == ref, visible)
    commitment: Commitment = _found(query)
    return commitment


def my_commitment(group: Group, ref: str) -> Commitment:
    """A commitment of my own in this group, also one I took back."""
    query = Commitment.select().where(Commitment.group == group, Commitment.ref == ref)
    commitment: Commitment = _found(query.where(Commitment.person == person()))
    return commitment


def commitment_of_another(group: Group, ref: str) -> Commitment:
    """A commitment of another member of this group."""
    query = Commitment.select().where(Commitment.group == group, Commitment.ref == ref, ~Commitment.gone)
    commitment: Commitment = _found(query.where(Commitment.person != person()))
    return commitment


def my_circle(ref: str) -> Group:
    """A circle I am in."""
    query = Circle.beside(Group.of(person()))
    group: Group = _found(query.where(Group.ref == ref, Group.kind == CIRCLE))
    return group


def my_left_words(ref: str) -> LeftWords:
    """What I had written in a circle that I left."""
    left: LeftWords = _found(LeftWords.select().where(LeftWords.ref == ref, LeftWords.person == person()))
    return left


def invitation_of(group: Group, ref: str) -> CircleInvitation:
    """An invitation into this circle that waits, or did."""
    query = CircleInvitation.select().where(CircleInvitation.group == group, CircleInvitation.ref == ref)
    found: CircleInvitation = _found(query)
    return found


def any_circle(ref: str) -> Group:
    """Any circle at all, for a coordinator; the door has asked whether one is asking."""
    group: Group = _found(Group.select().where(Group.ref == ref, Group.kind == CIRCLE))
    return group
