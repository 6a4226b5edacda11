"""Reminders: one mail to each member a day before a meeting or a first chat, unless it was moved or called off since.

What a job is about is named by when it begins, not by the entry's sequence: that also rises when somebody joins or
leaves, and then the others still want to be reminded.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.core import clock, jobs, mail
from peerportal.groups.models import Group, Meeting
from peerportal.groups.models.meeting import BOOKED

AHEAD = dt.timedelta(days=1)
MEETING, CHAT = "remind_of_meeting", "remind_of_chat"


def plan_for_meeting(meeting: Meeting) -> None:
    """Have the members reminded of a meeting that has just got this date."""
    _plan(MEETING, meeting.ref, meeting.starts_at)


def plan_for_chat(group: Group) -> None:
    """Have the members reminded of their first chat, which has just got this date."""
    _plan(CHAT, group.ref, group.first_chat_at)


def _plan(kind: str, ref: str, starts_at: dt.datetime) -> None:
    wait = (starts_at - AHEAD - clock.now()).total_seconds()
    if wait > 0:  # whoever books for tomorrow needs no reminder of it
        at = starts_at.isoformat()
        jobs.enqueue(kind, {"ref": ref, "at": at}, delay=wait, key=f"{kind}:{ref}:{at}")


def meeting_if_due(payload: dict[str, Any]) -> tuple[Group, dt.datetime] | None:
    """The group whose meeting still begins when the job says; None when it was moved or is over."""
    meeting = Meeting.get_or_none(Meeting.ref == payload["ref"], Meeting.state == BOOKED)
    if meeting is None:
        return None
    group: Group = Group.get_by_id(meeting.group_id)
    return _if_due(group, meeting.starts_at, payload) if group.is_active else None


def chat_if_due(payload: dict[str, Any]) -> tuple[Group, dt.datetime] | None:
    """The same for a first chat."""
    group = Group.get_or_none(Group.ref == payload["ref"])
    return _if_due(group, group.first_chat_at, payload) if group and group.is_trying else None


def _if_due(
    group: Group, starts_at: dt.datetime | None, payload: dict[str, Any]
) -> tuple[Group, dt.datetime] | None:
    still = starts_at is not None and starts_at.isoformat() == payload["at"] and starts_at > clock.now()
    return (group, starts_at) if still and starts_at else None


@jobs.handler(MEETING)
def _of_meeting(payload: dict[str, Any]) -> None:
    _remind("meeting_reminder", meeting_if_due(payload), payload)


@jobs.handler(CHAT)
def _of_chat(payload: dict[str, Any]) -> None:
    _remind("chat_reminder", chat_if_due(payload), payload)


def _remind(template: str, due: tuple[Group, dt.datetime] | None, payload: dict[str, Any]) -> None:
    for person_id in due[0].member_ids() if due else ():
        key = f"{template}:{payload['ref']}:{payload['at']}:{person_id}"
        mail.enqueue(template, key=key, person=person_id, ref=payload["ref"], at=payload["at"])
