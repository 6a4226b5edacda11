"""After a meeting: what each member privately thought of it, and putting its steps away until the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.meetings.standing import standing_of
from peerportal.groups.models import Group, Meeting, MeetingCheck, Membership
from peerportal.groups.models.meeting import HELD
from peerportal.groups.opened import open_group
from peerportal.groups.reading import card_of
from peerportal.people.models import Person

USEFUL = {"yes": "Yes", "partly": "Partly", "no": "Not this time"}
BALANCED = {"yes": "Evenly", "more": "I spoke more", "less": "I spoke less"}


@dataclass(frozen=True)
class Check:
    """What somebody thought of a meeting, for their own eyes."""

    useful: str
    balanced: str


def check(group: Group, meeting: Meeting, by: Person, useful: str, balanced: str) -> None:
    """Keep what somebody thought of the last meeting; it may be changed until the next one is held."""
    with transaction():
        group = group.held_active()
        if not is_last(group, meeting):
            raise RuleBroken(
                "You have met again since then, so what you said of this meeting stays as it is."
            )
        facts = {"useful": useful, "balanced": balanced, "checked_at": clock.now()}
        MeetingCheck.insert(meeting=meeting, person=by, **facts).on_conflict(
            conflict_target=[MeetingCheck.meeting, MeetingCheck.person],
            update=facts,
        ).execute()
        Membership.touch(group, by)


def put_away(group: Group, meeting: Meeting, by: Person) -> None:
    """Done for today: the person's own page no longer points to the steps after this meeting."""
    mine = (Membership.group == group) & (Membership.person == by)
    with transaction():
        if (
            Membership.update(done_with=meeting.number)
            .where(mine, Membership.done_with < meeting.number)
            .execute()
        ):
            Membership.touch(group, by)


def is_last(group: Group, meeting: Meeting) -> bool:
    """Whether no later meeting has been held."""
    last = Meeting.held_of(group).first()
    return last is not None and last.id == meeting.id


def looked_back(group: Group, person: Person) -> Any:
    """The meetings that were held, each with what the person themselves said of it and whether a later one was held."""
    later = Meeting.alias()
    held_since = later.select(fn.COUNT(later.id)).where(
        later.group == group, later.state == HELD, later.number > Meeting.number
    )
    mine = (MeetingCheck.meeting == Meeting.id) & (MeetingCheck.person == person)
    query: Any = Meeting.select(Meeting, MeetingCheck, held_since.alias("later"), Meeting.counted())
    query = query.join(MeetingCheck, JOIN.LEFT_OUTER, on=mine, attr="check")
    return query.where(Meeting.group == group, Meeting.state == HELD)


def my_check(meeting: Meeting, person: Person) -> Check | None:
    """What the person themselves said, and nobody else."""
    return _check_in(looked_back(Group(id=meeting.group_id), person).where(Meeting.id == meeting.id).get())


def _check_in(row: Any) -> Check | None:
    said = getattr(row, "check", None)
    return Check(said.useful, said.balanced) if said else None


def facts(group: Group, reader: Person, row: Any) -> dict[str, Any]:
    """What the page after a meeting shows, by the names its templates use; `row` comes from `looked_back`."""
    opened = open_group(group, reader)
    standing = standing_of(group)
    return {
        "group": group,
        "opened": opened,
        "held": card_of(opened, row),
        "standing": standing,
        "meeting": card_of(opened, standing.meeting) if standing.meeting else None,
        "check": _check_in(row),
        "useful": USEFUL,
        "balanced": BALANCED,
    }
