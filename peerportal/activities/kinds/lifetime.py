"""Lifetime list: ten things to do in a life, written apart, revealed together, starred, and sent on to one's plan."""

from __future__ import annotations

from typing import Any

from peerportal.activities import starting
from peerportal.activities.kind import FREE, KEY, LINE, Blank, Deed, Kind, Step
from peerportal.activities.kinds import plan
from peerportal.activities.mechanics import apart, lanes
from peerportal.activities.mechanics.common_ground import common_ground, same_wish
from peerportal.activities.mechanics.lists import WHICH, Entries, Entry, find
from peerportal.activities.models import ActivitySession
from peerportal.activities.models.session import OPEN
from peerportal.activities.play import Play
from peerportal.core.fixed import fixed
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.opened import Member

SLOTS, LEAST = 10, 3
WRITE = "write"
THINGS = tuple(f"thing-{number}" for number in range(1, SLOTS + 1))


def lay_open(play: Play) -> None:
    """Put the wishes that lie open on the table, and note which of them two or more share, in whatever words."""
    wishes = play.table.setdefault("wishes", [])
    there = {wish["by"] for wish in wishes}
    for member, words in play.shown():
        if member.id not in there:
            said = [words[thing] for thing in THINGS if thing in words]
            wishes += [{"ref": new_ref(), "by": member.id, "words": wish} for wish in said]
    written = [
        (member.id, [w["words"] for w in wishes if w["by"] == member.id]) for member, _ in play.shown()
    ]
    play.table["common"] = common_ground(written, same_wish)


def compared(play: Play) -> dict[str, Any]:
    """The wishes that lie open, by member, and with names what several of them want."""
    found = play.table.get("common", [])
    return {
        "lists": _lists(play),
        "common": [[(play.opened.name_of(person), words) for person, words in said] for said in found],
        "shared": {(person, words) for said in found for person, words in said},
    }


def _lists(play: Play) -> list[tuple[Member, Entries]]:
    wishes: Entries = play.tables.get(WRITE, {}).get("wishes", [])
    lists = [(member, [one for one in wishes if one["by"] == member.id]) for member in play.opened.members]
    return [(member, theirs) for member, theirs in lists if theirs]


def _wish(play: Play, values: dict[str, Any]) -> Entry:
    return find(play.tables.get(WRITE, {}).get("wishes", []), values["entry"])


def star(play: Play, values: dict[str, Any]) -> str:
    """Star a wish of somebody else that one likes; twice is once."""
    wish = _wish(play, values)
    if wish["by"] == play.acting.id:
        raise RuleBroken("Star what the others wrote.")
    stars = play.table.setdefault("stars", [])
    if [wish["ref"], play.acting.id] not in stars:
        stars.append([wish["ref"], play.acting.id])
    return "Starred."


def unstar(play: Play, values: dict[str, Any]) -> str:
    """Take one's star away."""
    gone = [_wish(play, values)["ref"], play.acting.id]
    play.table["stars"] = [one for one in play.table.get("stars", []) if one != gone]
    return "The star is gone."


def send(play: Play, values: dict[str, Any]) -> str:
    """Put a wish on one's own plan, in a year: in the group's open activity 6, which begins when there is none."""
    wish = _wish(play, values)
    me = [wish["ref"], play.acting.id]
    if wish["by"] != play.acting.id and me not in play.table.get("stars", []):
        raise RuleBroken("Star it first: then it can go on your plan, too.")
    found = _plans.first(play.group) or starting.start(play.group, play.opened.reader, plan.KIND, play.key)
    session = ActivitySession.get_by_id(found.id)
    if not plan.take_in(play, session, wish["words"], values["year"], source=wish["ref"]):
        return "It is on your plan already."
    sent = play.table.setdefault("sent", [])
    sent += [me] if me not in sent else []
    return f"It stands in {values['year']} on your plan."


@fixed
def _plans(group: Any) -> Any:
    """The activity 6 that a group is at, the latest begun."""
    going = (ActivitySession.kind == plan.KIND.key) & (ActivitySession.state == OPEN)
    return ActivitySession.of(group).where(going).limit(1)


def liked(play: Play) -> dict[str, Any]:
    """The lists that lie open, each wish with who starred it and on whose plan it stands."""
    stars, sent = play.table.get("stars", []), play.table.get("sent", [])
    session = _plans.first(play.group)
    return {
        "lists": [
            (member, [_told(play, wish, stars, sent) for wish in wishes]) for member, wishes in _lists(play)
        ],
        "plan": session.ref if session else "",
        "year": lanes.this_year(play) + 1,
    }


def _told(play: Play, wish: Entry, stars: list[Any], sent: list[Any]) -> Entry:
    starred, planned = ([by for ref, by in found if ref == wish["ref"]] for found in (stars, sent))
    me, names = play.opened.reader.id, play.opened.name_of
    acting = play.opened.members if play.session.laptop else [play.me]
    return wish | {
        "starred_by": [names(by) for by in starred],
        "planned_by": [names(by) for by in planned],
        "who": [(member, member.id in starred) for member in acting if member.id != wish["by"]],
        "may_send": (me == wish["by"] or me in starred) and me not in planned,
    }


KIND = Kind(
    "lifetime",
    number=5,
    minutes=40,
    stages=("meet", "work", "sustain"),
    steps=(
        apart.step(
            WRITE,
            tuple(Blank(thing, LINE, 160) for thing in THINGS),
            facts=compared,
            settle=lay_open,
            least=LEAST,
        ),
        Step(
            "stars",
            (
                Deed("star", star, (WHICH,), FREE),
                Deed("unstar", unstar, (WHICH,), FREE),
                Deed("send", send, (WHICH, lanes.YEAR), KEY),
            ),
            liked,
        ),
    ),
)
