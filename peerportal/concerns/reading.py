"""A report as a coordinator reads it, and the list of those that wait."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from peerportal.concerns.models import WAITING, Concern
from peerportal.core import vault
from peerportal.people.models import Person

RECENT = 50


@dataclass(frozen=True)
class Read:
    """One report with its words, opened for one coordinator."""

    concern: Concern
    words: str
    shown: list[dict[str, str]]
    outcome: str


@dataclass(frozen=True)
class Queue:
    """What waits, the oldest first, and the latest that are closed."""

    waiting: list[Any]
    closed: list[Any]


def open_for(concern: Concern, reader: Person) -> Read:
    """The report with its words."""
    space = vault.open_space(concern.space_id, reader=reader.id)
    shown = space.read(concern, Concern.shown)
    return Read(
        concern,
        space.read(concern, Concern.words),
        json.loads(shown) if shown.startswith("[") else [{"label": "Shown", "words": shown}] if shown else [],
        space.read(concern, Concern.outcome),
    )


def queue(reader: Person) -> Queue:
    """The reports this coordinator may read, without their words."""
    mine = Concern.readable_by(reader)
    waiting = mine.where(Concern.state.in_(WAITING)).order_by(Concern.raised_at, Concern.id)
    closed = mine.where(Concern.state.not_in(WAITING)).order_by(Concern.ended_at.desc(), Concern.id.desc())
    return Queue(list(waiting), list(closed.limit(RECENT)))
