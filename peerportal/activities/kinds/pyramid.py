"""The Pyramid of Success: each arranges John Wooden's fifteen traits by what matters most to them, apart.

When all have placed theirs, the pyramids stand side by side with Wooden's own beside them, and three rounds follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from peerportal.activities import texts
from peerportal.activities.kind import FREE, LINE, NUMBER, PART, Blank, Deed, Kind, Refused, Step
from peerportal.activities.mechanics import apart, placing, talking, turns
from peerportal.activities.play import Play
from peerportal.core.rules import RuleBroken
from peerportal.groups.opened import Member

# Wooden's own order, from the top. Each person's own may be any other: every trait fits every place.
WOODENS = (
    "greatness",
    *("poise", "confidence"),
    *("condition", "skill", "spirit"),
    *("control", "alertness", "initiative", "intentness"),
    *("industriousness", "friendship", "loyalty", "cooperation", "enthusiasm"),
)
OUT = 0  # the place that is none: beside the pyramid
NO_TRAIT = "That is none of the fifteen traits."
LAID = tuple(f"place-{place}" for place in range(1, placing.PLACES + 1))


def name(trait: str) -> str:
    """What a trait is called."""
    return _texts()[trait]["name"]


def _texts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = texts.of("pyramid").more["traits"]
    return found


def mine(play: Play) -> placing.Placed:
    """Where the acting member has put the traits so far."""
    placed: placing.Placed = apart.own(play).get("placed", {})
    return placed


def move(play: Play, values: dict[str, Any]) -> str:
    """Put one trait into a place, or beside the pyramid. What stands there changes places with it."""
    apart.check_open(play)
    if play.session.laptop:
        raise RuleBroken("On one laptop each of you lays all fifteen in one go.")
    trait, place = _asked(values)
    before = mine(play)
    now = placing.take_away(before, trait) if place == OUT else placing.put(before, trait, place)
    apart.write(play, {"placed": now})
    return " ".join(filter(None, [_moved(trait, now), _made_room(trait, before, now), _left(now)]))


def _asked(values: dict[str, Any]) -> tuple[str, int]:
    trait, place = values["trait"], values["place"]
    if not trait:
        raise Refused("trait", "Choose a trait first, then its place.")
    if trait not in WOODENS:
        raise Refused("trait", NO_TRAIT)
    if place is None or not OUT <= place <= placing.PLACES:
        raise Refused("place", "That is no place in the pyramid.")
    return trait, place


def _moved(trait: str, now: placing.Placed) -> str:
    where = f"stands in row {placing.row_of(now[trait])}" if trait in now else "stands beside the pyramid"
    return f"{name(trait)} {where}."


def _made_room(trait: str, before: placing.Placed, now: placing.Placed) -> str:
    other = placing.holder(before, now.get(trait, OUT))
    if other is None or other == trait:
        return ""
    where = f"went to row {placing.row_of(now[other])}" if other in now else "is to be placed again"
    return f"{name(other)} {where}."


def _left(now: placing.Placed) -> str:
    left = placing.PLACES - len(now)
    return (
        f"{left} to place."
        if left
        else "All fifteen are placed: say that you are ready when they stand well."
    )


def ready(play: Play, values: dict[str, Any]) -> str:
    """Say that one's pyramid is finished, once all fifteen stand in it."""
    apart.check_open(play)
    missing = [name(trait) for trait in traits() if trait not in mine(play)]
    if missing:
        raise RuleBroken(f"Still to be placed: {', '.join(missing)}.")
    return apart.be_ready(play)


def lay(play: Play, values: dict[str, Any]) -> str:
    """Place all fifteen in one go and be ready, as on one laptop, where nothing that is not revealed can be shown."""
    apart.check_open(play)
    placed: placing.Placed = {}
    for place, blank in enumerate(LAID, 1):
        trait = values[blank]
        if not trait:
            raise Refused(blank, "Choose a trait for this place.")
        if trait not in WOODENS:
            raise Refused(blank, NO_TRAIT)
        if trait in placed:
            raise Refused(blank, f"{name(trait)} stands above already; each trait has one place.")
        placed[trait] = place
    apart.write(play, {"placed": placed})
    return apart.be_ready(play)


