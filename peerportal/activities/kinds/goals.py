"""SMART career goals: wishes written apart, then each turned into a goal in the editor, side by side.

The goals are those of peerportal.groups.goals. Which of a member's goals belongs to a session is told by its form key,
the ref of their part in the step; the query itself leaves out what its owner has not shared.
"""

from __future__ import annotations

from typing import Any

from peewee import JOIN

from peerportal.activities.kind import BOX, FREE, KEY, LINE, Blank, Deed, Kind, Step
from peerportal.activities.mechanics import apart, talking
from peerportal.activities.models import ActivityPart
from peerportal.activities.play import Play
from peerportal.core import vault
from peerportal.core.fixed import fixed
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import one, reading, steps, writing
from peerportal.groups.goals.cards import Card, card_of
from peerportal.groups.goals.words import LIMIT, Wording
from peerportal.groups.models import Goal, GoalStep

WISH, GOAL = "wish", "goal"


def _wish_of(play: Play, person_id: int) -> str:
    part = play.part_of(person_id, WISH)
    words: str = (part.words or {}).get(WISH, "") if part and part.is_shown else ""
    return words


def draft(play: Play, values: dict[str, Any]) -> str:
    """Begin a goal with the words of one's wish, for oneself alone; twice is once."""
    if not (wish := _wish_of(play, _owner(play))):
        raise RuleBroken("Write your wish first, in the step before.")
    writing.draft(play.group, play.opened.reader, Wording(specific=wish), play.mine.ref)
    return "Written down, for you alone. Word it in the editor, and share it when you like."


def first_step(play: Play, values: dict[str, Any]) -> str:
    """Put a first step on the way to one's goal."""
    _owner(play)
    goal: Goal | None = Goal.get_or_none(Goal.form_key == play.mine.ref, Goal.person == play.opened.reader)
    if goal is None:
        raise RuleBroken("Turn your wish into a goal first.")
    steps.add(goal, play.opened.reader, values["words"], play.key)
    return "A step on the way. You can make it a commitment on the goal's own page."


def _owner(play: Play) -> int:
    """Whoever acts, as long as they sit at their own sign-in: a draft is nobody else's to write."""
    if play.acting.id != play.opened.reader.id:
        raise RuleBroken(f"{play.acting.first_name} writes a goal on a device of their own.")
    return play.acting.id


def side_by_side(play: Play) -> dict[str, Any]:
    """Each member's wish and goal, as far as the reader may read it; of one's own what could be clearer."""
    today = reading.today_of(play.opened.reader)
    found = _cards(play)
    rows = []
    for member in play.opened.members:
        card, step = found.get(member.id, (None, ""))
        # On one laptop everybody looks on, so a draft does not show there.
        hidden = bool(card and card.is_private and play.session.laptop)
        tips = one.tips(card, today) if card and not hidden else {}
        hints = [hint for part in tips.values() for hint in part]
        wish = _wish_of(play, member.id)
        rows.append(
            {"member": member, "wish": wish, "card": card, "step": step, "hints": hints, "hidden": hidden}
        )
    return {"rows": rows}


def _cards(play: Play) -> dict[int, tuple[Card, str]]:
    """The goals of this session that the reader may read, each with its first step, by their owners' keys."""
    opened, today = play.opened, reading.today_of(play.opened.reader)
    spaces, found = {opened.group.space_id: opened.space}, {}
    for row in _goals.rows(opened.group, opened.reader, play.session.id):
        if row.space_id not in spaces:
            spaces[row.space_id] = vault.open_space(row.space_id, reader=opened.reader.id)
        space = spaces[row.space_id]
        step = space.read_sealed(bytes(row.step_words), GoalStep.words, row.step_ref) if row.step_ref else ""
        found[row.person_id] = card_of(opened, row, space, today), step
    return found


@fixed
def _goals(group: Any, reader: Any, session: Any) -> Any:
    part: Any = ActivityPart
    here = (part.session == session) & (part.step == GOAL) & (part.person == Goal.person)
    step, other = GoalStep.alias("first_step"), GoalStep.alias("other_step")
    first = other.select(other.id).where(other.goal == Goal.id).order_by(other.position, other.id).limit(1)
    rows = reading.counted(reading.visible(group, reader))
    rows = rows.join_from(Goal, part, on=here & (part.ref == Goal.form_key))
    rows = rows.join_from(Goal, step, JOIN.LEFT_OUTER, on=(step.id == first))
    return rows.select_extend(step.ref.alias("step_ref"), step.words.alias("step_words")).objects()


KIND = Kind(
    "goals",
    number=4,
    minutes=45,
    stages=("agree", "work"),
    steps=(
        apart.step(WISH, (Blank(WISH, BOX, LIMIT),)),
        Step(
            GOAL,
            (
                Deed("draft", draft, guard=FREE),
                Deed("step", first_step, (Blank("words", LINE, 200, required=True),), KEY),
            ),
            side_by_side,
        ),
        talking.step("talk"),
    ),
)
