"""Commitments for tests: made after a pair's first meeting, and read back as "last time" tells them."""

import pytest

from peerportal.core.ids import new_ref
from peerportal.groups import holding, reading
from peerportal.groups.commitments import making
from peerportal.groups.commitments import reading as told
from peerportal.groups.meetings.standing import standing_of
from peerportal.groups.models import Group
from peerportal.groups.opened import open_group


@pytest.fixture(name="met")
def pair_that_met(pair):
    """The pair after its first meeting."""
    holding.hold(pair, 1)
    return pair


@pytest.fixture(name="make")
def making_one(met, priya):
    return lambda words="Ask Ana", by=priya, due=None, key=None: making.make(
        met, by, words, due, key or new_ref()
    )


def stand(pair, reader):
    """What "last time" says: {name: [words, …]}, mine first."""
    opened = open_group(Group.get_by_id(pair.id), reader)
    lines = told.facts(opened, reading.next_meeting(opened), standing_of(pair))["last"]
    return {line.member.first_name: [card.words for card in line.cards] for line in lines}
