"""Reports for tests: something to report, raised by whoever it worries, and opened for a reader."""

import pytest

from peerportal.concerns import raising, reading, reported
from peerportal.concerns.models import Concern
from peerportal.core.ids import new_ref
from peerportal.matching.requests import sending

WORRY = "The tone of this note frightens me."
NOTE = "You will regret it if you do not answer."


@pytest.fixture(name="asked")
def a_request(priya, omar):
    """Omar asked Priya."""
    return sending.send(omar, priya, NOTE)


def report(by, kind, ref, shown=(), **facts):
    return raising.raise_concern(by, reported.find(kind, ref, by), WORRY, shown, new_ref(), **facts)


def words_for(reader, concern):
    return reading.open_for(Concern.get_by_id(concern.id), reader)
