"""Nudging: who has been without a date for too long hears of it once, kindly; a coordinator learns the bare fact."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import fn

from peerportal.core import clock, jobs, mail
from peerportal.core.db import locked, transaction
from peerportal.groups.meetings.quiet import NO_DATE, NO_DATE_DAYS, QUIET, QUIET_DAYS
from peerportal.groups.models import ACTIVE, PAIR, TRYING, Group, Meeting
from peerportal.groups.models.meeting import BOOKED, HELD, MISSED

AT_ONCE = 500  # groups a run; the next hour goes on
_DATED = Meeting.state.in_((HELD, BOOKED))


def condition(kind: str) -> Any:
    """The groups of which quiet.fact says this, as a condition on Group."""
    now = clock.now()
    cut = Group.opened_at.db_value(now - dt.timedelta(days=NO_DATE_DAYS if kind == NO_DATE else QUIET_DAYS))
    began = fn.COALESCE(Group.activated_at, Group.opened_at)
    # A circle that gathers people has no first chat to find a date for.
    trying, active = (Group.state == TRYING) & (Group.kind == PAIR), Group.state == ACTIVE
    if kind == NO_DATE:
        undated = (trying & Group.first_chat_at.is_null()) | (active & ~_meeting(_DATED))
        return undated & (began <= cut)
    lately = ((Meeting.state == HELD) & (Meeting.held_at > cut)) | (
        (Meeting.state == BOOKED) & (Meeting.starts_at > cut)
    )
    return (began <= cut) & (
        (trying & (Group.first_chat_at <= cut)) | (active & _meeting(_DATED) & ~_meeting(lately))
    )


def _meeting(which: Any) -> Any:
    """Whether the group has such a meeting."""
    return fn.EXISTS(Meeting.select(Meeting.id).where((Meeting.group == Group.id) & which))


def _to_nudge() -> Any:
    """Quiet groups without a date that have not heard of it since they last did something about one."""
    cut = Meeting.changed_at.db_value(clock.now() - dt.timedelta(days=NO_DATE_DAYS))
    told = Group.nudged_at
    since = (Meeting.changed_at > told) | (Meeting.held_at > told) | (_missed() & (Meeting.starts_at > told))
    lately = (Meeting.changed_at > cut) | (_missed() & (Meeting.starts_at > cut))
    news = told.is_null() | (Group.activated_at > told) | _meeting(since)
    undated = Group.first_chat_at.is_null() | (Group.state == ACTIVE)
    quiet = condition(NO_DATE) | condition(QUIET)
    return quiet & undated & ~_meeting(Meeting.state == BOOKED) & ~_meeting(lately) & news


def _missed() -> Any:
    return Meeting.state == MISSED


def still_quiet(group_id: int) -> Group | None:
    """The group, when it is still open and without a date."""
    group: Group | None = Group.get_or_none(Group.id == group_id)
    if group is None or group.is_closed or (group.is_trying and group.first_chat_at):
        return None
    meeting = Meeting.next_of(group)
    return None if meeting and meeting.is_booked else group


@jobs.handler("nudge_quiet_groups")
def nudge(payload: dict[str, object] | None = None) -> None:
    """Write once to each member of the groups that have been quiet for too long."""
    query: Any = Group.select(Group.id).where(_to_nudge()).order_by(Group.id).limit(AT_ONCE)
    for group_id in [group_id for (group_id,) in query.tuples()]:
        with transaction():
            group = locked(Group.select().where(Group.id == group_id)).get()
            # Looked at again under the lock: a date may have been booked, or another process been quicker.
            if not Group.select().where(Group.id == group_id, _to_nudge()).exists():
                continue
            Group.update(nudged_at=clock.now()).where(Group.id == group_id).execute()
            for person_id in group.member_ids():
                mail.enqueue("quiet_group", group=group_id, person=person_id)


jobs.every("nudge_quiet_groups", 3600)
