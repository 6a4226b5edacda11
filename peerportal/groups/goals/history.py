"""The wordings that a goal had and those that were offered and not taken, a page at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import Case

from peerportal.core import vault
from peerportal.groups.goals import differences, reading
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Goal, GoalWording
from peerportal.groups.models.goal import ACCEPTED, DECLINED, OFFERED
from peerportal.groups.opened import Opened

ON_A_PAGE = 10


@dataclass(frozen=True)
class Told:
    """One of them, and what it changed of the one before."""

    by: str
    state: str
    at: dt.datetime
    lines: list[differences.Line]

    @property
    def was_offered(self) -> bool:
        return self.state in (ACCEPTED, DECLINED)

    @property
    def was_left(self) -> bool:
        return self.state == DECLINED


def page(opened: Opened, goal: Goal, number: int) -> dict[str, Any]:
    """A page of the earlier wordings, the latest first."""
    query = GoalWording.select().where(GoalWording.goal == goal, GoalWording.state != OFFERED)
    last = max(1, -(-query.count() // ON_A_PAGE))
    number = min(max(number, 1), last)
    when = Case(None, [(GoalWording.answered_at.is_null(), GoalWording.made_at)], GoalWording.answered_at)
    # One more than is shown: the page's last wording is compared with the one before it.
    rows = list(
        query.order_by(when.desc(), GoalWording.id.desc())
        .limit(ON_A_PAGE + 1)
        .offset((number - 1) * ON_A_PAGE)
    )
    space = reading.space_of(opened, goal)
    return {"told": _told(opened, rows, space)[:ON_A_PAGE], "page_number": number, "last": last}


def _told(opened: Opened, rows: list[GoalWording], space: vault.OpenSpace) -> list[Told]:
    texts = [Wording.read(space.read(row, GoalWording.words)) for row in rows]
    told = []
    for place, row in enumerate(rows):
        earlier = (texts[at] for at in range(place + 1, len(rows)) if rows[at].state != DECLINED)
        before = next(earlier, texts[place])  # The first one changed nothing.
        lines = differences.beside(before, texts[place])
        told.append(
            Told(opened.name_of(row.person_id), row.state, opened.here(row.answered_at or row.made_at), lines)
        )
    return told
