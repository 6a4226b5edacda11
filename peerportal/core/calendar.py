"""Calendar entries as iCalendar text (RFC 5545 and 5546): an invitation, its cancelling, and a feed of many.

The library folds and escapes; what it would let through, line separators and other controls, is cleaned away first.
The same entry always gives the same bytes. Times are UTC, which needs no rules of any time zone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from peerportal.core.text import clean

PRODUCT = "-//PeerPortal//Meetings//EN"
REQUEST, CANCEL = "REQUEST", "CANCEL"
REFRESH = dt.timedelta(hours=1)  # how often a calendar that follows a feed should ask again
# What an address may hold as it is in a mailto: address; all else is written as percent and two digits.
_IN_ADDRESSES = "@!$'*+"


@dataclass(frozen=True)
class Party:
    """Somebody an entry names, by name and e-mail address."""

    name: str
    address: str


@dataclass(frozen=True)
class Entry:
    """One meeting in one reader's calendar.

    `uid` stays for as long as the meeting exists, `sequence` rises with each change of it, `stamp` is when the last
    change was. One that is cancelled may have lost its time. One that has a `day` in place of a time lasts all of it,
    wherever its reader is.
    """

    uid: str
    sequence: int
    starts_at: dt.datetime | None
    minutes: int
    summary: str
    description: str
    url: str
    stamp: dt.datetime
    organizer: Party | None = None
    attendee: Party | None = None
    cancelled: bool = False
    day: dt.date | None = None

    @property
    def begins(self) -> dt.datetime:
        """Where it stands among others, a whole day before what is on it."""
        return self.starts_at or dt.datetime.combine(self.day or dt.date.max, dt.time.min, dt.UTC)

    @property
    def method(self) -> str:
        """What its message asks of a calendar: to take it in, or to take it out."""
        return CANCEL if self.cancelled else REQUEST


def message(entry: Entry) -> bytes:
    """The entry as an invitation, an update of it or its cancelling, for the one who is invited."""
    calendar = _calendar()
    calendar.add("method", entry.method)
    event = _event(entry)
    for name, party, facts in (("organizer", entry.organizer, {}), ("attendee", entry.attendee, _INVITED)):
        if party is not None:
            event.add(name, vCalAddress.new(_mailto(party.address), cn=_name(party.name), **facts))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def feed(entries: Iterable[Entry], name: str) -> bytes:
    """Entries for a calendar that follows an address and asks again now and then; it names no people."""
    calendar = _calendar()
    # As a text, which the library escapes; of a property that it does not know it would not.
    calendar.add("x-wr-calname", vText(clean(name)))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


# Nobody reads what a calendar would answer, so it is not asked to.
_INVITED: dict[str, Any] = {
    "cutype": "INDIVIDUAL",
    "role": "REQ-PARTICIPANT",
    "partstat": "NEEDS-ACTION",
    "rsvp": False,
}


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", clean(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(dt.UTC))
    event.add("last-modified", entry.stamp.astimezone(dt.UTC))
    if entry.starts_at is not None:
        starts_at = entry.starts_at.astimezone(dt.UTC)
        event.add("dtstart", starts_at)
        event.add("dtend", starts_at + dt.timedelta(minutes=entry.minutes))
    elif entry.day is not None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", clean(entry.summary))
    event.add("description", clean(entry.description, lines=True))
    event.add("url", clean(entry.url))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    # Colleagues who see each other's calendars learn that this time is taken, not with whom.
    event.add("class", "PRIVATE")
    # What has a day and no time takes an hour or some of it; the rest of that day can be booked.
    event.add("transp", "TRANSPARENT" if entry.day else "OPAQUE")
    return event


def _mailto(address: str) -> str:
    return "mailto:" + quote(clean(address), safe=_IN_ADDRESSES)


def _name(name: str) -> str | None:
    # Readers disagree about how a name's double quote and caret are to be written, so there are none.
    return clean(name).replace('"', "'").replace("^", "'") or None
