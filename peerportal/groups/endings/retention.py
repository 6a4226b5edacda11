"""Retention: some time after a group was closed, what its members wrote is destroyed; dates and counts stay.

Destroyed means the key of the group's space and those of its members' own spaces, and every row they sealed. What was
reported lies in a space of its own and stays as long as the report does. Nothing that a group worked on goes before its
members were warned, however late that was: a portal that stood still, or days made fewer, cost nobody their keepsake.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.core import clock, jobs, mail, vault
from peerportal.core.db import settle_deletions, transaction
from peerportal.core.settings import Settings
from peerportal.groups import hooks
from peerportal.groups.models import (
    AgendaItem,
    Agreement,
    Circle,
    CircleInvitation,
    Commitment,
    Farewell,
    Goal,
    Group,
    LeftWords,
    Meeting,
    MeetingCheck,
    Membership,
    Notebook,
    Sitting,
    SlotOffer,
)
from peerportal.groups.models.group import CLOSED

WARNED_BEFORE = dt.timedelta(days=14)
# The job comes once a day, so a warning that is sent in time may lie up to a day less than two weeks ahead.
LEAST_NOTICE = dt.timedelta(days=13)
AT_A_TIME = 100  # groups a job: a portal that was off for a year does not do it all at once
NEXT_STEP = 60  # seconds
# What hangs on a group by itself; agenda items, sittings and checks hang on its meetings.
OF_THE_GROUP: tuple[Any, ...] = (
    Agreement, Goal, Commitment, Notebook, Farewell, SlotOffer, CircleInvitation, LeftWords,
)  # fmt: skip
OF_ITS_MEETINGS: tuple[Any, ...] = (Sitting, MeetingCheck, AgendaItem)
_kept_for = dt.timedelta(days=Settings.retention_days)


def use(days: int) -> None:
    """Keep the words of closed groups for so many days."""
    global _kept_for
    _kept_for = dt.timedelta(days=days)


def readable_until(group: Group) -> dt.datetime:
    """Until when the members of a closed group can read what they wrote."""
    closed_at: dt.datetime = group.closed_at
    return until(closed_at, group.warned_at) if group.activated_at else closed_at + _kept_for


def until(ended_at: dt.datetime, warned_at: dt.datetime | None) -> dt.datetime:
    """Until when what ended then can be read; later when the warning of it came late, or has yet to come."""
    warned_at = warned_at or max(clock.now(), ended_at + _kept_for - WARNED_BEFORE)
    return max(ended_at + _kept_for, warned_at + LEAST_NOTICE)


def retire_due() -> int:
    """Destroy the words of groups whose time is over, a bounded number at once; returns how many that were."""
    now = clock.now()
    warned = Group.activated_at.is_null() | (Group.warned_at <= now - LEAST_NOTICE)
    due = _closed_before(now - _kept_for).where(warned).order_by(Group.closed_at, Group.id).limit(AT_A_TIME)
    done = sum(_retire(group) for group in list(due))
    if done:
        settle_deletions()
    return done


def _closed_before(moment: dt.datetime) -> Any:
    return Group.select().where(Group.state == CLOSED, Group.retired_at.is_null(), Group.closed_at <= moment)


def _retire(group: Group) -> bool:
    """All of it in one transaction: a group is either there with its words, or gone with all of them."""
    with transaction():
        fresh = group.held()
        if fresh.retired_at:
            return False
        for space_id in _spaces_of(fresh):
            vault.destroy(space_id)
        _delete_rows(fresh)
        hooks.on_retire.fire(fresh)
        Group.update(retired_at=clock.now(), closed_by=None, moved=Group.moved + 1).where(
            Group.id == fresh.id
        ).execute()
    return True


def _spaces_of(group: Group) -> list[int]:
    """The group's space, and the own space of everybody who is or was a member."""
    own: Any = Membership.select(Membership.own_space_id).where(
        Membership.group == group, Membership.own_space_id.is_null(False)
    )
    return [group.space_id, *(space_id for (space_id,) in own.tuples())]


def _delete_rows(group: Group) -> None:
    meetings = Meeting.select(Meeting.id).where(Meeting.group == group)
    for table in OF_ITS_MEETINGS:
        table.delete().where(table.meeting.in_(meetings)).execute()
    for table in OF_THE_GROUP:
        table.delete().where(table.group == group).execute()
    Meeting.update(place=None).where(Meeting.group == group).execute()
    Circle.update(about="").where(Circle.group == group).execute()
    private = {"answer": None, "fit": None, "keeps_in_touch": False, "done_at": None, "own_space_id": None}
    Membership.update(private).where(Membership.group == group).execute()


def warn_due() -> int:
    """Write to the members of groups that have two weeks left at most, once; returns how many groups that were."""
    soon = _closed_before(clock.now() - _kept_for + WARNED_BEFORE).where(
        Group.warned_at.is_null(), Group.activated_at.is_null(False)
    )
    return sum(_warn(group) for group in list(soon.order_by(Group.closed_at, Group.id).limit(AT_A_TIME)))


def _warn(group: Group) -> bool:
    with transaction():
        still = (Group.id == group.id) & Group.warned_at.is_null()
        if not Group.update(warned_at=clock.now()).where(still).execute():
            return False
        for person_id in group.member_ids():
            mail.enqueue("retiring", person=person_id, group=group.ref)
    return True


def warn_who_left() -> int:
    """The same for what those who left a circle had written there; returns how many of them that were."""
    soon = LeftWords.left_at <= clock.now() - _kept_for + WARNED_BEFORE
    query = LeftWords.select().where(soon, LeftWords.warned_at.is_null()).order_by(LeftWords.left_at)
    return sum(_warn_of(left) for left in list(query.limit(AT_A_TIME)))


def _warn_of(left: LeftWords) -> bool:
    with transaction():
        still = (LeftWords.id == left.id) & LeftWords.warned_at.is_null()
        if not LeftWords.update(warned_at=clock.now()).where(still).execute():
            return False
        mail.enqueue("retiring_left", left=left.ref)
    return True


def let_go() -> int:
    """Destroy what those who left had written, once its time is over; returns how many of them that were."""
    now = clock.now()
    over = (LeftWords.left_at <= now - _kept_for) & (LeftWords.warned_at <= now - LEAST_NOTICE)
    with transaction():
        done: int = LeftWords.delete().where(over).execute()
    if done:
        settle_deletions()
    return done


@jobs.handler("retire_groups")
def look_after_closed_groups(payload: dict[str, Any]) -> None:
    """Warn and retire what is due; when that was a full measure, go on in a minute."""
    # Who left went before their circle closed: their words go before the keys that its end destroys.
    let_go()
    if max(warn_who_left(), warn_due(), retire_due()) >= AT_A_TIME:
        jobs.enqueue("retire_groups", delay=NEXT_STEP)


jobs.every("retire_groups", 86400)
