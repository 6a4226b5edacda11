"""A big decision of Omar's with two options, still open or made, and the days until he is asked about it."""

import datetime as dt

import pytest

from peerportal.core import clock

SECRET = "Zirkuszebra"


@pytest.fixture
def table(still, begin, pair, priya, omar):
    """It is Omar's decision, with two options."""
    table = begin(pair, priya, "decision")
    table.does(priya, "decider", entry=omar.ref)
    table.does(omar, "put", question=f"Do I take the {SECRET} post?", matters="It is far away.")
    table.goes_on(priya)
    for words in ("Take it", "Stay"):
        table.does(priya, "add-option", words=words)
    return table


@pytest.fixture
def decided(table, priya, omar):
    """Omar has chosen, and the group has finished; in ten days home asks how it turned out."""
    to_choose(table, priya, omar)
    table.does(omar, "choose", option=refs(table, priya)["Take it"], why=f"{SECRET} calls", day=in_days(10))
    table.goes_on(priya)
    return table


def to_choose(table, *people):
    table.goes_on(people[0])
    table.goes_on(people[0])
    for person in people:
        table.does(person, "ready")
    table.goes_on(people[0])


def in_days(days):
    return clock.today() + dt.timedelta(days=days)


def refs(table, person, step="options"):
    return {option["words"]: option["ref"] for option in table.facts(person, step)["options"]}
