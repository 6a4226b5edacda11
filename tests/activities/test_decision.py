"""A big decision: whose it is, its two to six options, and the choice that the decider alone makes."""

import pytest

from peerportal.activities import playing
from peerportal.activities.kind import Overtaken, Refused
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from tests.activities import decisions
from tests.activities.decisions import SECRET, refs, to_choose

table = decisions.table  # a fixture


def order(table, person):
    return list(refs(table, person))


def test_first_somebody_has_a_decision_and_a_question(still, begin, pair, priya, omar):
    table = begin(pair, priya, "decision")
    with pytest.raises(RuleBroken, match="whose decision"):
        table.goes_on(priya)
    with pytest.raises(RuleBroken, match="whose decision"):
        table.does(priya, "put", question="Shall I?")
    table.does(priya, "decider", entry=priya.ref)
    with pytest.raises(RuleBroken, match="what is to be decided"):
        table.goes_on(priya)
    with pytest.raises(RuleBroken, match="nobody in this group"):
        table.does(priya, "decider", entry=new_ref())


def test_the_decider_writes_the_question_and_two_of_their_devices_lose_nothing(table, priya, omar):
    table.goes_back(priya)
    with pytest.raises(RuleBroken, match="for Omar to decide"):
        table.does(priya, "put", question="Another question")
    with pytest.raises(Overtaken) as met:
        table.does(omar, "put", question="Another question", version=0)
    assert SECRET in met.value.now["question"]


def test_a_decision_has_two_to_six_options(table, priya):
    table.does(priya, "remove-option", entry=refs(table, priya)["Stay"])
    with pytest.raises(RuleBroken, match="at least two options"):
        table.goes_on(priya)
    for number in range(5):
        table.does(priya, "add-option", words=f"Way {number}")
    with pytest.raises(Refused, match="There are 6 here"):
        table.does(priya, "add-option", words="One too many")
    with pytest.raises(RuleBroken, match="There are 6 here"):
        table.does(priya, "put-back-option", entry=table.facts(priya)["removed"]["ref"])


def test_options_move_up_and_down_and_a_stale_move_changes_nothing(table, priya, omar):
    stay = refs(table, priya)["Stay"]
    table.does(priya, "move-option", entry=stay, way=-1, place=2)
    table.does(omar, "move-option", entry=stay, way=-1, place=2)
    assert order(table, priya) == ["Stay", "Take it"]
    table.does(priya, "move-option", entry=stay, way=-1, place=1)
    table.does(priya, "move-option", entry=stay, way=0, place=1)
    assert order(table, priya) == ["Stay", "Take it"]


def test_the_decider_alone_chooses_one_of_the_options(table, priya, omar):
    to_choose(table, priya, omar)
    option = refs(table, priya)["Take it"]
    with pytest.raises(RuleBroken, match="for Omar to decide"):
        table.does(priya, "choose", option=option, why="I think so")
    with pytest.raises(Refused, match="one of the options"):
        table.does(omar, "choose", option=new_ref(), why="It calls")
    with pytest.raises(RuleBroken, match="not made yet"):
        table.goes_on(priya)
    table.does(omar, "choose", option=option, why="It calls")
    assert table.facts(priya)["option"] == "Take it"
    assert table.session.due_on is None


def test_on_one_laptop_the_choice_is_the_deciders(table, priya, omar):
    to_choose(table, priya, omar)
    playing.share_laptop(table.group, table.session, priya, True)
    table.does(priya, "choose", member=omar.ref, option=refs(table, priya)["Stay"], why="Friends")
    assert table.facts(omar)["option"] == "Stay"


def test_a_circle_decides_with_one_of_them(still, begin, circle, priya, omar, lin):
    table = begin(circle, priya, "decision")
    table.does(omar, "decider", entry=lin.ref)
    table.does(lin, "put", question="Shall I lead it?")
    assert table.facts(omar)["decider"].id == lin.id
