"""The keepsake: what one member takes along of a group, made anew each time they ask and never stored.

It holds the dates, their own goals, commitments and notes, and what the members wrote together: the agreement, the
shared notes with the points they belong to, and the thanks left for them. Other members' own words are not in it.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from peerportal.core import clock, vault
from peerportal.groups.endings import gathering
from peerportal.groups.endings.gathering import Row
from peerportal.groups.goals.amounts import shown
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import (
    AgendaItem,
    Agreement,
    Commitment,
    Farewell,
    Goal,
    GoalCheckIn,
    GoalStep,
    GoalWording,
    Group,
    ItemNote,
    Meeting,
    Notebook,
)
from peerportal.groups.models.goal import PARTS
from peerportal.groups.opened import Opened, open_group
from peerportal.groups.own import opened_own_space
from peerportal.people.models import Person

NOTES_ON_A_PAGE = 20
NOT_FOR_READING = ("ground",)
MEASURE = ("start", "target", "unit")


@dataclass(frozen=True)
class Note:
    """A shared note and the point it belongs to, opened when it is read."""

    row: Row
    space: vault.OpenSpace

    @property
    def point(self) -> str:
        return self.space.read_sealed(self.row.other_words, AgendaItem.words, self.row.other_ref)

    @property
    def words(self) -> str:
        return self.space.read_sealed(self.row.words, ItemNote.words, self.row.ref)


@dataclass(frozen=True)
class KeptCommitment:
    """What I promised, and what became of it."""

    words: str
    outcome: str
    state: str
    made_at: dt.datetime
    due_on: dt.date | None


@dataclass
class KeptGoal:
    """A goal of mine: its five parts, how they were worded before, its steps and how far it came."""

    parts: dict[str, str]
    unit: str
    state: str
    due_on: dt.date | None
    parting: str
    wordings: list[tuple[dt.datetime, str, dict[str, str]]] = field(default_factory=list)
    steps: list[tuple[str, bool]] = field(default_factory=list)
    check_ins: list[tuple[dt.date | None, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Keepsake:
    """One member's keepsake, opened for them."""

    opened: Opened
    own: vault.OpenSpace | None
    meetings: list[Any]
    rows: list[Row]

    def _of(self, kind: str) -> list[Row]:
        return [row for row in self.rows if row.kind == kind]

    def _space(self, row: Row) -> vault.OpenSpace | None:
        """The space that seals a row of a goal: the group's once it was shared, my own before."""
        return self.opened.space if row.space_id == self.opened.group.space_id else self.own

    @cached_property
    def agreement(self) -> dict[str, str]:
        """What was agreed, by topic."""
        found = self._of("agreement")
        terms = (
            _parsed(self.opened.space.read_sealed(found[0].words, Agreement.words, found[0].ref))
            if found
            else {}
        )
        return {key: value for key, value in terms.items() if key not in NOT_FOR_READING}

    @cached_property
    def commitments(self) -> list[KeptCommitment]:
        space = self.opened.space
        return [
            KeptCommitment(
                space.read_sealed(row.words, Commitment.words, row.ref),
                space.read_sealed(row.more, Commitment.outcome, row.ref) if row.more else "",
                row.state,
                row.at,
                row.day,
            )
            for row in self._of("commitment")
        ]

    @cached_property
    def goals(self) -> list[KeptGoal]:
        """My goals, also those I never showed to anybody."""
        found: dict[str, KeptGoal] = {}
        for row in self._of("goal"):
            if space := self._space(row):
                parting = space.read_sealed(row.more, Goal.parting, row.ref) if row.more else ""
                text = space.read_sealed(row.words, Goal.words, row.ref)
                unit = _parsed(text).get("unit", "")
                found[row.ref] = KeptGoal(_said(text), unit, row.state, row.day, parting)
        self._hang_on(found)
        return list(found.values())

    def _hang_on(self, goals: dict[str, KeptGoal]) -> None:
        for kind, column in (
            ("wording", GoalWording.words), ("step", GoalStep.words), ("check_in", GoalCheckIn.words),
        ):  # fmt: skip
            for row in self._of(kind):
                goal, space = goals.get(row.other_ref), self._space(row)
                if goal and space:
                    _hang(goal, row, space.read_sealed(row.words, column, row.ref))

    @cached_property
    def notebook(self) -> str:
        """What I wrote for myself alone."""
        found = self._of("notebook")
        return (
            self.own.read_sealed(found[0].words, Notebook.words, found[0].ref) if found and self.own else ""
        )

    @cached_property
    def notes(self) -> list[Note]:
        """The notes the members share, in the order of their meetings; each is opened when it is read."""
        return [Note(row, self.opened.space) for row in self._of("note")]

    @cached_property
    def thanks(self) -> list[str]:
        space = self.opened.space
        return [space.read_sealed(row.words, Farewell.words, row.ref) for row in self._of("farewell")]

    @property
    def met(self) -> list[dt.datetime | None]:
        """The days on which they met, on the reader's clock."""
        return [self.opened.here(one.starts_at or one.held_at) for one in self.meetings]

    @property
    def since(self) -> dt.datetime | None:
        return self.opened.here(self.opened.group.activated_at)

    @property
    def until(self) -> dt.datetime | None:
        return self.opened.here(self.opened.group.closed_at)

    @property
    def made_on(self) -> dt.date:
        """The day on which it was made, on the reader's clock."""
        return clock.now().astimezone(self.opened.me.zone).date()

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.meetings)


def keepsake(group: Group, reader: Person) -> Keepsake:
    """The member's keepsake, in a number of statements that does not grow with it."""
    opened = open_group(group, reader)
    met: Any = Meeting.held_of(group).order_by(Meeting.number)
    rows = [row._replace(at=opened.here(row.at)) for row in gathering.rows(group, reader)]
    return Keepsake(opened, opened_own_space(group, reader), list(met), rows)


def page(group: Group, reader: Person, number: int) -> dict[str, Any]:
    """The printable page: everything of it, with the shared notes a page at a time."""
    found = keepsake(group, reader)
    last = max(1, -(-len(found.notes) // NOTES_ON_A_PAGE))
    number = min(max(number, 1), last)
    notes = found.notes[(number - 1) * NOTES_ON_A_PAGE : number * NOTES_ON_A_PAGE]
    facts = {"group": group, "opened": found.opened, "kept": found}
    return facts | {"notes": notes, "page_number": number, "last": last}


def _parsed(text: str) -> dict[str, Any]:
    """The parts of a text that is kept as JSON; one that is not counts as a single part."""
    try:
        found = json.loads(text)
    except ValueError:
        return {PARTS[0]: text}
    said = found.items() if isinstance(found, dict) else ((PARTS[0], found),)
    return {key: value for key, value in said if value not in (None, "", [], {})}


def _said(text: str) -> dict[str, Any]:
    """The parts of a wording, with its measure in plain words."""
    found = _parsed(text)
    measure = {key: found.pop(key) for key in MEASURE if key in found}
    return found | ({"numbers": told} if (told := Wording(**measure).in_numbers) else {})


def _hang(goal: KeptGoal, row: Row, text: str) -> None:
    if row.kind == "step":
        goal.steps.append((text, row.at is not None))
    elif row.kind == "check_in":
        told = _parsed(text)
        number = (
            f"{shown(CheckedIn(told.pop('value')).number)} {goal.unit}".strip() if "value" in told else ""
        )
        goal.check_ins.append((row.day, ", ".join(filter(None, (number, *map(str, told.values()))))))
    elif _said(text) != goal.parts:
        goal.wordings.append((row.at, row.state, _said(text)))
