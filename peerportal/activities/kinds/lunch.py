"""Lunch and learn: each presents a topic of their own in turn, and the others note what they took away.

A session may stay open for weeks, with a day for each talk. The next one begins with whoever presented longest ago.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from peerportal.activities.kind import BOX, DAY, KEY, LINK, PART, REF, Blank, Day, Deed, Kind, Overtaken, Step
from peerportal.activities.mechanics import turns
from peerportal.activities.mechanics.turns import HAD, PASSED, Round, Turns
from peerportal.activities.models import ActivitySession
from peerportal.activities.play import Play
from peerportal.core import clock
from peerportal.core.fixed import fixed
from peerportal.core.rules import RuleBroken
from peerportal.groups.opened import Member

LOOKED_BACK = 5  # sessions, to find who presented last


@dataclass(frozen=True)
class Talk:
    """What a member presents: its words, how it stands with their turn, and what each of the others took away.

    `took` are (member, words); `mine` and `version` are the reader's own; `missing` are those who wrote nothing yet.
    """

    member: Member
    words: dict[str, Any]
    state: str
    took: list[tuple[Member, str]]
    mine: str
    version: int
    missing: list[Member]


def plan(play: Play, values: dict[str, Any]) -> str:
    """Say what one presents, and when; all members see it at once."""
    mine, day = play.mine, values["day"]
    mine.words = {
        "topic": values["topic"],
        "day": day.isoformat() if day else "",
        "link": values["link"] or "",
    }
    mine.ready_at = mine.shown_at = clock.now()
    mine.by_id = play.opened.reader.id
    return "Noted."


def days(play: Play) -> list[Day]:
    """The day of each talk that is to come or took place; one that was held before its day has none any more."""
    order, noted = round_of(play), play.tables.get("present", {}).get("took", {})
    found = []
    for member, words in _planned(play):
        state = order.state_of(member.id)
        day = dt.date.fromisoformat(words["day"]) if words.get("day") else None
        if day is None or state == PASSED or (state == HAD and day > play.today):
            continue
        told = frozenset(map(int, noted.get(str(member.id), {})))
        found.append(Day(f"talk-{member.id}", day, "present", of=member.id, told=told, is_over=state == HAD))
    return found


def turn_moved(play: Play) -> None:
    """Who begins may be another one in a session that was begun meanwhile."""
    play.group.touch()


def _planned(play: Play) -> list[tuple[Member, dict[str, Any]]]:
    return play.at(PLAN).shown()


def begins(play: Play) -> int | None:
    """Who presents first: whoever did not have a turn the last time, else whoever presented longest ago."""
    if "begins" not in play.looked_up:
        rows = _before.rows(play.group, play.kind.key, play.session.id)
        told = (json.loads(play.opened.space.read(row, ActivitySession.words)) for row in rows)
        rounds = (Round(*map(tuple, words.get("present", {}).get("turns", [[]]))) for words in told)
        here = [member.id for member in play.opened.members]
        last = next((found.seated(here) for found in rounds if found.had), None)
        play.looked_up["begins"] = last and next(iter([*last.to_come, *last.had]), None)
    found: int | None = play.looked_up["begins"]
    return found


@fixed
def _before(group: Any, kind: Any, this: Any) -> Any:
    same = ActivitySession.kind == kind, ActivitySession.id < this, ActivitySession.words.is_null(False)
    columns = ActivitySession.id, ActivitySession.ref, ActivitySession.words
    found = ActivitySession.select(*columns).where(ActivitySession.group == group, *same)
    return found.order_by(ActivitySession.id.desc()).limit(LOOKED_BACK)


def round_of(play: Play) -> Round:
    """The turns of presenting."""
    kept = play.tables.get("present", {}).get("turns")
    return turns.round_of(play, "present", None if kept else begins(play))


def took(play: Play, values: dict[str, Any]) -> str:
    """Note what one took away from a talk; all members see it at once, and each may change their own."""
    whose = next((member for member in play.opened.members if member.ref == values["whose"]), None)
    if whose is None or round_of(play).state_of(whose.id) != HAD:
        raise RuleBroken("This talk has not been given yet.")
    if whose.id == play.acting.id:
        raise RuleBroken("This was your own talk: the others say what they took away.")
    noted = play.table.setdefault("took", {}).setdefault(str(whose.id), {})
    there = noted.get(str(play.acting.id), {"words": "", "version": 0})
    if there["words"] != values["line"]:
        if there["version"] != play.version:
            raise Overtaken({"line": there["words"]}, there["version"])
        noted[str(play.acting.id)] = {"words": values["line"], "version": there["version"] + 1}
    return "Kept."


def plan_facts(play: Play) -> dict[str, Any]:
    """What each has planned, in the order of their turns."""
    planned = {member.id: words for member, words in _planned(play)}
    order, members = round_of(play), {member.id: member for member in play.opened.members}
    mine = play.part_of(play.me.id, "plan")
    return {
        "plans": [(members[person], _with_day(planned.get(person, {}))) for person in order.order],
        "version": mine.version if mine else 0,
        "next": members[order.now] if order.now else None,
        "again": begins(play) is not None if "turns" not in play.tables.get("present", {}) else False,
    }


def _with_day(words: dict[str, Any]) -> dict[str, Any]:
    return words | {"day": dt.date.fromisoformat(words["day"])} if words.get("day") else words


def talk_facts(play: Play) -> dict[str, Any]:
    """The turns, and for each its talk."""
    order, planned = round_of(play), {member.id: words for member, words in _planned(play)}
    members = {member.id: member for member in play.opened.members}
    talks = [_talk(play, members[one], order.state_of(one), planned.get(one, {})) for one in order.order]
    return turns.facts(play, order) | {"talks": talks}


def _talk(play: Play, whose: Member, state: str, words: dict[str, Any]) -> Talk:
    noted = play.table.get("took", {}).get(str(whose.id), {})
    others = [member for member in play.opened.members if member.id != whose.id]
    said = [(member, noted[str(member.id)]["words"]) for member in others if str(member.id) in noted]
    mine = noted.get(str(play.me.id), {"words": "", "version": 0})
    missing = [member for member in others if str(member.id) not in noted]
    return Talk(whose, _with_day(words), state, said, mine["words"], mine["version"], missing)


def _nothing_planned(play: Play) -> str:
    return "" if _planned(play) else "First somebody says what they will present."


PLANNED = (Blank("topic", limit=160, required=True), Blank("day", DAY), Blank("link", LINK, 500))
TOOK = (Blank("whose", REF, required=True), Blank("line", BOX, 1000, required=True))
PLAN = Step("plan", (Deed("plan", plan, PLANNED, PART, late=True),), plan_facts, _nothing_planned, days=days)
TURNS = Turns(begins, after=turn_moved)
NOTE = Deed("took", took, TOOK, KEY, late=True)
PRESENT = Step("present", (*TURNS.deeds(), NOTE), talk_facts, TURNS.waits)
KIND = Kind("lunch", number=1, minutes=60, stages=("work", "sustain"), steps=(PLAN, PRESENT))
