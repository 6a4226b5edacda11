"""The activities that groups of the demo company did, and one that they are in the middle of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peerportal.activities import playing, starting
from peerportal.activities.kind import TABLE
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivitySession
from peerportal.activities.playing import Sent
from peerportal.core.ids import new_ref
from peerportal.demo import past
from peerportal.groups.models import AgendaItem, Group
from peerportal.groups.opened import open_group
from peerportal.people.models import Person

People = Mapping[str, Person]
Told = Mapping[str, Any]


def tell(made: People, group: Group, told: Told) -> None:
    """Every activity of a group."""
    for activity in told.get("activity", []):
        _play(made, group, activity)


def _play(made: People, group: Group, told: Told) -> None:
    """An activity that began so many days ago; one that ended is no point on the next agenda."""
    kind = KINDS[told["kind"]]
    session = starting.start(group, made[told["by"]], kind, new_ref())
    for done in told["done"]:
        _do(group, session.ref, made[done["by"]], done)
    if "ended" in told:
        AgendaItem.delete().where(AgendaItem.id == session.item_id).execute()
    past.activity(session, told["days"], told.get("ended"))


def _do(group: Group, ref: str, by: Person, done: Told) -> None:
    session = ActivitySession.get(ActivitySession.ref == ref)
    if "deed" not in done:
        playing.go_on(group, session, by, session.version)
        return
    seen = playing.opened_at(session, open_group(group, by))
    deed, part = seen.step.deed(done["deed"]), seen.part_of(by.id)
    if deed is None:
        raise LookupError(f"{session.kind} knows no {done['deed']} in {seen.step.key}")
    given = {blank.name: done.get("words", {}).get(blank.name) for blank in deed.blanks}
    version = session.version if deed.guard == TABLE else part.version if part else 0
    playing.take(group, session, by, seen.step, deed, Sent(given, version, new_ref()))
