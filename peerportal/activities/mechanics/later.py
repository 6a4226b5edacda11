"""Asked again on a day: an activity names one, and from then on home asks every member how it turned out.

Each member's answer is kept in their own part of the step and shown to the others at once.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.activities.kind import BOX, PART, Blank, Day, Deed, Refused
from peerportal.activities.play import Play
from peerportal.core import clock
from peerportal.core.rules import RuleBroken

LIMIT, LONGEST = 2000, dt.timedelta(days=5 * 366)


def name_day(play: Play, day: dt.date | None, blank: str) -> None:
    """Have home ask on this day, or on none; a day that is over or too far away is refused beside `blank`."""
    if day == play.session.due_on:
        return
    if day and day <= play.today:
        raise Refused(blank, "Please choose a day to come.")
    if day and day > play.today + LONGEST:
        raise Refused(blank, "Please choose a day within five years.")
    play.session.due_on = day


def days(play: Play) -> list[Day]:
    """The day as home knows it; whoever has answered since is asked no more."""
    day: dt.date | None = play.session.due_on
    if day is None:
        return []
    zones = {member.id: member.zone for member in play.opened.members}
    ready = [(part.person_id, part.ready_at) for part in play.parts if part.step == play.step.key]
    told = {
        one
        for one, at in ready
        if at is not None and one in zones and at.astimezone(zones[one]).date() >= day
    }
    return [Day("later", day, play.step.key, told=frozenset(told), quiet=True)]


def is_due(play: Play) -> bool:
    """Whether the day has come."""
    day: dt.date | None = play.session.due_on
    return day is not None and day <= play.today


def answer(play: Play, values: dict[str, Any]) -> str:
    """Tell how it turned out, for all members to read."""
    if not is_due(play):
        raise RuleBroken("The day to look back has not come yet.")
    mine = play.mine
    mine.words, mine.by_id = {"turned": values["turned"]}, play.opened.reader.id
    mine.ready_at = mine.shown_at = clock.now()
    return "Kept. It stays with the decision."


ANSWER = Deed("turned-out", answer, (Blank("turned", BOX, LIMIT, required=True),), PART, late=True)


def seen(play: Play) -> dict[str, Any]:
    """What a template of such a step shows."""
    mine = play.part_of(play.acting.id)
    told = [(member, words["turned"]) for member, words in play.shown() if words.get("turned")]
    return {
        "mine": (mine.words or {}) if mine else {},
        "part_version": mine.version if mine else 0,
        "due_on": play.session.due_on,
        "is_due": is_due(play),
        "told": told,
    }
