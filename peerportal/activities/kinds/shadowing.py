"""Job shadowing: one follows another for a day, or they join something together; agreed before, looked back on after.

The words for a manager are made from what was agreed; the portal never sends them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from peerportal.activities import starting, texts
from peerportal.activities.kind import BOX, DAY, KEY, REF, Blank, Day, Deed, Kind, Overtaken, Step
from peerportal.activities.mechanics import apart, the_day
from peerportal.activities.models import ActivitySession
from peerportal.activities.play import Play
from peerportal.core.rules import RuleBroken
from peerportal.core.text import listed
from peerportal.groups.opened import FORMER, Member

SHADOW, TOGETHER = "shadow", "together"
DAYS = ("day", "day-2", "day-3")
BOTH = (Blank("visitor", REF, required=True), Blank("host", REF, required=True))
AGREED = (
    Blank("day", DAY, required=True),
    Blank("day-2", DAY),
    Blank("day-3", DAY),
    Blank("limits", BOX, 1000),
)
JOINED = (Blank("what", limit=160, required=True), Blank("day", DAY), Blank("time", limit=160))
TEXT = (Blank("text", BOX, 3000, required=True),)
REFLECTION = (Blank("surprised", BOX, 1000), Blank("learned", BOX, 1000), Blank("next", BOX, 1000))


def chosen(play: Play) -> dict[str, Any]:
    """What was chosen in the first step: the variant, and who visits whom."""
    found: dict[str, Any] = play.tables.get("choose", {})
    return found


def variant(play: Play) -> str:
    """SHADOW or TOGETHER."""
    return str(chosen(play).get("variant", SHADOW))


def shadow(play: Play, values: dict[str, Any]) -> str:
    """Say who visits whom; whoever says it is one of the two."""
    visitor, host = (play.member(values[name]) for name in ("visitor", "host"))
    if visitor.id == host.id or (play.me.id not in (visitor.id, host.id) and not play.session.laptop):
        raise RuleBroken("Choose for yourself: whom you visit, or who visits you.")
    play.table.update({"variant": SHADOW, "visitor": visitor.id, "host": host.id})
    return f"{visitor.first_name} visits {host.first_name}."


def together(play: Play, values: dict[str, Any]) -> str:
    """Join a committee or a project together instead."""
    play.table.clear()
    play.table["variant"] = TOGETHER
    return "You join something together."


def agree(play: Play, values: dict[str, Any]) -> str:
    """Note the days and what the visitor does not attend."""
    return _agree(play, values, SHADOW)


def join(play: Play, values: dict[str, Any]) -> str:
    """Note what is joined, from when and how much of it."""
    return _agree(play, values, TOGETHER)


def _agree(play: Play, values: dict[str, Any], wanted: str) -> str:
    if variant(play) != wanted:
        raise RuleBroken("You chose something else meanwhile. This is how it stands now.")
    words = {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()
    }
    _write(play, wanted, {name: value for name, value in words.items() if value})
    return "Noted for both of you."


def _write(play: Play, name: str, words: dict[str, Any]) -> None:
    """Lay words on the table that any of them may change: whoever began from older ones is shown both."""
    there = play.table.get(name, {"words": {}, "version": 0})
    if there["words"] == words:
        return
    if there["version"] != play.version:
        raise Overtaken(there["words"], there["version"])
    play.table[name] = {"words": words, "version": there["version"] + 1}


def agreed(play: Play) -> dict[str, Any]:
    """What was agreed on what was chosen, its days as dates."""
    words: dict[str, Any] = play.tables.get("agree", {}).get(variant(play), {}).get("words", {})
    return words | {name: dt.date.fromisoformat(words[name]) for name in DAYS if name in words}


def days(play: Play) -> list[dt.date]:
    """The days that were agreed, the first one first."""
    words = agreed(play)
    return sorted({words[name] for name in DAYS if name in words})


def named_days(play: Play) -> list[Day]:
    """The days that were agreed, for the two who meet or all who join; looked back on after the last of them."""
    both, words, last = chosen(play), agreed(play), max(days(play), default=None)
    who = frozenset(both[one] for one in ("visitor", "host") if one in both)
    told = the_day.told_in(play, REFLECT.key)
    here = {words[name]: name for name in reversed(DAYS) if name in words}
    return [
        Day(name, day, REFLECT.key if day == last else "", who, told=told & (who or told))
        for day, name in here.items()
    ]


def write_text(play: Play, values: dict[str, Any]) -> str:
    """Put the words for the manager in one's own way."""
    _write(play, "letter", {"text": values["text"]})
    play.table["made_from"] = made(play)
    return "Kept. Nothing is sent: copy it when you are ready."


def make_anew(play: Play, values: dict[str, Any]) -> str:
    """Make the words for the manager from what was agreed again."""
    if "letter" in play.table:
        play.table["letter"] = {"words": {}, "version": play.table["letter"]["version"] + 1}
    return "Made anew from what you agreed."


