"""Question prompts: draw a question from the banks or one's own, ask each other in turn, note what is said."""

from __future__ import annotations

from typing import Any

from peerportal.activities.banks import drawing, loading, own
from peerportal.activities.banks.drawing import Found, Wanted
from peerportal.activities.kind import BOX, FREE, KEY, LINE, PICK, REF, Blank, Deed, Kind, Refused, Step
from peerportal.activities.mechanics import talking, whose_turn
from peerportal.activities.models import OwnQuestion
from peerportal.activities.models.content import LONGEST_QUESTION
from peerportal.activities.play import Play
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.starters import STAGES, THEMES

ANY, OWN = "any", "own"
MOST_DRAWN, MOST_NOTES = 60, 120
NONE_LEFT, NONE_FITS = "none left", "none fits"
WHICH = Blank("question", REF, required=True)


def choose(play: Play, values: dict[str, Any]) -> str:
    """Say what to draw from, for all of them."""
    play.table["theme"], play.table["stage"] = values["theme"], values["stage"]
    play.table.pop("over", None)
    return "Draw when you like."


def wanted(play: Play) -> Wanted:
    """What the group draws from."""
    theme, stage = play.table.get("theme", ANY), play.table.get("stage", ANY)
    if theme == OWN:
        return Wanted(own=True)
    return Wanted("" if theme == ANY else theme, "" if stage == ANY else stage)


def _drawn(play: Play) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = play.table.setdefault("drawn", [])
    return found


def draw(play: Play, values: dict[str, Any]) -> str:
    """A question for whose turn it is."""
    drawn = _drawn(play)
    whose = whose_turn.after(play, drawn[-1]["for"] if drawn else None)
    return f"A question for {whose.first_name}." if _next(play, whose.ref) else "No question is left."


def let_pass(play: Play, values: dict[str, Any]) -> str:
    """Another question for the same person; nobody asks why."""
    drawn = _drawn(play)
    if not drawn:
        raise RuleBroken("No question has been drawn yet.")
    if not _next(play, drawn[-1]["for"]):
        return "No question is left."
    drawn[-2]["passed"] = True
    return "Another question."


def _next(play: Play, whose: str) -> bool:
    """Draw one and lay it on the table; False, and the table says why, when there is none."""
    if len(_drawn(play)) >= MOST_DRAWN:
        raise RuleBroken(f"You have drawn {MOST_DRAWN} questions. Go on, and begin anew another time.")
    found = drawing.draw(play.group, wanted(play))
    if found is None:
        play.table["over"] = NONE_LEFT if drawing.is_any(play.group, wanted(play)) else NONE_FITS
        return False
    play.table.pop("over", None)
    _drawn(play).append({"ref": new_ref(), "asks": _asks(play, found), "for": whose, "notes": []})
    return True


def _asks(play: Play, found: Found) -> dict[str, Any]:
    """The words as they are now, copied, so that they stay as they were asked; of their own ones also who wrote it."""
    if found.own is not None:
        words = play.opened.space.read(found.own, OwnQuestion.words)
        return {"ref": found.own.ref, "by": found.own.by_id, "words": words}
    assert found.question is not None  # noqa: S101 - it is one or the other
    return {"words": found.question.words}


def begin_anew(play: Play, values: dict[str, Any]) -> str:
    """A new round with what the group draws from, once nothing of it is left."""
    if drawing.is_left(play.group, wanted(play)):
        play.table.pop("over", None)
        return "There are still questions that you have not drawn."
    drawing.begin_anew(play.group, wanted(play))
    play.table.pop("over", None)
    return "All of them can be drawn again."


def note(play: Play, values: dict[str, Any]) -> str:
    """Note what somebody answered; the same form again is the same note."""
    entry = _asked(play, values["question"])
    notes = entry["notes"]
    if any(one["ref"] == play.key for one in notes):
        return "Noted."
    if sum(len(one["notes"]) for one in _drawn(play)) >= MOST_NOTES:
        raise Refused("words", f"There are {MOST_NOTES} notes here. Take one away to add another.")
    notes.append({"ref": play.key, "by": play.acting.id, "words": values["words"]})
    return "Noted."


