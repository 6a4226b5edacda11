"""A talk and a visit agreed on for a day in May 2027, and what home and calendars tell of it."""

import datetime as dt

import pytest

from peerportal.groups.calendar import feeds
from peerportal.people import asks
from tests.calendar_text import read

SECRET = "Bernsteinwiesel"
NOW = dt.datetime(2027, 5, 1, 8, 0, tzinfo=dt.UTC)
DAY, LATER = dt.date(2027, 5, 13), dt.date(2027, 5, 20)


@pytest.fixture(autouse=True)
def now(still):
    """The first of May 2027, standing still."""
    still.stand_still(NOW)
    return still


@pytest.fixture
def talks(begin, pair, priya, omar):
    """Priya presents on the thirteenth; Omar has not said yet when."""
    table = begin(pair, priya, "lunch")
    table.does(priya, "plan", topic=SECRET, day=DAY, link=f"https://example.org/{SECRET}")
    table.does(omar, "plan", topic="What customers ask")
    return table


@pytest.fixture
def visit(begin, pair, priya, omar):
    """Priya visits Omar on the thirteenth."""
    table = begin(pair, priya, "shadowing")
    table.does(priya, "shadow", visitor=priya.ref, host=omar.ref)
    table.goes_on(priya)
    table.does(omar, "agree", day=DAY, limits=SECRET)
    return table


@pytest.fixture
def asked(browser_of):
    """The answer to this person's calendar, which keeps asking at one private address: asked(priya)."""
    addresses = {}

    def ask(person, **headers):
        path = addresses.setdefault(person.id, None) or feeds.make(person)
        addresses[person.id] = path
        return browser_of().open("GET", path, headers=headers)

    return ask


@pytest.fixture
def entries(asked):
    return lambda person: read(asked(person).data)[1]


def told(person):
    """What home names as coming: (headline, day)."""
    return [(f"{one.before}{one.name}", one.on) for one in asks.told_to(person) if one.on]


def questions(person):
    return [f"{one.before}{one.name}{one.after}" for one in asks.waiting_for(person)]
