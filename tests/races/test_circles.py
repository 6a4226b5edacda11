"""Circles at the same moment: the last place, joining while a member blocks, leaving while it is closed."""

import random

import pytest

from peerportal.core import db
from peerportal.groups.models import Circle, CircleInvitation, Group, Membership
from peerportal.people.models import Block
from tests.races.conftest import ROUNDS
from tests.world import open_circle

pytestmark = pytest.mark.long


def clear():
    """No circles and no blocks."""
    with db.transaction():
        for table in (CircleInvitation, Circle, Membership, Group, Block):
            table.delete().execute()


def last_place(processes, programme, priya, omar, lin):
    """One round: Omar and Lin both join where one place is left; the outcomes, and whether all is well."""
    clear()
    circle = open_circle([priya], programme, "One place", most=2, state="trying")
    joins = [("join_circle", {"group": circle.id, "by": person.id}) for person in (omar, lin)]
    answers = processes.race(joins)
    fine = sorted(outcome for outcome, _ in answers) == ["done", "refused"]
    return answers, fine and len(circle.member_ids()) == 2


def test_the_last_place_of_a_circle_has_one_winner(contenders, programme, priya, omar, lin):
    processes = contenders(2)
    for _ in range(ROUNDS):
        answers, fine = last_place(processes, programme, priya, omar, lin)
        assert fine, answers


def test_without_guards_the_last_place_of_a_circle_is_taken_twice(contenders, programme, priya, omar, lin):
    processes = contenders(2, guarded=False)
    outcomes = (last_place(processes, programme, priya, omar, lin)[1] for _ in range(ROUNDS))
    assert not all(outcomes), "the race test would not notice a missing guard"


def joined_while_blocked(processes, programme, priya, omar, lin):
    """One round: Omar joins while Priya, who is in it, blocks him; what failed, and whether both are in it."""
    clear()
    circle = open_circle([priya, lin], programme, "Not together", state="trying")
    # A block is done sooner than a join has looked; a few milliseconds later it meets the moment between its looking
    # and its joining, which is short.
    later = random.uniform(0, 0.006)  # noqa: S311
    deeds = [
        ("join_circle", {"group": circle.id, "by": omar.id}),
        ("block", {"by": priya.id, "other": omar.id, "after": later}),
    ]
    failed = [detail for outcome, detail in processes.race(deeds) if outcome == "failed"]
    return failed, {priya.id, omar.id} <= set(circle.member_ids())


def test_whoever_blocks_is_never_left_with_who_joins(contenders, programme, priya, omar, lin):
    processes = contenders(2)
    for _ in range(ROUNDS):
        failed, together = joined_while_blocked(processes, programme, priya, omar, lin)
        assert not failed, failed
        assert not together


def test_without_guards_a_block_and_a_join_miss_each_other(contenders, programme, priya, omar, lin):
    processes = contenders(2, guarded=False)
    outcomes = (joined_while_blocked(processes, programme, priya, omar, lin)[1] for _ in range(ROUNDS))
    assert any(outcomes), "the race test would not notice a missing guard"


def test_leaving_and_closing_at_once_end_in_a_closed_circle(contenders, programme, priya, omar, lin):
    processes = contenders(2)
    for _ in range(ROUNDS):
        clear()
        circle = open_circle([priya, omar, lin], programme, "Over")
        answers = processes.race(
            [
                ("leave_circle", {"group": circle.id, "by": priya.id}),
                ("close_group", {"group": circle.id, "by": omar.id}),
            ]
        )
        assert not [detail for outcome, detail in answers if outcome == "failed"], answers
        assert Group.get_by_id(circle.id).is_closed
        assert {omar.id, lin.id} <= set(circle.member_ids())
