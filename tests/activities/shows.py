"""A pair that brought something to show and tell, and the address of the one picture that was brought."""

import pytest

from peerportal.activities import pictures
from peerportal.activities.models import ActivityPicture
from tests.activities.brought import with_place

SECRET = "Zirkuszebra"


@pytest.fixture
def table(begin, pair, priya, omar):
    """Priya brought a ticket with a picture of it, Omar a cup in words; nobody has told yet."""
    table = begin(pair, priya, "show")
    table.does(priya, "bring", title="A ticket", story=SECRET, why="My first trip alone")
    table.does(priya, "add-picture", picture=pictures.drawn(with_place()), alt="A torn ticket, green")
    table.does(omar, "bring", title="فنجان جدتي")
    return table


@pytest.fixture
def told(table, priya):
    """Priya has shown hers."""
    table.goes_on(priya)
    table.does(priya, "show")
    return table


def only():
    return ActivityPicture.get()


def address(table, row=None):
    return table.at("pictures", (row or only()).ref)


def answers(browser_of, people, where):
    return [browser_of(person).open("GET", where).status_code for person in people]
