"""Both draw a question at the same moment: in one session it is one, in two of a group it is never the same."""

import pytest

from peerportal.activities import starting
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivitySession, DrawnQuestion, QuestionCursor
from peerportal.activities.playing import opened_at
from peerportal.core.ids import new_ref
from peerportal.groups.models import Group
from peerportal.groups.opened import open_group as opened_for
from tests.activities.banked import make_bank
from tests.races.conftest import ROUNDS
from tests.world import open_group

pytestmark = pytest.mark.long


@pytest.fixture
def pair(programme, priya, omar):
    made = open_group(priya, omar, programme, item="How to begin")
    make_bank("Bank", *[("goals", "meet work")] * 5)
    return Group.get_by_id(made.id)


def begun(pair, priya):
    ActivitySession.delete().execute()
    DrawnQuestion.delete().execute()
    QuestionCursor.delete().execute()
    return [starting.start(pair, priya, KINDS["questions"], new_ref()) for _ in range(2)]


def asked(pair, priya, session):
    """The words that lie on the table of a session."""
    fresh = ActivitySession.get_by_id(session.id)
    if fresh.words is None:
        return []
    tables = opened_at(fresh, opened_for(pair, priya)).tables
    return [entry["asks"]["words"] for entry in tables["ask"]["drawn"]]


def drawn_at_once(processes, pair, priya, omar, *, one_session):
    """One round; whether one question lies on one table, or two different ones on two."""
    first, other = begun(pair, priya)
    sessions = (first, first) if one_session else (first, other)
    deeds = [
        ("draw_question", {"session": session.id, "by": by.id})
        for session, by in zip(sessions, (priya, omar), strict=True)
    ]
    answers = processes.race(deeds)
    words = [
        word for session in {row.id: row for row in sessions}.values() for word in asked(pair, priya, session)
    ]
    many = 1 if one_session else 2
    fine = len(set(words)) == len(words) == many == DrawnQuestion.select().count()
    return answers, fine and {outcome for outcome, _ in answers} == {"done"}


@pytest.mark.parametrize("one_session", [True, False])
def test_nothing_is_drawn_twice(contenders, pair, priya, omar, one_session):
    processes = contenders(2)
    for _ in range(ROUNDS // 2):
        answers, fine = drawn_at_once(processes, pair, priya, omar, one_session=one_session)
        assert fine, answers


@pytest.mark.parametrize("one_session", [True, False])
def test_without_the_guards_something_would_be(contenders, pair, priya, omar, one_session):
    processes = contenders(2, guarded=False)
    outcomes = (
        drawn_at_once(processes, pair, priya, omar, one_session=one_session)[1] for _ in range(ROUNDS)
    )
    assert not all(outcomes)
