"""Invitations: every member's own mail about a meeting or a first chat, by which their calendar follows it.

The verbs enqueue ids inside their transaction. What a mail says is read when it is sent: the state as it is then, and
nothing at all when a later mail about the same entry is on its way to the same person.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from peerportal.core import calendar, clock, jobs, mail
from peerportal.core.calendar import Entry
from peerportal.groups import hooks
from peerportal.groups.calendar import entries
from peerportal.groups.calendar.entries import Planned
from peerportal.groups.models import Group, Meeting
from peerportal.groups.models.meeting import BOOKED
from peerportal.groups.opened import zone_named
from peerportal.people.models import Person
from peerportal.web import times

TEMPLATE = "calendar_entry"
MEETING, CHAT = "meeting", "chat"
MOST_LATER = 50  # so many later changes of an entry are looked for


def entry_changed(group: Group, meeting: Meeting) -> None:
    """A meeting was booked, moved or called off; its sequence and stamp are set. Part of the verb that did it."""
    fresh: Meeting = Meeting.get_by_id(meeting.id)
    for person_id in group.member_ids():
        _enqueue(MEETING, fresh.id, person_id, fresh.sequence)


def chat_changed(group: Group) -> None:
    """The same for the first chat, whose sequence is set."""
    Group.update(chat_changed_at=clock.now()).where(Group.id == group.id).execute()
    fresh: Group = Group.get_by_id(group.id)
    for person_id in fresh.member_ids():
        _enqueue(CHAT, fresh.id, person_id, fresh.chat_sequence)


def member_joined(group: Group, person: Person) -> None:
    """Invite a new member to the meeting that is booked."""
    _tell_one(group, person)


def member_left(group: Group, person: Person) -> None:
    """Take the meeting that is booked out of the calendar of somebody who left."""
    _tell_one(group, person)


@hooks.on_close.register
def group_closed(group: Group) -> None:
    """Take a first chat that was planned for later out of everybody's calendar; a meeting is called off by booking."""
    fresh: Group = Group.get_by_id(group.id)
    if fresh.first_chat_at and fresh.first_chat_at > clock.now():
        Group.update(chat_sequence=Group.chat_sequence + 1).where(Group.id == group.id).execute()
        chat_changed(fresh)


def _tell_one(group: Group, person: Person) -> None:
    meeting = _booked(group)
    if meeting:
        # Raised though the others hear nothing: a calendar ignores what is not later than the last thing it was told,
        # and whoever left may join again.
        _raise(meeting)
        _enqueue(MEETING, meeting.id, person.id, meeting.sequence + 1)


def _booked(group: Group) -> Meeting | None:
    meeting = Meeting.next_of(group)
    return meeting if meeting and meeting.state == BOOKED else None


def _raise(meeting: Meeting) -> None:
    later = {"sequence": Meeting.sequence + 1, "changed_at": clock.now()}
    Meeting.update(later).where(Meeting.id == meeting.id).execute()


def _enqueue(kind: str, entry_id: int, person_id: int, sequence: int) -> None:
    key = _key(kind, entry_id, person_id, sequence)
    mail.enqueue(TEMPLATE, key=key, kind=kind, entry=entry_id, person=person_id, sequence=sequence)


def _key(kind: str, entry_id: int, person_id: int, sequence: int) -> str:
    return f"{kind}-entry:{entry_id}:{person_id}:{sequence}"


@mail.context(TEMPLATE)
def _letter(payload: dict[str, Any]) -> dict[str, Any] | None:
    person = Person.get_or_none(Person.id == payload["person"])
    planned = _planned(payload["kind"], payload["entry"])
    if person is None or not person.email or planned is None or _overtaken(payload, planned.sequence):
        return None
    stays = person.takes_part and person.id in planned.group.member_ids()
    others = entries.others_in([planned.group.id], person.id)[planned.group.id]
    entry = entries.entry(planned, others, person, out=not stays)
    if not entry.cancelled and planned.ends_at and planned.ends_at < clock.now():
        return None  # Nobody needs to be invited to what is over.
    return _facts(person, planned, entry) | {"path": planned.path if stays else ""}


def _planned(kind: str, entry_id: int) -> Planned | None:
    if kind == CHAT:
        group = Group.get_or_none(Group.id == entry_id)
        return entries.of_chat(group) if group else None
    meeting = Meeting.get_or_none(Meeting.id == entry_id)
    return entries.of_meeting(Group.get_by_id(meeting.group_id), meeting) if meeting else None


def _overtaken(payload: dict[str, Any], sequence: int) -> bool:
    """Whether this person is told of a later change of the entry by a mail of its own."""
    kind, entry_id, person_id = payload["kind"], payload["entry"], payload["person"]
    later = range(payload["sequence"] + 1, sequence + 1)[:MOST_LATER]
    return jobs.any_of([_key(kind, entry_id, person_id, number) for number in later])


def _facts(person: Person, planned: Planned, entry: Entry) -> dict[str, Any]:
    zone: ZoneInfo = zone_named(person.time_zone)
    written = calendar.message(entry)
    return {
        "name": person.name,
        "first_name": person.first_name,
        "address": person.email,
        "summary": entry.summary,
        "at": times.moment(entry.starts_at.astimezone(zone)) if entry.starts_at else "",
        "zone": zone.key,
        "minutes": entry.minutes,
        "how": planned.how.lower(),
        "out": entry.cancelled,
        "for_all": not planned.is_on,
        "alternatives": [mail.Alternative("calendar", written, {"method": entry.method})],
    }
