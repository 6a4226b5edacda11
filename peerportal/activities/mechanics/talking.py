"""Talking about it: a guide, a few questions, and, for whoever likes, a line of their own to take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from peerportal.activities.kind import BOX, PART, Blank, Deed, Step
from peerportal.activities.play import Play
from peerportal.core import clock

LIMIT = 1000
Facts = Callable[[Play], dict[str, Any]]


def keep(play: Play, values: dict[str, Any]) -> str:
    """Keep one's own line, which all members can read; an empty one is taken away."""
    mine = play.mine
    mine.words, mine.by_id = {"line": values["line"] or ""}, play.opened.reader.id
    mine.ready_at = mine.shown_at = clock.now()
    return "Kept." if values["line"] else "Nothing is kept."


def step(key: str = "talk", facts: Facts | None = None, deeds: tuple[Deed, ...] = ()) -> Step:
    """A step for talking; the lines that members keep are shown to each other at once."""
    kept = Deed("keep", keep, (Blank("line", BOX, LIMIT),), PART, late=True)
    return Step(key, (kept, *deeds), lambda play: seen(play) | (facts(play) if facts else {}))


def seen(play: Play) -> dict[str, Any]:
    """What every template of such a step shows."""
    mine = play.part_of(play.acting.id)
    lines = [(member, words["line"]) for member, words in play.shown() if words.get("line")]
    return {
        "mine": (mine.words or {}) if mine else {},
        "version": mine.version if mine else 0,
        "lines": lines,
    }
