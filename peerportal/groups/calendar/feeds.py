"""Feeds: a private address under which a person's own calendar follows their meetings and first chats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from peewee import JOIN

from peerportal.core import calendar, clock
from peerportal.core.calendar import Entry
from peerportal.core.ids import digest, new_secret
from peerportal.groups.calendar import entries
from peerportal.groups.calendar.entries import Planned
from peerportal.groups.models import CalendarFeed, Group, Meeting
from peerportal.groups.models.meeting import BOOKED, HELD
from peerportal.people import hooks
from peerportal.people.models import Person
from peerportal.people.models.person import PARTICIPATING

NAME = "PeerPortal"
DAYS_BACK = 30
MOST = 200  # of each kind; more than anybody can attend

Find = Callable[[Person, dt.datetime], list[Entry]]
FINDERS: list[Find] = []


def also(find: Find) -> Find:
    """Have the feed show what `find(person, since)` gives, in one statement at most; the same one twice counts once."""
    if find not in FINDERS:
        FINDERS.append(find)
    return find


def of(person: Person) -> CalendarFeed | None:
    """The person's private address, if there is one; when it was made is all that is known of it."""
    found: CalendarFeed | None = CalendarFeed.get_or_none(CalendarFeed.person == person)
    return found


def make(person: Person) -> str:
    """Make a private address in place of the one there was, which stops at once; returns its path, kept nowhere."""
    token = new_secret()
    facts: dict[Any, Any] = {
        CalendarFeed.token_digest: digest(token),
        CalendarFeed.made_at: clock.now(),
    }
    one: Any = CalendarFeed.insert({CalendarFeed.person: person, **facts})
    one.on_conflict(conflict_target=[CalendarFeed.person], update=facts).execute()
    return f"/calendar/{token}.ics"


@hooks.on_leave.register
def revoke(person: Person) -> None:
    """Let the private address stop; without one nothing changes."""
    CalendarFeed.delete().where(CalendarFeed.person == person).execute()


def holder(token: str) -> Person | None:
    """Whose address this is, while they take part."""
    query = Person.select().join(CalendarFeed, on=(CalendarFeed.person == Person.id))
    mine = (CalendarFeed.token_digest == digest(token)) & Person.state.in_(PARTICIPATING)
    found: Person | None = query.where(mine).first()
    return found


def text(person: Person) -> bytes:
    """What a calendar reads there: what is booked and what took place lately, in a fixed number of statements."""
    since = clock.now() - dt.timedelta(days=DAYS_BACK)
    planned = [one for one in _planned(person, since) if one.is_on]
    names = entries.others_in(list({one.group.id for one in planned}), person.id)
    found = [entries.entry(one, names[one.group.id]) for one in planned]
    found += [one for find in FINDERS for one in find(person, since)]
    return calendar.feed(sorted(found, key=lambda one: (one.begins, one.uid)), NAME)


def _planned(person: Person, since: dt.datetime) -> list[Planned]:
    """Meetings and first chats, in one statement: a row for each meeting of a group, or one where it has none."""
    # The sealed place stays where it is: a calendar has no use for it.
    columns = [field for field in Meeting._meta.sorted_fields if field is not Meeting.place]
    dated = (Meeting.group == Group.id) & Meeting.state.in_((BOOKED, HELD)) & (Meeting.starts_at >= since)
    query = (
        Group.of(person)
        .select_extend(*columns)
        .join_from(Group, Meeting, JOIN.LEFT_OUTER, on=dated, attr="sitting")
        .where(Meeting.id.is_null(False) | (Group.first_chat_at >= since))
        .order_by(Meeting.starts_at.desc(nulls="last"), Group.first_chat_at.desc(nulls="last"))
        .limit(2 * MOST)
    )
    rows = list(query)
    chats = {group.id: group for group in rows if group.first_chat_at and group.first_chat_at >= since}
    held = [(group, group.sitting) for group in rows if getattr(group, "sitting", None)]
    return [entries.of_meeting(*one) for one in held] + [entries.of_chat(one) for one in chats.values()]
