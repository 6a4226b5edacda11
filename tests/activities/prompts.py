"""A pair with a bank of three questions, and what has been drawn there."""

import pytest

from tests.activities.banked import make_bank


@pytest.fixture
def table(begin, pair, priya):
    make_bank("Bank", *[("goals", "meet work"), ("change", "work"), ("goals", "close")])
    return begin(pair, priya, "questions")


def words(table, person):
    return [entry["asks"]["words"] for entry in table.facts(person)["drawn"]]


def last(table, person):
    return table.facts(person)["drawn"][0]
