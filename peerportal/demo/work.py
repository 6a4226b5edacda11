"""What the groups of the demo company do: they meet, take notes, promise something and work towards goals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.demo import past
from peerportal.groups import holding
from peerportal.groups.commitments import making, nudging, outcomes
from peerportal.groups.goals import check_ins, ending, offers, sharing, steps, writing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.meetings import booking
from peerportal.groups.models import AgendaItem, Commitment, Goal, Group, Meeting
from peerportal.groups.models.commitment import GOES_ON
from peerportal.groups.sitting import notebooks, notes
from peerportal.people.models import Person

People = Mapping[str, Person]
Told = Mapping[str, Any]


def tell(made: People, group: Group, told: Told) -> None:
    """Everything a group has done since it began, and what is on its next agenda."""
    for meeting in told.get("meeting", []):
        _meet(made, group, meeting)
    for item in told.get("next_item", []):
        AgendaItem.add(group, made[item["by"]], item["words"], new_ref())
    for goal in told.get("goal", []):
        _pursue(made, group, goal)
    if "reached" in told:
        _reach(group, made[told["reached"]["by"]], told["reached"]["line"], told.get("ended", 0))
    if "notebook" in told:
        notebooks.save(group, made[told["notebook"]["by"]], told["notebook"]["words"], 0)
    if "thinks_of" in told:
        _think_of(group, *(made[told["thinks_of"][who]] for who in ("by", "of")))
    if "next" in told:
        _plan(group, made[told["people"][0] if "people" in told else told["by"]], told["next"])


def _meet(made: People, group: Group, told: Told) -> None:
    meeting = Meeting.next_of(group)
    if meeting is None:
        raise LookupError("a group without a meeting to come cannot meet")
    for item in told["items"]:
        added = AgendaItem.add(group, made[item["by"]], item["words"], new_ref())
        if "note" in item:
            notes.save(group, added, made[item["by"]], item["note"], 0)
        if not item.get("carried"):
            added.mark(group, "discussed")
    for left in AgendaItem.of(meeting).where(AgendaItem.carried_from.is_null(False)):
        left.mark(group, "discussed")
    holding.hold(group, meeting.number)
    past.meeting(meeting, told["days"])
    for promise in told.get("promised", []):
        _promise(group, made[promise["by"]], promise, told["days"])


def _promise(group: Group, by: Person, told: Told, days: int) -> None:
    made = making.make(group, by, told["words"], None, new_ref())
    if "became" in told:
        outcomes.report(group, made, by, told["became"])
    if "line" in told:
        outcomes.write_line(group, made, by, told["line"], made.version)
    past.commitment(made, days, told.get("due"))


def _think_of(group: Group, by: Person, of: Person) -> None:
    open_ones = Commitment.select().where(Commitment.group == group, Commitment.person == of)
    latest = open_ones.where(Commitment.state.in_(GOES_ON)).order_by(Commitment.made_at.desc()).first()
    nudging.think_of(group, latest, by)


def _pursue(made: People, group: Group, told: Told) -> None:
    by = made[told["by"]]
    goal = writing.draft(group, by, _wording(told.get("first", told["words"])), new_ref())
    if "first" in told:
        writing.edit(goal, by, _wording(told["words"]), 1)
    for step in told.get("steps", []):
        _step(goal, by, step)
    if "shared" in told:
        sharing.share(goal, by)
    for noted in told.get("check_ins", []):
        words = CheckedIn(noted.get("value", ""), noted.get("line", ""))
        past.check_in(check_ins.check_in(goal, by, past.day(noted["days"]), words, new_ref()), noted["days"])
    past.goal(goal, told["days"], told.get("shared"))
    if "offer" in told:
        _offer(made, goal, told)


def _step(goal: Goal, by: Person, told: Told) -> None:
    due_on = past.day(-told["due_in"]) if "due_in" in told else None
    milestone = told.get("milestone", False)
    step = steps.add(goal, by, told["words"], new_ref(), due_on=due_on, milestone=milestone)
    if "done" in told:
        steps.tick(goal, step, by, True)
        past.step(step, told["done"])


def _offer(made: People, goal: Goal, told: Told) -> None:
    changed = {key: words for key, words in told["offer"].items() if key not in ("by", "days")}
    wording = _wording({**told["words"], **changed})
    version = Goal.get_by_id(goal.id).version
    past.offer(
        offers.offer(goal, made[told["offer"]["by"]], wording, version, new_ref()), told["offer"]["days"]
    )


def _reach(group: Group, by: Person, line: str, ended: int) -> None:
    goal = Goal.get(Goal.group == group, Goal.person == by)
    ending.reach(goal, by, line)
    past.goal_ended(goal, ended)


def _wording(told: Told) -> Wording:
    words = {key: text for key, text in told.items() if key != "due_in"}
    due = past.day(-told["due_in"]).isoformat() if "due_in" in told else ""
    return Wording(**words, due_on=due)


def _plan(group: Group, by: Person, told: Told) -> None:
    meeting = Meeting.next_of(group)
    if meeting is not None:
        booking.move(
            group,
            by,
            meeting.number,
            meeting.version,
            starts_at=at(by, told),
            minutes=told.get("minutes", 45),
            means=told["means"],
            place=told["place"],
        )


def at(person: Person, told: Told) -> dt.datetime:
    """The full hour, so many days from now, by the clock on this person's wall; a weekend moves to Monday."""
    day = clock.now().astimezone(ZoneInfo(person.time_zone)) + dt.timedelta(days=told["in_days"])
    day += dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return day.replace(hour=told["hour"], minute=0, second=0, microsecond=0).astimezone(dt.UTC)
