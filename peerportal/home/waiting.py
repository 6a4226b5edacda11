"""What waits for a person: answers, the next meetings, what they said they would do, goals, and one next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import fn

from peerportal.groups.commitments import mine as commitments
from peerportal.groups.goals.reading import Due, due_soon
from peerportal.groups.models import Goal
from peerportal.groups.models.goal import DRAFT, SHARED
from peerportal.home import next_step
from peerportal.home.groups import MyGroup, groups_of
from peerportal.matching.models import PeerRequest
from peerportal.matching.models.requests import OPEN
from peerportal.matching.requests.telling import Told
from peerportal.people import asks
from peerportal.people.asks import Ask
from peerportal.people.models import Person, Profile

MEETINGS_SHOWN = 3


@dataclass
class Waiting:
    """All of it, in the order of the page."""

    requests: list[Told]
    asked: int
    asks: list[Ask]
    groups: list[MyGroup]
    days: list[Ask]
    commitments: list[commitments.Mine]
    more_commitments: bool
    goals: list[Due]
    has_goal: bool
    unfinished: bool

    @property
    def is_nothing(self) -> bool:
        """Whether nobody and nothing is met, asked or written yet."""
        return not (self.requests or self.asks or self.groups or self.unfinished)

    @property
    def meetings(self) -> list[MyGroup]:
        """The meetings and first chats to come, the soonest first."""
        return [one for one in self.groups if one.next_at and not one.has_passed][:MEETINGS_SHOWN]

    @property
    def to_answer(self) -> list[MyGroup]:
        """The first chats that took place and wait for my private answer."""
        return [one for one in self.groups if one.is_trying and one.has_passed and not one.i_answered]

    @property
    def has_answers(self) -> bool:
        return bool(self.unfinished or self.requests or self.asks or self.to_answer)

    @property
    def step(self) -> next_step.Step | None:
        """The one useful next step, unless it is already the first thing to answer on the page."""
        found = next_step.next_step(self._standing)
        return None if found and found.kind in (next_step.ANSWER, next_step.AFTER_CHAT) else found

    @property
    def _standing(self) -> next_step.Standing:
        first = self.requests[0] if self.requests else None
        past = next((one for one in self.commitments if one.is_due), None)
        return next_step.Standing(
            answer_at=f"/requests/{first.ref}" if first else self.asks[0].path if self.asks else "",
            answer_to=first.other.first_name if first else self.asks[0].name if self.asks else "",
            groups=tuple(_stands(one) for one in self.groups),
            due_in=past.group_ref if past else "",
            has_goal=self.has_goal,
            has_asked=self.asked > 0,
            is_published=not self.unfinished,
        )


def for_person(person: Person) -> Waiting:
    """What waits for this person, in a number of statements that does not grow with any of it."""
    told = [Told(row, person) for row in PeerRequest.involving(person).where(PeerRequest.state.in_(OPEN))]
    is_published, goals = _profile_and_goals(person)
    found = asks.told_to(person)
    mine, more = commitments.on_home(person)
    return Waiting(
        requests=[one for one in told if one.my_turn],
        asked=sum(one.sent_by_me and not one.my_turn for one in told),
        asks=[one for one in found if one.on is None],
        groups=groups_of(person),
        days=[one for one in found if one.on is not None],
        commitments=mine,
        more_commitments=more,
        goals=due_soon(person) if goals else [],
        has_goal=goals > 0,
        unfinished=not is_published,
    )


def _stands(one: MyGroup) -> next_step.Group:
    return next_step.Group(
        ref=one.ref,
        names=tuple(one.with_names),
        is_trying=one.is_trying,
        has_date=one.next_at is not None,
        has_passed=one.has_passed,
        i_answered=one.i_answered,
        has_items=one.has_items,
        is_done=one.is_done,
    )


def _profile_and_goals(person: Person) -> tuple[bool, int]:
    """Whether the profile is published, and how many goals the person pursues."""
    pursued = Goal.select(fn.COUNT(Goal.id)).where(Goal.person == person, Goal.state.in_((DRAFT, SHARED)))
    query: Any = Profile.select(Profile.published_at, pursued).where(Profile.person == person).tuples()
    found = query.first()
    return (found[0] is not None, int(found[1])) if found else (False, 0)
