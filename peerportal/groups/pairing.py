"""Pairing: from an accepted request over a first chat without obligation to an active pair, or to one at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import IntegrityError

from peerportal.core import clock, jobs
from peerportal.core.db import locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.calendar import invitations
from peerportal.groups.meetings import localtime, offers, reminders
from peerportal.groups.models import ACTIVE, CLOSED, PAIR, TRYING, Group, Meeting, Membership
from peerportal.people.models import Person

YES, NOT = "yes", "not"
# How long the first answer waits for the others. Only the joint result is ever shown: were a "not for me" to close
# the group at once, the other one would know whose it was.
DAYS_TO_ANSWER = 7


def open_trying(*, programme_id: int, people: list[Person], space_id: int, by: Person) -> Group:
    """Make the group of an accepted request, with its first chat still to come.

    Part of the accepting transaction, which holds the locks on the people; `space_id` is the request's space, which
    they can already read. Raises RuleBroken when the two already have an open group.
    """
    return _open(people, programme=programme_id, space_id=space_id, state=TRYING)


def open_active(*, programme_id: int, people: list[Person], space_id: int) -> Group:
    """Make the group of two who already meet, who need no first chat; the rest is as for `open_trying`."""
    group = _open(people, programme=programme_id, space_id=space_id, state=ACTIVE, activated_at=clock.now())
    Meeting.create(group=group, number=1)
    return group


def _open(people: list[Person], **facts: Any) -> Group:
    low, high = sorted(person.id for person in people)[:2] if len(people) == 2 else (None, None)
    try:
        with transaction():
            group: Group = Group.create(kind=PAIR, low=low, high=high, **facts)
    except IntegrityError:
        raise RuleBroken("You two already have a first chat or a pair.") from None
    for person in people:
        Membership.create(group=group, person=person)
    group.tell_matching()
    return group


def plan_first_chat(group: Group, at: dt.datetime, seen: dt.datetime | None, offer: str = "") -> bool:
    """Set when the first chat is; False when somebody set another time than the one that was `seen`.

    `offer` is the opaque id of the offer that was read, when it is one.
    """
    with transaction():
        fresh = _held_trying(group)
        if fresh.first_chat_at != seen or at == seen:
            return fresh.first_chat_at == at
        if sentence := localtime.refusal(at, clock.now()):
            raise RuleBroken(sentence)
        if offer:
            offers.check_stands(fresh, offers.CHAT, offer, at)
        facts = {"first_chat_at": at, "chat_sequence": Group.chat_sequence + (1 if seen else 0)}
        Group.update(facts).where(Group.id == group.id).execute()
        offers.clear(group)
        fresh = group.held()
        fresh.touch()
        reminders.plan_for_chat(fresh)
        invitations.chat_changed(fresh)
    return True


def answer(group: Group, by: Person, said: str) -> str:
    """Say privately `yes` or `not` after the first chat; until the result is known, it may be changed.

    When all have answered, the group becomes active or is closed. A single answer leaves no trace that another
    member's page could show, not even that somebody answered. Returns the state of the group afterwards.
    """
    with transaction():
        _held_trying(group)
        mine = (Membership.group == group) & (Membership.person == by)
        Membership.update(answer=said, answered_at=clock.now()).where(mine).execute()
        Membership.touch(group, by)
        answers = _answers(group)
        return TRYING if None in answers else _settle(group, answers)


def my_answer(group: Group, person: Person) -> str | None:
    """What the person themselves said, and nobody else."""
    mine = (Membership.group == group) & (Membership.person == person)
    said: str | None = Membership.select(Membership.answer).where(mine).scalar()
    return said


def _held_trying(group: Group) -> Group:
    fresh = group.held()
    if fresh.is_circle:
        raise RuleBroken("A circle has no first chat: it begins as soon as enough people are in it.")
    if not fresh.is_trying:
        raise RuleBroken("The result of this first chat is already known. Please load the page again.")
    return fresh


def _answers(group: Group) -> list[str | None]:
    present = (Membership.group == group) & Membership.left_at.is_null()
    query: Any = Membership.select(Membership.answer).where(present).tuples()
    return [said for (said,) in query]


def _settle(group: Group, answers: list[str | None]) -> str:
    if set(answers) != {YES}:
        group.close()
        return CLOSED
    facts = {"state": ACTIVE, "activated_at": clock.now(), "moved": Group.moved + 1}
    Group.update(facts).where(Group.id == group.id).execute()
    Meeting.create(group=group, number=1)
    group.tell_matching()
    return ACTIVE


@jobs.handler("settle_first_chats")
def settle_overdue(payload: dict[str, object] | None = None) -> None:
    """Close first chats whose first answer has waited long enough, in the same words as any other ending."""
    before = clock.now() - dt.timedelta(days=DAYS_TO_ANSWER)
    waiting: Any = (
        Group.select(Group.id)
        .join(Membership, on=(Membership.group == Group.id))
        .where(Group.state == TRYING, Membership.answered_at < before)
        .distinct()
    )
    for group_id in [group_id for (group_id,) in waiting.tuples()]:
        with transaction():
            group = locked(Group.select().where(Group.id == group_id)).get()
            if group.is_trying:
                group.close()


jobs.every("settle_first_chats", 3600)
