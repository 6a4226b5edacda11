"""Offers: times that a member names for the meeting to come, for any other member to book."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.core.fixed import fixed
from peerportal.core.rules import RuleBroken
from peerportal.groups.meetings import localtime
from peerportal.groups.models import Group, Meeting, SlotOffer
from peerportal.people.models import Person

CHAT = 0  # the number of the first chat
MOST_OFFERS = 12  # that stand at once
NOT_NEEDED = (
    "No other times are needed: a date was booked in the meantime, or there is nothing to find one for."
)


def number_to_plan(group: Group) -> int | None:
    """The number of what needs a date: the meeting to come or the first chat; None when it has one, or needs none."""
    if group.is_gathering:
        return None
    if group.is_trying:
        return CHAT if group.first_chat_at is None else None
    meeting = Meeting.next_of(group) if group.is_active else None
    return meeting.number if meeting and not meeting.is_booked else None


def standing(group: Group, number: int) -> Any:
    """The offers for the meeting of this number that have not passed, the soonest first, as a query."""
    return _after.query(group, number, clock.now())


def named(group: Group, number: int) -> list[SlotOffer]:
    """The same, read."""
    return _after.rows(group, number, clock.now())


@fixed
def _after(group: Any, number: Any, now: Any) -> Any:
    mine = (SlotOffer.group == group) & (SlotOffer.number == number) & (SlotOffer.starts_at > now)
    return SlotOffer.select().where(mine).order_by(SlotOffer.starts_at)


def offer(group: Group, by: Person, number: int, times: list[dt.datetime]) -> None:
    """Name times for the meeting of this number; one that is on offer already stays as it is."""
    with transaction():
        group = group.held()
        if number_to_plan(group) != number:
            raise RuleBroken(NOT_NEEDED)
        _check(group, number, times)
        rows = [{"group": group, "number": number, "starts_at": at, "by": by} for at in dict.fromkeys(times)]
        there = standing(group, number).count()
        SlotOffer.insert_many(rows).on_conflict_ignore().execute()
        if standing(group, number).count() != there:
            group.touch()


def _check(group: Group, number: int, times: list[dt.datetime]) -> None:
    if not times:
        raise RuleBroken("Please give at least one time.")
    for at in times:
        if sentence := localtime.refusal(at, clock.now()):
            raise RuleBroken(sentence)
    if standing(group, number).where(SlotOffer.starts_at.not_in(times)).count() + len(times) > MOST_OFFERS:
        raise RuleBroken(f"There are {MOST_OFFERS} times on offer at most. Withdraw some to offer others.")


def check_stands(group: Group, number: int, ref: str, at: dt.datetime) -> None:
    """Raise RuleBroken when the offer that somebody read is gone, or names another time; part of booking it."""
    this = (SlotOffer.group == group) & (SlotOffer.number == number) & (SlotOffer.ref == ref)
    if not SlotOffer.select().where(this, SlotOffer.starts_at == at).exists():
        raise RuleBroken("This time is no longer on offer. Please choose another one.")


def withdraw(group: Group, by: Person, ref: str) -> bool:
    """Take back a time one has offered; False when it is gone already."""
    with transaction():
        group = group.held()
        mine = (SlotOffer.group == group) & (SlotOffer.ref == ref) & (SlotOffer.by == by)
        gone = bool(SlotOffer.delete().where(mine).execute())
        if gone:
            group.touch()
    return gone


def withdraw_all(group: Group, by: Person) -> None:
    """Somebody leaves: what they offered goes with them, and stands in nobody's way. Part of that verb."""
    SlotOffer.delete().where(SlotOffer.group == group, SlotOffer.by == by).execute()


def clear(group: Group) -> None:
    """A date is booked or the meeting is over: what was offered is of no use any more. Part of that verb."""
    SlotOffer.delete().where(SlotOffer.group == group).execute()
