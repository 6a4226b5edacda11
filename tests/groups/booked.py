"""Planning for tests of the calendar, in one place: book a meeting, move it, call it off; a circle of any size."""

import datetime as dt

from peerportal.core import vault
from peerportal.core.db import transaction
from peerportal.groups.meetings import booking
from peerportal.groups.models import ACTIVE, CIRCLE, Group, Meeting, Membership

SECRET = "Bernsteinwiesel"
MAY = dt.datetime(2027, 5, 13, 13, 30, tzinfo=dt.UTC)


def book(group, by, starts_at, minutes=45, means="video", place=""):
    """Book the meeting to come, or move it there; returns it as it stands then."""
    meeting = Meeting.next_of(group)
    facts = {"starts_at": starts_at, "minutes": minutes, "means": means, "place": place}
    assert booking.move(group, by, meeting.number, meeting.version, **facts)
    return Meeting.get_by_id(meeting.id)


def call_off(group, by):
    """Call the meeting off; returns it as it stands then."""
    meeting = Meeting.next_of(group)
    assert booking.cancel(group, meeting.number)
    return Meeting.get_by_id(meeting.id)


def make_circle(programme, people):
    """An active circle of these people, with a meeting to come."""
    with transaction():
        space = vault.new_space("group", [person.id for person in people])
        group = Group.create(programme=programme, kind=CIRCLE, state=ACTIVE, space_id=space)
        for person in people:
            Membership.create(group=group, person=person)
        Meeting.create(group=group, number=1)
    return group
