"""Inside-out: a bag goes round; its holder tells the outside, turns it and tells the inside, and the group talks.

The words are spoken, not typed. On the table stands only who leads, whose turn it is and how far they are.
"""

from __future__ import annotations

from typing import Any

from peerportal.activities.kind import BOX, KEY, Blank, Deed, Kind, Refused, Step
from peerportal.activities.mechanics import turns
from peerportal.activities.mechanics.turns import Turns
from peerportal.activities.play import Play
from peerportal.core.rules import RuleBroken
from peerportal.groups.opened import Member
from peerportal.groups.sitting import notebooks
from peerportal.groups.sitting.notes import BETWEEN, TooLong, joined

OUTSIDE, INSIDE, TALK = STAGES = ("outside", "inside", "talk")
WORDS = (Blank("words", BOX, 3000, required=True),)


def lead(play: Play, values: dict[str, Any]) -> str:
    """Take the lead: read the guide to the others, begin, and watch the time."""
    play.table["leads"] = play.me.id
    return "You lead this time."


def leader(play: Play) -> Member | None:
    """Who leads, as long as they are a member."""
    leads = play.tables.get("guide", {}).get("leads")
    return next((member for member in play.opened.members if member.id == leads), None)


def leader_begins(play: Play) -> int | None:
    """Whoever leads has the first turn: that shows how far one may go, and how little is fine."""
    found = leader(play)
    return found.id if found else None


def stage(play: Play) -> str:
    """How far the holder of the bag is."""
    found: str = play.table.get("stage", OUTSIDE)
    return found


def turn_bag(play: Play, values: dict[str, Any]) -> str:
    """Turn the bag inside out."""
    _step_on(play, OUTSIDE, INSIDE)
    return "The bag is turned."


def let_talk(play: Play, values: dict[str, Any]) -> str:
    """Enough of the inside: the group talks."""
    _step_on(play, INSIDE, TALK)
    return "Now all of you talk."


def keep_inside(play: Play, values: dict[str, Any]) -> str:
    """Keep the inside to oneself; nobody asks why."""
    _step_on(play, INSIDE, TALK)
    play.table["kept"] = True
    return "The inside stays yours."


def _step_on(play: Play, here: str, there: str) -> None:
    turns.take_it(play, TURNS.of(play))
    if stage(play) != here:
        raise RuleBroken("First the outside, then the inside, then you talk.")
    play.table["stage"] = there


def _talked_first(play: Play) -> None:
    if stage(play) != TALK:
        raise RuleBroken("First the outside, then the inside, then you talk. Or let the bag pass.")


def _outside_again(play: Play) -> None:
    play.table["stage"] = OUTSIDE
    play.table.pop("kept", None)


def keep(play: Play, values: dict[str, Any]) -> str:
    """Put words of one's own into one's own notebook, which nobody else can open; the others learn nothing of it."""
    me, words = play.opened.reader, values["words"]
    pages = notebooks.pages_of(play.group, me)
    if pages.words == words or pages.words.endswith(BETWEEN + words):
        return "It is in your notebook."
    try:
        notebooks.save(play.group, me, joined(pages.words, words) if pages.words else words, pages.version)
    except TooLong as full:
        raise Refused("words", "Your notebook is full. Shorten it, or keep this elsewhere.") from full
    return "It is in your notebook, for you alone."


def _nobody_leads(play: Play) -> str:
    return "" if leader(play) else "First one of you takes the lead."


def bag_facts(play: Play) -> dict[str, Any]:
    """Who holds the bag, and how far they are."""
    found = turns.facts(play, TURNS.of(play))
    return found | {"stage": stage(play), "stages": STAGES, "kept": play.table.get("kept", False)}


TURNS = Turns(leader_begins, _talked_first, _outside_again)
GUIDE = Step("guide", (Deed("lead", lead),), lambda play: {"leads": leader(play)}, _nobody_leads)
BAG = Step(
    "bag",
    (
        Deed("turn-bag", turn_bag),
        Deed("let-talk", let_talk),
        Deed("keep-inside", keep_inside),
        *TURNS.deeds(),
    ),
    bag_facts,
    TURNS.waits,
)
AFTER = Step("after", (Deed("keep", keep, WORDS, KEY, late=True),))
KIND = Kind("inside_out", number=9, minutes=45, stages=("agree", "work"), steps=(GUIDE, BAG, AFTER))
