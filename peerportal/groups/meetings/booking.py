"""Booking: a meeting gets its date, is moved, missed without blame, or called off. Each verb comes once.

The calendar entry of a meeting begins with its first date. Whatever changes it later (date, length, means, calling off)
raises `sequence` by one, so that calendars know the newer of two messages.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups import pairing
from peerportal.groups.calendar import invitations
from peerportal.groups.meetings import localtime, offers, places, reminders, succession
from peerportal.groups.meetings.usual import LONGEST, SHORTEST
from peerportal.groups.models import MEANS, Group, Meeting
from peerportal.groups.models.meeting import BOOKED, CANCELLED, MISSED, OVER
from peerportal.people.models import Person

ENTRY = ("starts_at", "minutes", "means")  # what a calendar shows of a meeting


def book(group: Group, by: Person, number: int, starts_at: dt.datetime, offer: str = "") -> bool:
    """Give the meeting of this number (0: the first chat) its date, in the way it was to be.

    `offer` is the opaque id of the offer that was read, when it is one. The same date twice is booked once; False when
    another one stands there by now, or the meeting is over.
    """
    if number == offers.CHAT:
        return pairing.plan_first_chat(group, starts_at, None, offer)
    with transaction():
        group = group.held_active()
        meeting = Meeting.next_of(group)
        if meeting is None or meeting.number != number:
            return False
        if meeting.is_booked:
            return meeting.starts_at == starts_at
        if offer:
            offers.check_stands(group, number, offer, starts_at)
        facts = {"starts_at": starts_at, "place": _usual_place(group, by, meeting)}
        _set(group, meeting, facts)
    return True


def move(
    group: Group,
    by: Person,
    number: int,
    version: int,
    *,
    starts_at: dt.datetime | None,
    minutes: int,
    means: str,
    place: str,
) -> bool:
    """Set when, how long and how the meeting of this number is; False when somebody changed it since `version`."""
    with transaction():
        group = group.held_active()
        meeting = Meeting.next_of(group)
        if meeting is None or (meeting.number, meeting.version) != (number, version):
            return False
        _check(minutes, means, place)
        space = vault.open_space(group.space_id, reader=by.id)
        sealed = space.seal(Meeting.place, meeting.ref, place) if place else None
        facts = {"starts_at": starts_at, "minutes": minutes, "means": means, "place": sealed}
        _set(group, meeting, facts)
    return True


def miss(group: Group, number: int) -> bool:
    """Note that the meeting of this number did not come about; False when it is over already."""
    with transaction():
        group = group.held_active()
        meeting = _booked(group, number)
        if meeting is None:
            return False
        if meeting.starts_at > clock.now():
            raise RuleBroken("This meeting is still to come. You can move it or call it off.")
        Meeting.update(state=MISSED, version=Meeting.version + 1).where(Meeting.id == meeting.id).execute()
        succession.follow(group, Meeting.get_by_id(meeting.id))
    return True


def cancel(group: Group, number: int) -> bool:
    """Call the meeting of this number off; False when it is over already, or has no date."""
    with transaction():
        group = group.held_active()
        meeting = _booked(group, number)
        if meeting is None:
            return False
        _call_off(group, meeting)
    return True


def cancel_for_closing(group: Group) -> None:
    """Call off what a group still had before it; part of the transaction that closes it."""
    with transaction():
        meeting = Meeting.next_of(group.held())
        if meeting and meeting.is_booked and meeting.starts_at > clock.now():
            _call_off(group, meeting)


def _booked(group: Group, number: int) -> Meeting | None:
    """The meeting to come, when it has this number and a date."""
    meeting = Meeting.next_of(group)
    if meeting and meeting.number == number and not meeting.is_booked:
        raise RuleBroken("This meeting has no date yet.")
    return meeting if meeting and meeting.number == number else None


def _call_off(group: Group, meeting: Meeting) -> None:
    facts = {"state": CANCELLED, "version": meeting.version + 1} | _next_entry(meeting)
    Meeting.update(facts).where(Meeting.id == meeting.id).execute()
    over = Meeting.get_by_id(meeting.id)
    succession.follow(group, over)
    invitations.entry_changed(group, over)


def _next_entry(meeting: Meeting) -> dict[str, Any]:
    return {"sequence": meeting.sequence + 1, "changed_at": clock.now()}


def _set(group: Group, meeting: Meeting, facts: dict[str, Any]) -> None:
    """Write the facts; tell calendars when what they show has changed, and reminders when the date has."""
    _check_date(meeting, facts["starts_at"])
    entry_moved = any(facts.get(name, getattr(meeting, name)) != getattr(meeting, name) for name in ENTRY)
    is_booked = facts["starts_at"] is not None
    facts = facts | {"version": meeting.version + 1}
    if is_booked:
        facts |= {"state": BOOKED}
        if meeting.is_booked and entry_moved:
            facts |= _next_entry(meeting)
        elif not meeting.is_booked:
            facts |= {"changed_at": clock.now()}
    Meeting.update(facts).where(Meeting.id == meeting.id).execute()
    group.touch()
    if is_booked and (entry_moved or not meeting.is_booked):
        _tell(group, Meeting.get_by_id(meeting.id))


def _tell(group: Group, meeting: Meeting) -> None:
    offers.clear(group)
    reminders.plan_for_meeting(meeting)
    invitations.entry_changed(group, meeting)


def _check(minutes: int, means: str, place: str) -> None:
    if not SHORTEST <= minutes <= LONGEST:
        raise RuleBroken("A meeting takes between 5 minutes and 8 hours.")
    if means not in MEANS:
        raise RuleBroken("Please choose how you meet.")
    if sentence := places.refusal(place, means):
        raise RuleBroken(sentence)


def _check_date(meeting: Meeting, starts_at: dt.datetime | None) -> None:
    if starts_at == meeting.starts_at:
        return
    if starts_at is None:
        raise RuleBroken("To take the date away, call the meeting off.")
    if sentence := localtime.refusal(starts_at, clock.now()):
        raise RuleBroken(sentence)


def _usual_place(group: Group, by: Person, meeting: Meeting) -> bytes | None:
    """The place as it stands; without one, the link of the last call, which most people keep using."""
    if meeting.place or meeting.means != "video":
        return meeting.place  # type: ignore[no-any-return]
    before = Meeting.over_of(group).where(Meeting.state.in_(OVER), Meeting.means == "video").first()
    space = vault.open_space(group.space_id, reader=by.id)
    place = space.read(before, Meeting.place) if before else ""
    return space.seal(Meeting.place, meeting.ref, place) if place else None
