"""A pair that met and wrote, with a word in each place that nobody else may find."""

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups import holding
from peerportal.groups.commitments import making
from peerportal.groups.meetings import booking
from peerportal.groups.models import AgendaItem, Agreement

SECRET = "Bernsteinwiesel"


@pytest.fixture(name="busy")
def busy_pair(pair, priya, omar):
    """The pair with a word that nobody else may find."""
    AgendaItem.add(pair, priya, SECRET, new_ref()).mark(pair, "discussed")
    holding.hold(pair, 1)
    AgendaItem.add(pair, omar, SECRET, new_ref())
    making.make(pair, omar, SECRET, None, new_ref())
    Agreement.propose(pair, priya, {"private": SECRET}, 0)
    booking.move(pair, priya, 2, 1, starts_at=clock.now(), minutes=30, means="in_person", place=SECRET)
    return pair
