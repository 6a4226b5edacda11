"""The days of activities in people's own calendars: all day, by the activity's name and with whom, no word of it."""

from __future__ import annotations

import datetime as dt

from peerportal.activities import days
from peerportal.activities.days import MyDay
from peerportal.core import mail
from peerportal.core.calendar import Entry
from peerportal.groups.calendar import entries, feeds
from peerportal.people.models import Person


@feeds.also
def entries_of(person: Person, since: dt.datetime) -> list[Entry]:
    """What this person's calendar shows of their activities, in one statement."""
    return [_entry(one) for one in days.of(person, since.date()) if not one.is_off]


def _entry(one: MyDay) -> Entry:
    link = mail.link(one.path.partition("#")[0])
    return Entry(
        uid=f"{one.ref}@{mail.host()}",
        sequence=one.sequence,
        starts_at=None,
        minutes=0,
        day=one.day,
        summary=entries.summary(one.what, one.names),
        description=f"Everything else is on your page:\n{link}",
        url=link,
        stamp=one.changed_at,
    )
