"""A Monday that stands still, and the next meeting planned from there."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.groups.meetings import booking
from peerportal.groups.models import Meeting

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(still):
    clock.stand_still(dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC))


def soon(days=3):
    return clock.now() + days * DAY


def numbered(group, number):
    return Meeting.get(Meeting.group == group, Meeting.number == number)


def plan(group, by, **facts):
    meeting = Meeting.next_of(group)
    facts = {"starts_at": soon(), "minutes": 45, "means": "video", "place": ""} | facts
    return booking.move(group, by, meeting.number, meeting.version, **facts)
