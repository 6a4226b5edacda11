"""What's your plan? A timeline of the next five to ten years each, and what has to happen between now and then."""

from __future__ import annotations

from typing import Any

from peerportal.activities.kind import BOX, FREE, LINE, Blank, Deed, Kind, Step
from peerportal.activities.mechanics import apart, lanes, lists, timeline
from peerportal.activities.mechanics.lists import WHICH, Entries, Entry
from peerportal.activities.models import ActivitySession
from peerportal.activities.play import Play
from peerportal.core.rules import RuleBroken
from peerportal.groups.commitments import making
from peerportal.groups.opened import Member

DRAW, GAP = "draw", "gap"


def take_in(play: Play, session: ActivitySession, words: str, year: int, source: str) -> bool:
    """Put something from another activity on the plan of whoever acts there; False when it is there already.

    `play` is the other activity, which holds the group; `source` tells where it comes from, so that twice is once.
    """
    here = Play(session, KIND, play.opened, KIND.steps[0])
    here.acting, here.key = play.acting, play.key
    if here.mine.is_ready and not here.mine.is_shown:
        raise RuleBroken(
            "Your plan waits to be revealed. Take back there that you are ready, then send this."
        )
    aims = lanes.aims_of(here)
    if any(aim.get("source") == source for aim in lists.there(aims)):
        return False
    lanes.reach(here, year)
    lists.add(here, aims, {"words": words, "year": year, "source": source}, "year", lanes.MOST)
    here.save()
    return True


def _view(play: Play, member: Member, plan: dict[str, Any]) -> dict[str, Any]:
    """A plan as templates show it: its lanes by year, its picture, and of each aim what was noted about it."""
    notes, steps = _about(play, "notes"), _about(play, "steps")
    aims = [
        aim | {"notes": notes.get(aim["ref"], []), "steps": steps.get(aim["ref"], [])}
        for aim in lists.there(plan["aims"])
    ]
    years = lanes.span(plan)
    aims.sort(key=lambda aim: aim["year"])
    drawn = timeline.draw(
        years[0], len(years), [(aim["year"], aim["words"], bool(aim["steps"])) for aim in aims]
    )
    by_year = [(year, [aim for aim in aims if aim["year"] == year]) for year in years]
    removed = lists.removed(plan["aims"])
    return {
        "member": member,
        "years": years,
        "aims": aims,
        "lanes": by_year,
        "drawn": drawn,
        "removed": removed,
    }


def _about(play: Play, name: str) -> dict[str, Entries]:
    found: dict[str, Entries] = {}
    for entry in lists.there(play.tables.get(GAP, {}).get(name, [])):
        whose = {"who": play.opened.name_of(entry["by"]), "is_mine": entry["by"] == play.acting.id}
        found.setdefault(entry["on"], []).append(entry | whose)
    return found


def _shown(play: Play) -> list[tuple[Member, dict[str, Any]]]:
    """The plans that lie open, in the members' order."""
    parts = [(member, play.part_of(member.id, DRAW)) for member in play.opened.members]
    year = lanes.this_year(play)
    return [(member, lanes.plan_of(part.words, year)) for member, part in parts if part and part.is_shown]


def drawing(play: Play) -> dict[str, Any]:
    """What the step of drawing shows."""
    seen = apart.seen(play)
    may = play.session.is_open and play.can_write and (not seen["i_am_ready"] or seen["mine_is_shown"])
    mine = _view(play, play.acting, lanes.plan_of(seen["mine"], lanes.this_year(play)))
    return seen | {"plan": mine, "may": may, "plans": _views(play)}


def _views(play: Play) -> list[dict[str, Any]]:
    return [_view(play, member, plan) for member, plan in _shown(play)]


def _open_aims(play: Play) -> Entries:
    return [aim for _, plan in _shown(play) for aim in plan["aims"]]


def _author(play: Play, entry: Entry) -> None:
    if entry["by"] != play.acting.id:
        raise RuleBroken(f"{play.opened.name_of(entry['by'])} wrote this, so it is theirs to change.")


def _noted(name: str) -> lists.Held:
    def held(play: Play) -> Entries:
        found: Entries = play.table.setdefault(name, [])
        return found

    return held


def promise(play: Play, values: dict[str, Any]) -> str:
    """Make a step a commitment of whoever's plan it is for; twice is once."""
    step = lists.still_there(_noted("steps")(play), values["entry"])
    aim = lists.still_there(_open_aims(play), step["on"])
    owner = next(member for member, plan in _shown(play) if aim in plan["aims"])
    if owner.id != play.opened.reader.id:
        raise RuleBroken(f"Only {owner.first_name} can promise this, on a device of their own.")
    if not step.get("promised"):
        making.make(play.group, play.opened.reader, step["words"], None, step["ref"])
        step["promised"] = True
    return "It is a commitment now: it stands on your group's page."


def gaps(play: Play) -> dict[str, Any]:
    """What the step about the gap shows."""
    removed = [(name, lists.removed(play.table.get(name + "s", []))) for name in ("note", "step")]
    mine = [(name, entry) for name, entry in removed if entry and entry["by"] == play.acting.id]
    return {"plans": _views(play), "removed": mine}


KIND = Kind(
    "plan",
    number=6,
    minutes=60,
    stages=("work", "sustain"),
    steps=(
        Step(DRAW, (*lanes.deeds(), *apart.together()), drawing, apart.waits, apart=True),
        Step(
            GAP,
            (
                *lists.deeds("note", (Blank("words", BOX, 500, required=True),), _noted("notes"), under=_open_aims,
                             moves=False, may=_author),
                *lists.deeds("step", (Blank("words", LINE, 200, required=True),), _noted("steps"), under=_open_aims,
                             moves=False, may=_author),
                Deed("promise", promise, (WHICH,), FREE),
            ),
            gaps,
        ),
    ),
)  # fmt: skip
