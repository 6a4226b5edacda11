"""Two people at the same date: one is booked, and each end of a meeting makes one meeting after it."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.groups.models import Meeting, SlotOffer
from tests.races.conftest import ROUNDS
from tests.world import open_group

pytestmark = pytest.mark.long


@pytest.fixture
def pair(programme, priya, omar):
    return open_group(priya, omar, programme, item="How to begin")


def begin_again(pair, state):
    """One meeting to come in this state, and nothing of the round before."""
    Meeting.delete().where(Meeting.group == pair, Meeting.number > 2).execute()
    past = clock.now() - dt.timedelta(hours=1)
    facts = {"state": state, "starts_at": past if state == "booked" else None, "version": 1, "sequence": 0}
    Meeting.update(facts).where(Meeting.group == pair, Meeting.number == 2).execute()


def booked_at_once(processes, pair, priya, omar):
    """One round: each books another time."""
    begin_again(pair, "proposed")
    times = [(clock.now() + dt.timedelta(days=days)).isoformat() for days in (2, 3)]
    people = zip((priya.id, omar.id), times, strict=True)
    answers = processes.race(
        [("book", {"group": pair.id, "by": by, "number": 2, "at": at}) for by, at in people]
    )
    won = [at for at, answer in zip(times, answers, strict=True) if answer == ("done", True)]
    meeting = Meeting.next_of(pair)
    fine = len(won) == 1 and meeting.starts_at.isoformat() == won[0] and meeting.version == 2
    return answers, fine and ("done", False) in answers


def ended_at_once(processes, pair):
    """One round: one says that they met, the other that they did not."""
    begin_again(pair, "booked")
    answers = processes.race([(deed, {"group": pair.id, "number": 2}) for deed in ("hold", "miss")])
    after = list(Meeting.select().where(Meeting.group == pair, Meeting.number > 2))
    outcomes = sorted(answers)
    return answers, outcomes == [("done", False), ("done", True)] and len(after) == 1


def test_of_two_dates_one_is_booked_and_the_other_hears_of_it(contenders, pair, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = booked_at_once(processes, pair, priya, omar)
        assert fine, answers
    assert not SlotOffer.select().exists()


def test_held_and_missed_at_once_come_to_one_end(contenders, pair):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = ended_at_once(processes, pair)
        assert fine, answers


def test_without_guards_both_would_be_told_that_theirs_is_booked(contenders, pair, priya, omar):
    processes = contenders(2, guarded=False)
    assert not all(booked_at_once(processes, pair, priya, omar)[1] for _ in range(ROUNDS))
