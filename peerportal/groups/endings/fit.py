"""The fit check: after the first meeting each says privately whether it fits, and only the joint result is shown.

It is asked of those who were members when the group first met, and its result is theirs: who joins or leaves later
changes nothing about it, since a line that came or went with somebody would tell what that person had said.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.meetings.standing import Standing, standing_of
from peerportal.groups.models import Group, Membership
from peerportal.people.models import Person

YES, UNSURE, NO = "yes", "unsure", "no"
SAID = (YES, UNSURE, NO)
ASKED_AFTER = 2  # meetings at most; whoever met more often without an answer has given it


@dataclass(frozen=True)
class FitCheck:
    """What the fit check is to one member. `mine` is what they said, `done` whether they said it is time to end it."""

    mine: str | None = None
    may_answer: bool = False
    is_asked: bool = False
    all_yes: bool = False
    is_news: bool = False
    done: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show at all."""
        return self.may_answer or self.is_news


def check_of(group: Group, person: Person) -> FitCheck:
    """The fit check as this member has it."""
    return seen_by(person, group, standing_of(group), group.everybody())


def seen_by(person: Person, group: Group, standing: Standing, everybody: list[Membership]) -> FitCheck:
    """The same, of a group whose standing and memberships are known."""
    me = next(row for row in everybody if row.person_id == person.id)
    done, last = me.done_at is not None, standing.last_met_at
    asked: list[Any] = _asked(group, everybody, standing.first_met_at)
    if last is None or me not in asked:
        return FitCheck(done=done)
    all_yes = _all_yes(asked)
    may_answer = not all_yes and (me.fit is not None or standing.met <= ASKED_AFTER)
    return FitCheck(
        mine=me.fit,
        may_answer=may_answer,
        is_asked=may_answer and (me.fit is None or (me.fit == UNSURE and last > me.fit_at)),
        all_yes=all_yes,
        is_news=all_yes and last <= max(row.fit_at for row in asked),
        done=done,
    )


def asks(group: Group, person: Person) -> bool:
    """Whether this person, who may have left since, is one of those that are asked."""
    return any(row.person_id == person.id for row in _asked_of(group))


def answer(group: Group, by: Person, said: str) -> bool:
    """Say privately whether it fits; True when that made the joint result known: all of them said yes.

    It may be changed until then. A single answer leaves no trace that another member's page could show.
    """
    if said not in SAID:
        raise RuleBroken("Please choose one of the three answers.")
    with transaction():
        group = group.held_active()
        if _is_settled(group, by, said):
            return True
        mine = (Membership.group == group) & (Membership.person == by)
        Membership.update(fit=said, fit_at=clock.now()).where(mine).execute()
        Membership.touch(group, by)
        if not _all_yes(_asked_of(group)):
            return False
        group.touch()
    return True


def _is_settled(group: Group, by: Person, said: str) -> bool:
    """Whether the result is known already; refuses what comes too early or too late."""
    check = check_of(group, by)
    if check.all_yes and said != YES:
        raise RuleBroken("You have all said that it fits. If that has changed, any of you can end it kindly.")
    if not check.all_yes and not check.may_answer:
        raise RuleBroken("This is asked after your first meeting.")
    return check.all_yes


def _asked_of(group: Group) -> list[Membership]:
    return _asked(group, group.everybody(), standing_of(group).first_met_at)


def _asked(group: Group, rows: list[Membership], first: dt.datetime | None) -> list[Membership]:
    """The members at the first meeting; nobody in a pair that met before it came to the portal."""
    if first is None or (group.low_id and not any(row.answer for row in rows)):
        return []
    return [row for row in rows if row.joined_at <= first and (row.left_at is None or row.left_at > first)]


def _all_yes(asked: list[Membership]) -> bool:
    return bool(asked) and all(row.fit == YES for row in asked)