def traits() -> list[str]:
    """The fifteen in the order of their names, which gives nothing of Wooden's own order away."""
    return sorted(WOODENS, key=name)


def _laid(play: Play) -> list[tuple[Member, placing.Placed]]:
    return [(member, words["placed"]) for member, words in play.at(PLACE).shown() if words.get("placed")]


def laid_open(play: Play) -> dict[str, Any]:
    """The pyramids that were revealed, what they share, and Wooden's own once the reader has placed theirs."""
    shown = _laid(play)
    shared = placing.shared((member.id, placed) for member, placed in shown)
    marks = {member.id: [trait for trait, whose in shared if member.id in whose] for member, _ in shown}
    return {
        "pyramids": [(member, placing.rows(placed), marks[member.id]) for member, placed in shown],
        "tops": [(member, placing.holder(placed, 1)) for member, placed in shown],
        "shared": _named(play, shared),
        "woodens": placing.rows(_woodens()) if _may_see_woodens(play.at(PLACE), len(shown)) else None,
    }


def _named(play: Play, shared: list[tuple[str, list[int]]]) -> list[tuple[str, list[str]]]:
    return [(trait, [play.opened.name_of(one) for one in whose]) for trait, whose in shared]


def highest(play: Play) -> dict[str, Any]:
    """The three that each has at the top."""
    return {"highest": [(member, placing.highest(placed, 2)) for member, placed in _laid(play)]}


def shared(play: Play) -> dict[str, Any]:
    """What stands high with more than one of them, and with whom."""
    found = placing.shared((member.id, placed) for member, placed in _laid(play))
    return {"shared": _named(play, found)}


def _woodens() -> placing.Placed:
    return {trait: place for place, trait in enumerate(WOODENS, 1)}


def _may_see_woodens(here: Play, shown: int) -> bool:
    """When all have placed theirs; or, where the others went on without somebody, whoever has placed their own."""
    own = here.part_of(here.acting.id)
    if shown == len(here.opened.members):
        return True
    return bool(own and own.is_shown and apart.is_revealed(here) and not here.is_now)


def board(play: Play) -> dict[str, Any]:
    """What is placed so far and what is not, beside what was revealed."""
    placed = mine(play)
    open_now = laid_open(play) if apart.is_revealed(play) else {}
    left = [trait for trait in traits() if trait not in placed]
    return open_now | {
        "rows": placing.rows(placed),
        "left": left,
        "placed": [trait for trait in traits() if trait in placed],
        "all": traits(),
        "traits": _texts(),
    }


def _begins(play: Play) -> int:
    """Each round begins with another member."""
    members = play.opened.members
    return members[(play.kind.index(play.step.key) - 1) % len(members)].id


ROUND = turns.Turns(_begins)


def _question(key: str, recalls: Callable[[Play], dict[str, Any]]) -> Step:
    def facts(play: Play) -> dict[str, Any]:
        return recalls(play) | turns.facts(play, ROUND.of(play)) | {"traits": _texts()}

    return talking.step(key, facts, ROUND.deeds())


PLACE = Step(
    "place",
    (
        Deed("move", move, (Blank("trait", LINE, 40), Blank("place", NUMBER)), FREE, late=True),
        Deed("ready", ready, guard=FREE, late=True),
        Deed("lay", lay, tuple(Blank(blank, LINE, 40) for blank in LAID), PART, late=True),
        *apart.together(),
    ),
    lambda play: apart.seen(play) | board(play),
    apart.waits,
    apart=True,
)
KIND = Kind(
    "pyramid",
    number=10,
    minutes=45,
    stages=("agree", "work", "sustain"),
    steps=(PLACE, _question("why", highest), _question("new", lambda play: {}), _question("shared", shared)),
)
