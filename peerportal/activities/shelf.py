"""The shelf: all activities, which of them fit a group now, and what the group has done. No words of anybody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from peerportal.activities import texts
from peerportal.activities.banks.switching import kinds_off
from peerportal.activities.kind import Kind
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivitySession
from peerportal.activities.models.session import OPEN, STOPPED
from peerportal.activities.texts import Text
from peerportal.groups.models import Group
from peerportal.groups.sitting.around import around
from peerportal.people.models import Person

FITTING = 3
HISTORY = 20  # on a page
STAGES = {
    "meet": "Getting to know each other",
    "agree": "Finding your way of working",
    "work": "Working on what matters",
    "sustain": "Keeping it alive",
    "close": "Looking back",
}
TIMES = (15, 30, 45, 60)


@dataclass(frozen=True)
class Card:
    """An activity as the shelf shows it, how often this group has done it, and whether it has begun it."""

    kind: Kind
    text: Text
    done: int = 0
    is_begun: bool = False

    @property
    def people(self) -> str:
        """How many can do it, in words."""
        least, most = self.kind.least, self.kind.most
        return f"{least} to {most} people" if most > least else f"{least} people"

    @property
    def stages(self) -> list[str]:
        return [STAGES[stage] for stage in self.kind.stages]


@dataclass(frozen=True)
class Line:
    """A session in a list."""

    ref: str
    kind: str
    name: str
    state: str
    started_at: dt.datetime
    ended_at: dt.datetime | None

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


@dataclass(frozen=True)
class Before:
    """What a group has done, how often by kind; what it has begun and not ended; what its programme leaves out."""

    done: dict[str, int]
    running: list[Line]
    off: Collection[str] = ()

    def of(self, kind: Kind) -> list[Line]:
        """What it has begun of a kind."""
        return [line for line in self.running if line.kind == kind.key]

    def shelf(self) -> list[Kind]:
        """The activities that its programme offers, in their order."""
        return [kind for key, kind in KINDS.items() if key not in self.off]


def cards(past: Before, stage: str = "", minutes: int = 0) -> list[Card]:
    """The activities in their order, only those that fit a stage and take no longer than so many minutes."""
    kinds = (kind for kind in past.shelf() if not stage or stage in kind.stages)
    return [card(kind, past) for kind in kinds if not minutes or kind.minutes <= minutes]


def card(kind: Kind, past: Before) -> Card:
    """One activity."""
    return Card(kind, texts.of(kind.key), past.done.get(kind.key, 0), bool(past.of(kind)))


def fitting(stage: str, people: int, past: Before) -> list[Card]:
    """What fits a group now: what suits its stage and size and is not begun, first what it has not done."""
    suits = [kind for kind in past.shelf() if kind.least <= people <= kind.most and stage in kind.stages]
    new = [kind for kind in suits if not past.of(kind)]
    ordered = sorted(new, key=lambda kind: (past.done.get(kind.key, 0), kind.number))
    return [card(kind, past) for kind in ordered[:FITTING]]


def stage_of(group: Group, reader: Person) -> str:
    """The stage of a group, as its own page counts it."""
    return around(group, reader).stage


def before(group: Group) -> Before:
    """What a group has done so far."""
    rows = list(ActivitySession.of(group).where(ActivitySession.state != STOPPED))
    done = Counter(row.kind for row in rows if not row.is_open)
    return Before(dict(done), [_line(row) for row in rows if row.is_open], kinds_off(group.programme_id))


def history(group: Group, page: int) -> tuple[list[Line], int]:
    """What a group has ended, the latest first, a page at a time; and how many pages there are."""
    over = ActivitySession.of(group).where(ActivitySession.state != OPEN)
    last = max(1, -(-over.count() // HISTORY))
    return [_line(row) for row in over.paginate(min(max(page, 1), last), HISTORY)], last


def _line(row: ActivitySession) -> Line:
    return Line(row.ref, row.kind, texts.of(row.kind).name, row.state, row.started_at, row.ended_at)