def made(play: Play) -> str:
    """The words for the manager, made from what was agreed."""
    words, more = agreed(play), texts.of(play.kind.key).step("manager").more
    names = {member.id: member.name for member in play.opened.members}
    if variant(play) == TOGETHER:
        here = {"names": " and ".join(names.values()), "what": words.get("what", "…")}
        parts = [more["joining"].format(**here)]
        parts += [more["from_day"].format(day=_written(words["day"]))] if words.get("day") else []
        parts += [more["takes"].format(time=words["time"])] if words.get("time") else []
    else:
        both = {who: names.get(chosen(play).get(who, 0), FORMER) for who in ("visitor", "host")}
        on = listed([_written(day) for day in days(play)]) or "…"
        parts = [more["visiting"].format(days=on, **both)]
        parts += [more["not_attended"].format(limits=words["limits"], **both)] if words.get("limits") else []
    return "\n\n".join([more["greeting"], " ".join(parts), more["asking"]])


def _written(day: dt.date) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def swap(play: Play, values: dict[str, Any]) -> str:
    """Begin the same the other way round; it starts where the days are agreed."""
    both = chosen(play)
    if variant(play) != SHADOW or "host" not in both:
        raise RuleBroken("There is no direction to swap.")
    if swapped(play):
        raise RuleBroken("You have begun it the other way round already.")
    session = starting.start(play.group, play.opened.reader, play.kind, play.key)
    other = Play(session, play.kind, play.opened, play.kind.steps[0])
    other.table.update({"variant": SHADOW, "visitor": both["host"], "host": both["visitor"]})
    other.save()
    ActivitySession.update(step=AGREE.key).where(ActivitySession.id == session.id).execute()
    play.table["swapped"] = session.ref
    return "Begun the other way round."


def swapped(play: Play) -> str:
    """The session that goes the other way round, as long as it is there."""
    ref = play.table.get("swapped", "")
    there = ActivitySession.select().where(ActivitySession.group == play.group, ActivitySession.ref == ref)
    return ref if ref and there.exists() else ""


def seen(play: Play) -> dict[str, Any]:
    """What every step shows: who visits whom, and what was agreed."""
    both = chosen(play)
    members = {member.id: member for member in play.opened.members}
    return {
        "variant": variant(play),
        "is_chosen": "variant" in both,
        "visitor": play.opened.name_of(both.get("visitor")),
        "host": play.opened.name_of(both.get("host")),
        "visitor_is_me": both.get("visitor") == play.me.id,
        "host_is_me": both.get("host") == play.me.id,
        "agreed": agreed(play),
        "days": days(play),
        "involved": [members[one] for who in ("visitor", "host") if (one := both.get(who)) in members],
    }


def agreement_facts(play: Play) -> dict[str, Any]:
    """What stands in the form of what was agreed."""
    return seen(play) | {"version": play.table.get(variant(play), {}).get("version", 0)}


def letter_facts(play: Play) -> dict[str, Any]:
    """The words for the manager, and whether what they were made from has changed since."""
    letter = play.table.get("letter", {"words": {}, "version": 0})
    own, fresh = letter["words"].get("text"), made(play)
    changed = bool(own) and play.table.get("made_from") != fresh
    return seen(play) | {
        "text": own or fresh,
        "own": bool(own),
        "changed": changed,
        "version": letter["version"],
    }


def _not_chosen(play: Play) -> str:
    return "" if "variant" in chosen(play) else "First choose what you do."


def _not_agreed(play: Play) -> str:
    words = agreed(play)
    if variant(play) == TOGETHER:
        return "" if words.get("what") else "First say what you join."
    return "" if words.get("day") else "First agree on a day."


def _writers(play: Play) -> list[Member]:
    """Who looks back: the two who met, or all who joined something."""
    return seen(play)["involved"] or play.opened.members


CHOOSE = Step("choose", (Deed("shadow", shadow, BOTH), Deed("together", together)), seen, _not_chosen)
AGREE = Step(
    "agree",
    (Deed("agree", agree, AGREED, KEY, late=True), Deed("join", join, JOINED, KEY, late=True)),
    agreement_facts,
    _not_agreed,
    days=named_days,
)
MANAGER = Step(
    "manager",
    (Deed("write", write_text, TEXT, KEY, late=True), Deed("anew", make_anew, late=True)),
    letter_facts,
)
DAY_ITSELF = Step("day", facts=seen)
_BACK = apart.step("reflect", REFLECTION, facts=lambda play: seen(play) | {"swapped": swapped(play)})
REFLECT = replace(_BACK, deeds=(*_BACK.deeds, Deed("swap", swap, late=True)), writers=_writers)
KIND = Kind(
    "shadowing",
    number=12,
    minutes=60,
    stages=("work", "sustain"),
    steps=(CHOOSE, AGREE, MANAGER, DAY_ITSELF, REFLECT),
)
