"""Two at the same moment: both close, both register, one closes while the other books, the last two of many agree."""

import pytest

from peerportal.core import clock, db
from peerportal.groups.models import Farewell, Group, Meeting, Membership
from peerportal.matching.models import PeerRequest
from tests.races.conftest import ROUNDS
from tests.world import open_group

pytestmark = pytest.mark.long


@pytest.fixture
def pair(programme, priya, omar):
    return open_group(priya, omar, programme, item="How to begin")


@db.transaction()
def open_again(pair):
    """The pair as it was before the round."""
    Farewell.delete().execute()
    facts = {"state": "active", "closed_at": None, "closed_by": None}
    Group.update(facts).where(Group.id == pair.id).execute()
    Meeting.delete().where(Meeting.group == pair, Meeting.number > pair.meeting.number).execute()
    meeting = {"state": "proposed", "starts_at": None}
    Meeting.update(meeting).where(Meeting.id == pair.meeting.id).execute()


def both_close(processes, pair, priya, omar):
    """One round: both close with a thank-you."""
    open_again(pair)
    answers = processes.race(
        [
            ("close_with_thanks", {"group": pair.id, "by": person.id, "words": "Thank you."})
            for person in (priya, omar)
        ]
    )
    fine = [outcome for outcome, _ in answers] == ["done", "done"]
    return answers, fine and Farewell.select().count() == 2 and Group.get_by_id(pair.id).is_closed


def test_both_may_close_at_once_and_both_thanks_are_kept(contenders, pair, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = both_close(processes, pair, priya, omar)
        assert fine, answers


def one_books(processes, pair, priya, omar):
    """One round: Priya books the next meeting while Omar closes."""
    open_again(pair)
    booking = {"group": pair.id, "by": priya.id, "number": pair.meeting.number, "in_minutes": 90}
    answers = processes.race(
        [
            ("plan_meeting", booking),
            ("close_with_thanks", {"group": pair.id, "by": omar.id, "words": ""}),
        ]
    )
    state = Meeting.get_by_id(pair.meeting.id).state
    return answers, answers[1][0] == "done" and state != "booked"


def test_no_meeting_stays_booked_in_a_group_that_was_closed(contenders, pair, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = one_books(processes, pair, priya, omar)
        assert fine, answers


def test_without_guards_a_meeting_stays_booked(contenders, pair, priya, omar):
    processes = contenders(2, guarded=False)
    outcomes = (one_books(processes, pair, priya, omar)[1] for _ in range(ROUNDS))
    assert not all(outcomes), "the race test would not notice a missing guard"


def both_tell(processes, priya, omar):
    """One round: each says that the two already meet."""
    with db.transaction():
        for table in (PeerRequest, Membership, Group):
            table.delete().execute()
    answers = processes.race(
        [("say_we_meet", {"by": priya.id, "to": omar.id}), ("say_we_meet", {"by": omar.id, "to": priya.id})]
    )
    states = [group.state for group in Group.select()]
    return answers, sorted(said for _, said in answers) == ["accepted", "pending"] and states == ["active"]


def test_two_who_tell_each_other_at_once_have_one_page(contenders, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = both_tell(processes, priya, omar)
        assert fine, answers


def test_without_guards_they_miss_each_other(contenders, without_unique, priya, omar):
    without_unique("peer_request_one_open", "peer_group_one_open_pair")
    processes = contenders(2, guarded=False)
    outcomes = (both_tell(processes, priya, omar)[1] for _ in range(ROUNDS))
    assert not all(outcomes), "the race test would not notice a missing guard"


def last_two(processes, pair, priya, omar):
    """One round: the last two of a circle say at once that it is time to end it."""
    open_again(pair)
    Membership.update(done_at=None).where(Membership.group == pair).execute()
    Group.update(kind="circle").where(Group.id == pair.id).execute()
    answers = processes.race([("say_done", {"group": pair.id, "by": person.id}) for person in (priya, omar)])
    fine = sorted(said for _, said in answers) == [False, True]
    return answers, fine and Group.get_by_id(pair.id).is_closed


def test_the_last_two_of_a_circle_agree_at_once(contenders, pair, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = last_two(processes, pair, priya, omar)
        assert fine, answers


def both_say_yes(processes, pair, priya, omar):
    """One round: both say at once that it fits; exactly the later one makes the result known."""
    facts = {"fit": None, "fit_at": None, "joined_at": clock.now().replace(year=2020)}
    Membership.update(facts).where(Membership.group == pair).execute()
    answers = processes.race(
        [("say_fit", {"group": pair.id, "by": person.id, "said": "yes"}) for person in (priya, omar)]
    )
    return answers, sorted(said for _, said in answers) == [False, True]


def test_two_who_say_yes_at_once_get_their_result(contenders, pair, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = both_say_yes(processes, pair, priya, omar)
        assert fine, answers
