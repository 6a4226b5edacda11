"""The circles of the demo company: started, joined and invited into, then doing what groups do."""

from __future__ import annotations

from peerportal.core.ids import new_ref
from peerportal.demo import activities, past, work
from peerportal.demo.work import People, Told
from peerportal.groups import formats
from peerportal.groups.circles import starting
from peerportal.groups.models import Group
from peerportal.groups.models.circle import ANYBODY
from peerportal.matching.circles import joining
from peerportal.people.models import Person


def tell(made: People, told: Told, coordinator: Person) -> None:
    """A circle from the day it was started."""
    group = _start(made, told)
    # A programme that was there before may want a coordinator to look at circles first.
    starting.approve(group, coordinator)
    past.member(group, made[told["by"]].id, told["days"])
    for joined in told.get("joins", []):
        _join(group, made, told, joined)
    for invited in told.get("invites", []):
        sent = joining.invite(group, made[told["by"]], made[invited["who"]])
        past.invitation(sent, invited["days"])
    work.tell(made, group, told)
    activities.tell(made, group, told)
    past.circle(group, told["days"], _begun(told))


def _start(made: People, told: Told) -> Group:
    plan = starting.Plan(
        format=told["format"],
        topic=told["topic"],
        about=told["about"],
        joining=told.get("joining", ANYBODY),
        most=told["most"],
        planned=told.get("planned"),
    )
    return starting.start(made[told["by"]], plan, new_ref())


def _join(group: Group, made: People, told: Told, joined: Told) -> None:
    person = made[joined["who"]]
    if told.get("joining", ANYBODY) == ANYBODY:
        joining.join(group, person)
    else:
        joining.accept(joining.invite(group, made[told["by"]], person), person)
    past.member(group, person.id, joined["days"])


def _begun(told: Told) -> int | None:
    """How many days ago enough people were in it; None while some are missing."""
    since = sorted([told["days"], *(joined["days"] for joined in told.get("joins", []))], reverse=True)
    least = formats.of(told["format"]).least
    return since[least - 1] if len(since) >= least else None
