"""Big decision: one member's decision mapped together, weighed, reflected upon, made, and looked back at."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.activities.kind import (
    BOX,
    DAY,
    FREE,
    LINE,
    NUMBER,
    PICK,
    REF,
    TABLE,
    Blank,
    Deed,
    Kind,
    Refused,
    Step,
)
from peerportal.activities.mechanics import apart, balance, later, lists
from peerportal.activities.mechanics.balance import AGAINST, FOR
from peerportal.activities.mechanics.lists import WHICH, Entries, Entry
from peerportal.activities.play import Play
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken

QUESTION, OPTIONS, WEIGH, REFLECT, CHOOSE = "question", "options", "weigh", "reflect", "choose"
FEWEST, MOST, MOST_REASONS = 2, 6, 60
ASPECTS = ("worth", "fears", "drives")


def _at(play: Play, step: str) -> dict[str, Any]:
    found: dict[str, Any] = play.tables.setdefault(step, {})
    return found


def _options(play: Play) -> Entries:
    found: Entries = _at(play, OPTIONS).setdefault("options", [])
    return found


def _reasons(play: Play) -> Entries:
    found: Entries = _at(play, WEIGH).setdefault("reasons", [])
    return found


def name_decider(play: Play, values: dict[str, Any]) -> str:
    """Say whose decision it is."""
    member = play.member(values["entry"])
    play.table["decider"] = member.id
    return f"It is the decision of {member.first_name}."


def put_question(play: Play, values: dict[str, Any]) -> str:
    """The decider says what is to be decided; on two devices at once they see both texts."""
    if "decider" not in play.table:
        raise RuleBroken("First say whose decision it is.")
    _needs_decider(play)
    lists.change(play, _record(play, "put"), dict(values))
    return "Written down."


def _record(play: Play, name: str) -> Entry:
    """What the decider alone writes, as an entry that is there once."""
    found: Entry = play.table.setdefault(name, {"ref": new_ref(), "version": 0})
    found["by"] = play.acting.id
    return found


def question(play: Play) -> dict[str, Any]:
    """What the first step shows, and every other one at its head."""
    table = _at(play, QUESTION)
    decider = next((member for member in play.members if member.id == table.get("decider")), None)
    # On one laptop the reader writes for everybody.
    is_mine = decider is not None and (decider.is_me or play.session.laptop)
    return {"decider": decider, "is_mine": is_mine, "put": table.get("put", {"version": 0})}


def question_waits(play: Play) -> str:
    """Why the group cannot go on yet."""
    if question(play)["decider"] is None:
        return "First say whose decision it is."
    return "" if play.table.get("put", {}).get("question") else "First write down what is to be decided."


def options(play: Play) -> dict[str, Any]:
    """The options in their order, and the last that was removed."""
    return question(play) | {"options": lists.there(_options(play)), "removed": lists.removed(_options(play))}


def options_wait(play: Play) -> str:
    """Why the group cannot go on yet."""
    return "" if len(lists.there(_options(play))) >= FEWEST else "A decision has at least two options."


def weighed(play: Play) -> dict[str, Any]:
    """Each option with what speaks for and against it, and the picture of the balance."""
    reasons = [one | {"who": play.opened.name_of(one["by"])} for one in lists.there(_reasons(play))]
    found = balance.weigh(
        [(option["ref"], option["words"]) for option in lists.there(_options(play))],
        [(one["on"], one["side"], one["weight"]) for one in reasons],
    )
    rows = [(one, _of(reasons, one.ref, FOR), _of(reasons, one.ref, AGAINST)) for one in found]
    bars = balance.draw(found)
    return question(play) | {
        "rows": rows,
        "bars": bars,
        "height": len(bars) * balance.ROW,
        "removed": lists.removed(_reasons(play)),
    }


def _of(reasons: Entries, option: str, side: str) -> Entries:
    found = [one for one in reasons if (one["on"], one["side"]) == (option, side)]
    return sorted(found, key=lambda one: -int(one["weight"]))


def choose(play: Play, values: dict[str, Any]) -> str:
    """The decider's choice, why, and on which day to look back."""
    _needs_decider(play)
    option = next((one for one in lists.there(_options(play)) if one["ref"] == values["option"]), None)
    if option is None:
        raise Refused("option", "Please choose one of the options.")
    later.name_day(play, values["day"], "day")
    day = values["day"].isoformat() if values["day"] else ""
    chosen = {"option": option["ref"], "why": values["why"], "day": day}
    lists.change(play, _record(play, "choice"), chosen)
    return "Decided. On the day you named, home asks how it turned out." if day else "Decided."


def ask_again(play: Play, values: dict[str, Any]) -> str:
    """Look back on another day."""
    _needs_decider(play)
    if "choice" not in play.table:
        raise RuleBroken("There is no choice yet to look back at.")
    later.name_day(play, values["again"], "again")
    play.table["choice"]["day"] = values["again"].isoformat()
    return "Home asks on that day."


def _needs_decider(play: Play) -> None:
    decider = question(play)["decider"]
    if decider is None:
        raise RuleBroken("Whoever had this decision to make has left. Go back and name somebody else.")
    if decider.id != play.acting.id:
        raise RuleBroken(f"This is for {decider.first_name} to decide.")


def chosen(play: Play) -> dict[str, Any]:
    """What the last step shows."""
    choice: Entry = play.table.get("choice", {"version": 0})
    found = next((one for one in _options(play) if one["ref"] == choice.get("option")), None)
    day = dt.date.fromisoformat(choice["day"]) if choice.get("day") else None
    return question(play) | later.seen(play) | {
        "options": lists.there(_options(play)),
        "choice": choice,
        "day": day,
        "option": found["words"] if found else "",
    }  # fmt: skip


def choice_waits(play: Play) -> str:
    """Why the group cannot finish yet."""
    return "" if play.table.get("choice") else "The decision is not made yet. You can also come back to it."


KIND = Kind(
    "decision",
    number=11,
    minutes=60,
    stages=("work", "sustain"),
    steps=(
        Step(
            QUESTION,
            (
                Deed("decider", name_decider, (WHICH,), TABLE),
                Deed("put", put_question, (Blank("question", LINE, 200, required=True), Blank("matters", BOX, 1000)),
                     FREE),
            ),
            question, question_waits,
        ),
        Step(
            OPTIONS,
            lists.deeds("option", (Blank("words", LINE, 160, required=True),), _options, most=MOST),
            options, options_wait,
        ),
        Step(
            WEIGH,
            lists.deeds(
                "reason",
                (Blank("side", PICK, choices=(FOR, AGAINST), required=True), Blank("words", LINE, 200, required=True),
                 Blank("weight", NUMBER, required=True, least=1, most=5)),
                _reasons, under=_options, moves=False, most=MOST_REASONS,
            ),
            weighed,
        ),
        apart.step(REFLECT, tuple(Blank(aspect, BOX, 1000) for aspect in ASPECTS), facts=question, least=0),
        Step(
            CHOOSE,
            (
                Deed("choose", choose, (Blank("option", REF, required=True), Blank("why", BOX, 2000, required=True),
                                        Blank("day", DAY)), FREE),
                Deed("ask-again", ask_again, (Blank("again", DAY, required=True),), FREE, late=True),
                later.ANSWER,
            ),
            chosen, choice_waits, days=later.days,
        ),
    ),
)  # fmt: skip
