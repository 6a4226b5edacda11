"""The mails about dates: names, a day and a link. Never where, never what about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from peerportal.core import mail
from peerportal.core.text import listed
from peerportal.groups.meetings import nudging, reminders
from peerportal.groups.models import Group, Membership
from peerportal.groups.opened import zone_named
from peerportal.people.models import Person
from peerportal.web import times

Due = Callable[[dict[str, Any]], tuple[Group, dt.datetime] | None]
NAMED = 3  # so many others are named, the rest counted


def _of_date(due: Due) -> Callable[[dict[str, Any]], dict[str, Any] | None]:
    def facts(payload: dict[str, Any]) -> dict[str, Any] | None:
        found = due(payload)
        letter = _to(payload["person"], found[0]) if found else None
        if letter is None or found is None:
            return None
        zone = zone_named(letter["time_zone"])
        return letter | {"at": times.moment(found[1].astimezone(zone)), "clock": zone.key}

    return facts


mail.context("meeting_reminder")(_of_date(reminders.meeting_if_due))
mail.context("chat_reminder")(_of_date(reminders.chat_if_due))


@mail.context("quiet_group")
def _quiet(payload: dict[str, Any]) -> dict[str, Any] | None:
    group = nudging.still_quiet(payload["group"])
    return _to(payload["person"], group) | {"is_chat": group.is_trying} if group else None  # type: ignore[operator]


def _to(person_id: int, group: Group) -> dict[str, Any] | None:
    """Who gets the mail and whom they meet; None when they are no member any more, or cannot be written to."""
    query: Any = (
        Person.select()
        .join(Membership, on=(Membership.person == Person.id))
        .where(Membership.group == group, Membership.left_at.is_null())
        .order_by(Membership.joined_at, Person.id)
    )
    members = list(query)
    me = next((person for person in members if person.id == person_id), None)
    if me is None or not (me.takes_part and me.email):
        return None
    return {
        "name": me.name,
        "address": me.email,
        "first_name": me.first_name,
        "time_zone": me.time_zone,
        "others": _named([person.name for person in members if person.id != person_id]),
        "path": f"/groups/{group.ref}",
    }


def _named(names: list[str]) -> str:
    if len(names) > NAMED:
        names = [*names[: NAMED - 1], f"{len(names) - NAMED + 1} others"]
    return listed(names)