def take_away(play: Play, values: dict[str, Any]) -> str:
    """Take a note of one's own away; one that is gone is gone."""
    for entry in _drawn(play):
        found = next((one for one in entry["notes"] if one["ref"] == values["note"]), None)
        if found is not None:
            if found["by"] != play.me.id and not play.session.laptop:
                raise RuleBroken("Whoever wrote a note can take it away.")
            entry["notes"].remove(found)
    return "Taken away."


def _asked(play: Play, ref: str) -> dict[str, Any]:
    found = next((entry for entry in _drawn(play) if entry["ref"] == ref), None)
    if found is None:
        raise RuleBroken("This question is no longer there.")
    return found


def add(play: Play, values: dict[str, Any]) -> str:
    """Add a question of the group's own."""
    theme = "" if values["about"] == ANY else values["about"]
    try:
        own.add(play.opened, values["words"], theme, play.key)
    except RuleBroken as broken:
        raise Refused("words", str(broken)) from None
    play.table.pop("over", None)
    return "Added. It will come along with the others."


def remove(play: Play, values: dict[str, Any]) -> str:
    """Take a question of the group's own away."""
    own.remove(play.opened, values["question"])
    return "Removed."


def offer(play: Play, values: dict[str, Any]) -> str:
    """Offer a question of one's own to everyone."""
    own.offer(play.opened, values["question"])
    return "Offered. A coordinator reads this question alone, and says whether it joins the others."


def take_back(play: Play, values: dict[str, Any]) -> str:
    """Take such an offer back."""
    own.take_back(play.opened, values["question"])
    return "Taken back. No coordinator sees it any more."


def facts(play: Play) -> dict[str, Any]:
    """What the template shows."""
    table = play.tables.get("ask", {})
    drawn: list[dict[str, Any]] = table.get("drawn", [])
    last = drawn[-1]["for"] if drawn else None
    return {
        "drawn": [_seen(play, entry) for entry in reversed(drawn)],
        "next": whose_turn.after(play, last).first_name,
        "chosen": {"theme": table.get("theme", ANY), "stage": table.get("stage", ANY)},
        "over": table.get("over", ""),
        "own": own.listed(play.opened) if play.is_now else [],
        "writers": play.opened.members if play.session.laptop else [],
    }


def _seen(play: Play, entry: dict[str, Any]) -> dict[str, Any]:
    notes = [_noted(play, one) for one in entry["notes"]]
    whose = whose_turn.named(play, entry["for"])
    return entry | {"notes": notes, "whose": whose, "passed": entry.get("passed", False)}


def _noted(play: Play, one: dict[str, Any]) -> dict[str, Any]:
    may = play.is_now and (one["by"] == play.me.id or play.session.laptop)
    return one | {"name": play.opened.name_of(one["by"]), "may_take_away": may}


def nothing_drawn(play: Play) -> str:
    """Why the group cannot go on."""
    return "" if play.tables.get("ask", {}).get("drawn") else "Draw a question first."


KIND = Kind(
    "questions",
    number=2,
    minutes=30,
    stages=tuple(STAGES),
    steps=(
        Step(
            "ask",
            (
                Deed(
                    "choose",
                    choose,
                    (
                        Blank("theme", PICK, required=True, choices=(ANY, *THEMES, OWN)),
                        Blank("stage", PICK, required=True, choices=(ANY, *STAGES)),
                    ),
                    FREE,
                ),
                Deed("draw", draw),
                Deed("pass", let_pass),
                Deed("round", begin_anew),
                Deed("note", note, (WHICH, Blank("words", BOX, 1000, True)), KEY, late=True),
                Deed("take-away", take_away, (Blank("note", REF, required=True),), FREE),
                Deed(
                    "add",
                    add,
                    (
                        Blank("words", LINE, LONGEST_QUESTION, True),
                        Blank("about", PICK, required=True, choices=(ANY, *THEMES)),
                    ),
                    KEY,
                ),
                Deed("remove", remove, (WHICH,), FREE),
                Deed("offer", offer, (WHICH,), FREE),
                Deed("take-back", take_back, (WHICH,), FREE),
            ),
            facts,
            nothing_drawn,
        ),
        talking.step("lessons"),
    ),
    sheet=loading.to_print,
)
