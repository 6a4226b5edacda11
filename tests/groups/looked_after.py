"""A pair that has ended, in a portal that looks after it: days pass, and what is sealed is still there or gone."""

from datetime import timedelta

import pytest

from peerportal.core import clock, jobs
from peerportal.core.db import SealedField
from peerportal.groups import holding, pairing
from peerportal.groups.meetings import booking
from peerportal.groups.models import Meeting
from peerportal.matching.requests import answers, sending
from peerportal.tables import TABLES
from tests.groups.lasting import end, everything

NOTE = "Turmalinforelle"


def wait(days):
    clock.move(timedelta(days=days))


def look_after():
    jobs.HANDLERS["retire_groups"]({})


@pytest.fixture(name="lived")
def pair_that_lived(priya, omar, still):
    """A pair that began with a request, wrote something of every kind, met once and has ended."""
    asked = sending.send(priya, omar, NOTE)
    group = answers.accept(asked, omar)
    for person in (priya, omar):
        pairing.answer(group, person, pairing.YES)
    everything(group, priya, omar)
    wait(1)
    holding.hold(group, 1)
    meeting = Meeting.next_of(group)
    how = {"starts_at": clock.now(), "minutes": 30, "means": "in_person", "place": "Room 7"}
    booking.move(group, priya, meeting.number, meeting.version, **how)
    return end(group, omar)


def sealed_of(group):
    """Every sealed value of the group's people that lies in the database now."""
    found = []
    for model in TABLES:
        for column in model._meta.sorted_fields:
            if isinstance(column, SealedField):
                rows = model.select(column).where(column.is_null(False)).tuples()
                found += [bytes(value) for (value,) in rows if value]
    return found
