"""Show and tell: each brings a picture or just words, hidden until their turn comes to tell its story."""

from __future__ import annotations

from typing import Any

from peerportal.activities import pictures
from peerportal.activities.kind import BOX, FREE, PART, PICTURE, Blank, Deed, Kind, Step
from peerportal.activities.mechanics import apart, talking, turns
from peerportal.activities.mechanics.turns import Turns
from peerportal.activities.play import Part, Play
from peerportal.core import clock
from peerportal.core.rules import RuleBroken

WORDS = (Blank("title", limit=120, required=True), Blank("story", BOX, 3000), Blank("why", BOX, 1500))
SEEN = (Blank("picture", PICTURE, required=True), Blank("alt", limit=pictures.ALT, required=True))


def bring(play: Play, values: dict[str, Any]) -> str:
    """Write down what one brings; nobody else sees it before it is told."""
    mine = _untold(play)
    mine.words = {name: value or "" for name, value in values.items()}
    mine.by_id, mine.ready_at = play.opened.reader.id, clock.now()
    return "Kept. Nobody else sees it before your turn."


def bring_picture(play: Play, values: dict[str, Any]) -> str:
    """Lay a picture beside it, with words for who cannot see it."""
    if not _untold(play).is_ready:
        raise RuleBroken("Say in a few words what you bring first.")
    pictures.put(play, values["picture"], values["alt"])
    return "The picture is there."


def take_picture_away(play: Play, values: dict[str, Any]) -> str:
    """Have one's own picture gone at once and for good, told or not."""
    apart.for_whom(play)
    return "The picture is gone." if pictures.take_away(play) else "There is no picture."


def take_away(play: Play, values: dict[str, Any]) -> str:
    """Have all that one brought gone at once and for good, told or not."""
    mine = apart.for_whom(play)
    pictures.take_away(play)
    mine.words, mine.ready_at = {}, None
    return "It is gone, for all of you."


def _untold(play: Play) -> Part:
    mine = apart.for_whom(play)
    if mine.is_shown:
        raise RuleBroken("You have told it, so it stays as it is. You can take it away.")
    return mine


def show(play: Play, values: dict[str, Any]) -> str:
    """Let the others see what one brought, when one's turn has come."""
    who = turns.take_it(play, TURNS.of(play))
    brought = play.part_of(who.id, BRING.key)
    if brought is None or not brought.is_ready:
        raise RuleBroken(
            "There is nothing to show yet: bring it first, or just tell it and pass the turn on."
        )
    brought.shown_at = brought.shown_at or clock.now()
    return "Now everybody sees it."


def _shown_first(play: Play) -> None:
    brought = play.part_of(play.acting.id, BRING.key)
    if brought is not None and brought.is_ready and not brought.is_shown:
        raise RuleBroken("Show what you brought first, or let it pass.")


def brought_facts(play: Play) -> dict[str, Any]:
    """What the reader brought, and of the others only whether they did. On one laptop everybody looks on."""
    mine = play.part_of(play.me.id)
    parts = {member.id: play.part_of(member.id) for member in play.opened.members}
    ready = [member for member in play.opened.members if (part := parts[member.id]) and part.is_ready]
    told = {member.id for member, _ in play.shown()}
    hidden = play.session.laptop and play.me.id not in told
    return {
        "mine": (mine.words or {}) if mine and not hidden else {},
        "version": mine.version if mine else 0,
        "picture": None if hidden else pictures.of(play, BRING.key).get(play.me.id),
        "i_brought": bool(mine and mine.is_ready),
        "told": play.me.id in told,
        "waiting": [
            member for member in play.opened.members if member not in ready and member.id not in told
        ],
        "ready": ready,
        "untold": [member for member in ready if member.id not in told],
    }


def told_facts(play: Play) -> dict[str, Any]:
    """The turns, and what was told in them."""
    order, seen = TURNS.of(play), pictures.of(play, BRING.key)
    shown = {member.id: words for member, words in play.at(BRING).shown()}
    found = turns.facts(play, order)
    whose = found["whose"]
    brought = play.part_of(whose.id, BRING.key) if whose else None
    members = {member.id: member for member in play.opened.members}
    return found | {
        "told": [(members[one], shown[one], seen.get(one)) for one in order.order if shown.get(one)],
        "may_show": bool(brought and brought.is_ready and not brought.is_shown),
    }


def _nothing_brought(play: Play) -> str:
    ready = any(part.is_ready or part.is_shown for part in play.parts if part.step == BRING.key)
    return "" if ready else "First somebody brings something."


BRING = Step(
    "bring",
    (
        Deed("bring", bring, WORDS, PART, late=True),
        Deed("add-picture", bring_picture, SEEN, FREE, late=True),
        Deed("no-picture", take_picture_away, guard=FREE, always=True),
        Deed("take-away", take_away, guard=FREE, always=True),
    ),
    brought_facts,
    _nothing_brought,
    apart=True,
)
TURNS = Turns(before=_shown_first)
TELL = Step("tell", (Deed("show", show), *TURNS.deeds()), told_facts, TURNS.waits)
KIND = Kind("show", number=3, minutes=30, stages=("meet", "sustain"), steps=(BRING, TELL, talking.step()))
