"""A day to agree on, in a step of its own: any member names it, all see it, and whoever names another one moves it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from peerportal.activities.kind import DAY, FREE, Blank, Day, Deed, Refused, Step
from peerportal.activities.play import Play

LONGEST = dt.timedelta(days=5 * 366)
NAMED = (Blank("day", DAY, required=True),)


def step(key: str, then: str = "") -> Step:
    """A step in which a day is named; afterwards home asks who has not finished their part in the step `then`."""
    deeds = (Deed("name", _name, NAMED, FREE, late=True), Deed("clear", _clear, late=True))
    return Step(key, deeds, _facts, days=partial(_days, then=then))


def told_in(play: Play, then: str) -> frozenset[int]:
    """Who is ready with their part in a step."""
    return frozenset(part.person_id for part in play.parts if part.step == then and part.is_ready)


def _name(play: Play, values: dict[str, Any]) -> str:
    day: dt.date = values["day"]
    if day > play.today + LONGEST:
        raise Refused("day", "Please choose a day within five years.")
    play.table["day"] = day.isoformat()
    return "Noted for all of you."


def _clear(play: Play, values: dict[str, Any]) -> str:
    play.table.pop("day", None)
    return "There is no day any more."


def _facts(play: Play) -> dict[str, Any]:
    return {"day": dt.date.fromisoformat(play.table["day"]) if play.table.get("day") else None}


def _days(play: Play, then: str) -> list[Day]:
    day = _facts(play)["day"]
    return [Day("day", day, then, told=told_in(play, then))] if day else []
