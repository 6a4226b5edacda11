"""A pair that draws its plans, the year in which they begin, and what stands in them."""

import pytest


@pytest.fixture
def table(still, begin, pair, priya):
    return begin(pair, priya, "plan")


@pytest.fixture
def now(table, priya):
    """The year in which the plans begin."""
    return table.facts(priya, "draw")["plan"]["years"][0]


def aims(table, person, step="draw"):
    return {aim["words"]: aim for aim in table.facts(person, step)["plan"]["aims"]}
