"""The portal's deck of cards, there to be chosen or laid on a pair's table."""

import pytest

from peerportal.activities.models import QuestionSet


@pytest.fixture
def table(content, begin, pair, priya):
    return begin(pair, priya, "deck")


@pytest.fixture
def laid(table, priya):
    """The portal's deck lies on the table."""
    table.does(priya, "use", deck=built_in().ref)
    table.goes_on(priya)
    return table


def built_in():
    return QuestionSet.get(QuestionSet.key == "deck")
