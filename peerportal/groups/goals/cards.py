"""A goal as lists and its own page show it: its words opened, how far it is, and what waits for an answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from peerportal.core import clock, vault
from peerportal.groups.goals import ending, progress
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.standing import OPEN
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Goal, GoalCheckIn
from peerportal.groups.models.goal import DRAFT, REACHED
from peerportal.groups.opened import Opened


@dataclass(frozen=True)
class Card:
    """A goal opened. `now` is the number of its latest check-in that has one."""

    ref: str
    owner: str
    owner_id: int
    is_mine: bool
    state: str
    wording: Wording
    version: int
    due_on: dt.date | None
    shared_at: dt.datetime | None
    ended_at: dt.datetime | None
    parting: str
    steps: int
    done: int
    offers: int
    now: Decimal | None
    is_late: bool

    @property
    def title(self) -> str:
        return self.wording.in_short

    @property
    def is_private(self) -> bool:
        return self.shared_at is None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_reached(self) -> bool:
        return self.state == REACHED

    @property
    def progress(self) -> str:
        """How far it is, in a few words."""
        return progress.said(self.wording, self.now, self.done, self.steps)

    @property
    def is_there(self) -> bool:
        """Whether its numbers say that it is reached."""
        return progress.is_there(self.wording, self.now)

    @property
    def may_be_undone(self) -> bool:
        """Whether opening it again leaves no trace that it had ended."""
        return self.ended_at is not None and clock.now() - self.ended_at <= ending.UNDO


def card_of(opened: Opened, row: Any, space: vault.OpenSpace, today: dt.date) -> Card:
    """The card of a row of `reading.counted`."""
    latest = row.latest_words and CheckedIn.read(
        space.read_sealed(bytes(row.latest_words), GoalCheckIn.words, row.latest_ref)
    )
    now = latest.number if latest else None
    return make(opened, row, space, today, steps=row.steps, done=row.done, offers=row.offers, now=now)


def make(opened: Opened, row: Goal, space: vault.OpenSpace, today: dt.date, **counts: Any) -> Card:
    """The card of a goal of which everything that hangs on it is known already."""
    return Card(
        ref=row.ref,
        owner=opened.name_of(row.person_id),
        owner_id=row.person_id,
        is_mine=row.person_id == opened.reader.id,
        state=row.state,
        wording=Wording.read(space.read(row, Goal.words)),
        version=row.version,
        due_on=row.due_on,
        shared_at=row.shared_at,
        ended_at=opened.here(row.ended_at),
        parting=space.read(row, Goal.parting),
        is_late=row.due_on is not None and row.state in OPEN and row.due_on < today,
        **counts,
    )
