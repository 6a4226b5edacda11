"""One goal as its page shows it: parts and hints, steps, check-ins with their chart, and offers of another wording."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from peewee import JOIN

from peerportal.core import vault
from peerportal.core.ids import new_ref
from peerportal.groups.goals import cards, chart, differences, steps, wording
from peerportal.groups.goals.amounts import shown
from peerportal.groups.goals.cards import Card
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.reading import space_of, today_of
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Commitment, Goal, GoalCheckIn, GoalStep, GoalWording
from peerportal.groups.models.commitment import GOES_ON
from peerportal.groups.models.goal import OFFERED
from peerportal.groups.opened import Opened


@dataclass(frozen=True)
class Step:
    """A step opened; `place` is counted from 1. `became` is the state of the commitment that it was made into."""

    ref: str
    words: str
    place: int
    is_last: bool
    is_milestone: bool
    due_on: dt.date | None
    done_at: dt.datetime | None
    version: int
    became: str | None
    commitment: str | None
    key: str = field(default_factory=new_ref)  # for the form that makes a commitment of it

    @property
    def may_be_promised(self) -> bool:
        return self.done_at is None and self.became not in GOES_ON

    @property
    def element(self) -> str:
        """The id of its list entry, by which it is swapped."""
        return f"step-{self.ref}"


@dataclass(frozen=True)
class CheckIn:
    """A check-in opened."""

    ref: str
    on_day: dt.date
    number: Decimal | None
    line: str

    @property
    def value(self) -> str:
        """The number as people read it."""
        return shown(self.number)


@dataclass(frozen=True)
class Offer:
    """A wording that another member offered, beside the present one."""

    ref: str
    by: str
    is_mine: bool
    made_at: dt.datetime
    is_for_an_older: bool
    lines: list[differences.Line]


def facts(opened: Opened, goal: Goal) -> dict[str, Any]:
    """Everything that the page of a goal shows."""
    space = space_of(opened, goal)
    way, noted = _steps(goal, space), _check_ins(goal, space)
    numbers = [(entry.on_day, entry.number) for entry in noted if entry.number is not None]
    waiting = list(_waiting(goal)) if goal.shared_at else []
    today = today_of(opened.reader)
    card = cards.make(
        opened, goal, space, today, steps=len(way), done=sum(step.done_at is not None for step in way),
        offers=len(waiting), now=numbers[-1][1] if numbers else None,
    )  # fmt: skip
    return {
        "goal": card,
        "tips": tips(card, today),
        "steps": way,
        "check_ins": noted[::-1],
        "chart": chart.draw(_measure(card, goal, opened, numbers, way)),
        "offers": [_offer(opened, row, space, card) for row in waiting],
    }


def tips(card: Card, today: dt.date) -> dict[str, list[wording.Hint]]:
    """Hints by part, for the owner of an open goal alone."""
    if not (card.is_mine and card.is_open):
        return {}
    return by_part(card.wording, today)


def by_part(said: Wording, today: dt.date) -> dict[str, list[wording.Hint]]:
    """The hints about a wording, by the part they belong to."""
    found: dict[str, list[wording.Hint]] = {}
    for hint in wording.hints(said, today):
        found.setdefault(hint.part, []).append(hint)
    return found


def _steps(goal: Goal, space: vault.OpenSpace) -> list[Step]:
    rows = list(
        steps.of(goal)
        .select(GoalStep, Commitment.ref.alias("promised"), Commitment.state.alias("became"))
        .join(Commitment, JOIN.LEFT_OUTER, on=(GoalStep.commitment == Commitment.id) & ~Commitment.gone)
        .objects()
    )
    return [step_of(row, space, place, place == len(rows)) for place, row in enumerate(rows, start=1)]


def step_of(row: Any, space: vault.OpenSpace, place: int = 0, is_last: bool = False) -> Step:
    """A step opened."""
    return Step(
        ref=row.ref,
        words=space.read(row, GoalStep.words),
        place=place,
        is_last=is_last,
        is_milestone=row.is_milestone,
        due_on=row.due_on,
        done_at=row.done_at,
        version=row.version,
        became=getattr(row, "became", None),
        commitment=getattr(row, "promised", None),
    )


def _check_ins(goal: Goal, space: vault.OpenSpace) -> list[CheckIn]:
    rows = GoalCheckIn.select().where(GoalCheckIn.goal == goal).order_by(GoalCheckIn.on_day, GoalCheckIn.id)
    return [check_in_of(row, space) for row in rows]


def check_in_of(row: GoalCheckIn, space: vault.OpenSpace) -> CheckIn:
    """A check-in opened."""
    said = CheckedIn.read(space.read(row, GoalCheckIn.words))
    return CheckIn(row.ref, row.on_day, said.number, said.line)


def _measure(card: Card, goal: Goal, opened: Opened, numbers: Any, way: list[Step]) -> chart.Measure:
    return chart.Measure(
        numbers=numbers,
        start=card.wording.first,
        target=card.wording.last,
        unit=card.wording.unit,
        since=goal.made_at.astimezone(opened.me.zone).date(),
        due=card.due_on,
        milestones=[
            (step.due_on, step.words, step.done_at is not None)
            for step in way
            if step.is_milestone and step.due_on
        ],
    )


def _waiting(goal: Goal) -> Any:
    return (
        GoalWording.select()
        .where(GoalWording.goal == goal, GoalWording.state == OFFERED)
        .order_by(GoalWording.made_at, GoalWording.id)
    )


def _offer(opened: Opened, row: GoalWording, space: vault.OpenSpace, card: Card) -> Offer:
    return Offer(
        ref=row.ref,
        by=opened.name_of(row.person_id),
        is_mine=row.person_id == opened.reader.id,
        made_at=opened.here(row.made_at),
        is_for_an_older=row.version != card.version,
        lines=differences.beside(card.wording, Wording.read(space.read(row, GoalWording.words))),
    )
