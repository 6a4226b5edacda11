"""A coordinator with a bank of questions and an offer to read, and what the log tells of it."""

import pytest

from peerportal.activities.models import Question
from peerportal.core.log import LogEntry
from tests.activities.banked import make_bank


@pytest.fixture
def bank(programme):
    return make_bank("Ours", ("goals", "meet work"), ("change", "close"))


@pytest.fixture
def coordinating(carmen, browser_of):
    return browser_of(carmen)


@pytest.fixture
def offered(bank, begin, pair, priya):
    """Priya offers a question of her pair's to everyone."""
    table = begin(pair, priya, "questions")
    table.does(priya, "add", words="May others ask this?", about="goals")
    table.does(priya, "offer", question=table.facts(priya)["own"][0].ref)
    return table


def one(bank):
    return Question.select().where(Question.set == bank).order_by(Question.id).first()


def done():
    return [(row.action, row.kind, row.reason) for row in LogEntry.select().order_by(LogEntry.id)]
