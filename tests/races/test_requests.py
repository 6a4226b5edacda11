"""Two people at the same moment: the last free place, and requests that cross."""

import pytest

from peerportal.core import db
from peerportal.groups.models import Group, Membership
from peerportal.matching.models import PeerRequest
from tests.races.conftest import ROUNDS
from tests.world import ask

pytestmark = pytest.mark.long


def clear():
    """Nothing between anybody."""
    with db.transaction():
        for table in (PeerRequest, Membership, Group):
            table.delete().execute()


def open_groups():
    return Group.select().where(Group.state != "closed").count()


def open_requests():
    return PeerRequest.select().where(PeerRequest.state.in_(("pending", "asked_back"))).count()


def last_place(processes, programme, priya, omar, lin):
    """One round: Omar and Lin both say yes to Priya, who has room for one; the outcomes, and whether all is well."""
    clear()
    to_omar, to_lin = ask(priya, omar, programme), ask(priya, lin, programme)
    answers = processes.race(
        [("accept", {"request": to_omar.id, "by": omar.id}), ("accept", {"request": to_lin.id, "by": lin.id})]
    )
    fine = sorted(outcome for outcome, _ in answers) == ["done", "refused"] and open_groups() == 1
    return answers, fine


def test_the_last_free_place_has_one_winner(contenders, programme, priya, omar, lin):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = last_place(processes, programme, priya, omar, lin)
        assert fine, answers
        assert not any(outcome == "refused" and "rror" in said for outcome, said in answers)


def test_without_guards_the_last_place_is_given_twice(contenders, programme, priya, omar, lin):
    processes = contenders(2, guarded=False)
    outcomes = (last_place(processes, programme, priya, omar, lin)[1] for _ in range(ROUNDS))
    assert not all(outcomes), "the race test would not notice a missing guard"


def crossing(processes, priya, omar):
    """One round: Priya asks Omar while Omar asks Priya."""
    clear()
    answers = processes.race(
        [("send", {"by": priya.id, "to": omar.id}), ("send", {"by": omar.id, "to": priya.id})]
    )
    fine = [outcome for outcome, _ in answers] == ["done", "done"]
    return answers, fine and open_groups() == 1 and open_requests() == 0


def test_requests_that_cross_become_one_pair(contenders, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = crossing(processes, priya, omar)
        assert fine, answers


def test_without_guards_crossing_requests_miss_each_other(contenders, without_unique, priya, omar):
    without_unique("peer_request_one_open", "peer_group_one_open_pair")
    processes = contenders(2, guarded=False)
    outcomes = (crossing(processes, priya, omar)[1] for _ in range(ROUNDS))
    assert not all(outcomes), "the race test would not notice a missing guard"


def sent_twice(processes, priya, omar):
    """One round: the same request sent twice at once."""
    clear()
    answers = processes.race([("send", {"by": priya.id, "to": omar.id})] * 2)
    outcomes = sorted(outcome for outcome, _ in answers)
    return answers, outcomes in (["done", "done"], ["done", "refused"]) and PeerRequest.select().count() == 1


def test_a_request_sent_twice_is_one_request(contenders, priya, omar):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = sent_twice(processes, priya, omar)
        assert fine, answers


def test_without_guards_a_request_sent_twice_is_two(contenders, without_unique, priya, omar):
    without_unique("peer_request_one_open")
    processes = contenders(2, guarded=False)
    outcomes = (sent_twice(processes, priya, omar)[1] for _ in range(ROUNDS))
    assert not all(outcomes), "the race test would not notice a missing guard"
