"""Steps on the way to a goal: added, ordered, ticked, dated, made into commitments."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import ending, one, steps
from peerportal.groups.models import Commitment, GoalStep
from peerportal.groups.opened import open_group
from tests.groups.goals_made import fresh, make_goal


@pytest.fixture
def goal(pair, priya):
    return make_goal(pair, priya, shared=True)


@pytest.fixture
def add(goal, priya):
    return lambda words, **facts: steps.add(goal, priya, words, new_ref(), **facts)


def way(pair, goal, reader):
    return one.facts(open_group(pair, reader), fresh(goal))["steps"]


def words_of(pair, goal, reader):
    return [step.words for step in way(pair, goal, reader)]


def test_a_step_is_added_dated_and_marked_on_the_page(browser_of, pair, goal, priya, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    for _ in range(2):
        browser.submit(page, "#step-adder", words="Ask for a date", due_on="2031-05-01", is_milestone="y")
    step = way(pair, goal, priya)[0]
    assert (step.words, step.due_on, step.is_milestone) == ("Ask for a date", dt.date(2031, 5, 1), True)
    assert GoalStep.select().count() == 1, "the form sent twice is one step"


def test_an_empty_step_is_asked_for_again_with_what_was_typed(browser_of, pair, goal, priya, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    for fragment in (False, True):
        again = browser.submit(
            page, "#step-adder", words=" ", due_on="2031-05-01", status=422, fragment=fragment
        )
        assert (
            again.select_one("#new-step-error") and again.select_one("#new-step-due")["value"] == "2031-05-01"
        )


def test_steps_change_places_and_a_second_click_moves_nothing_more(pair, goal, priya, add):
    add("one"), add("two")
    three = add("three")
    assert steps.move(goal, three, priya, -1, 3) == 2
    assert steps.move(goal, three, priya, -1, 3) == 2
    assert words_of(pair, goal, priya) == ["one", "three", "two"]
    assert steps.move(goal, three, priya, 1, 9) == 2


def test_a_tick_is_a_tick_however_often(pair, goal, priya, add, still):
    step = add("one")
    steps.tick(goal, step, priya, True)
    first = fresh(step).done_at
    clock.move(dt.timedelta(hours=1))
    steps.tick(goal, step, priya, True)
    assert fresh(step).done_at == first
    steps.tick(goal, step, priya, False)
    assert fresh(step).done_at is None


def test_a_stale_edit_of_a_step_shows_both(browser_of, pair, goal, priya, add, at):
    step = add("First")
    browser = browser_of(priya)
    here = at(pair, "goals", goal.ref, "steps", step.ref, "edit")
    for fragment in (False, True):
        form = browser.get(here, fragment=fragment)
        version = fresh(step).version
        assert steps.edit(goal, step, priya, "Meanwhile", version, due_on=None, milestone=False)
        both = browser.submit(form, "li form", words="Mine", status=409, fragment=fragment)
        assert "Meanwhile" in both.get_text() and both.select_one("input[name=words]")["value"] == "Mine"
        browser.submit(both, "li form", fragment=fragment)
        assert words_of(pair, goal, priya) == ["Mine"]


def test_there_is_an_end_of_steps(goal, add):
    for number in range(steps.MOST):
        add(f"Step {number}")
    with pytest.raises(RuleBroken):
        add("One too many")


def test_a_step_becomes_a_commitment_and_each_shows_the_other(browser_of, pair, goal, priya, omar, add, at):
    step = add("Ask Ana for a date", due_on=clock.today() + dt.timedelta(days=9))
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    action = page.select_one("button[formaction$='/promise']")["formaction"]
    data = {"form_key": page.select_one(f"#step-{step.ref} input[name=form_key]")["value"]}
    for _ in range(2):
        browser.post(action, data)
    made = Commitment.get()
    assert (made.person_id, made.due_on, fresh(step).commitment_id) == (priya.id, step.due_on, made.id)
    page = browser_of(omar).get(at(pair, "goals", goal.ref))
    there = browser_of(omar).get(page.select_one(f"#step-{step.ref} a.tag")["href"])
    assert "Ask Ana for a date" in there.get_text()
    assert there.select_one(f"a[href='{at(pair, 'goals', goal.ref)}']").get_text() == "Give six talks"


def test_a_private_goal_is_not_betrayed_by_its_commitment(browser_of, pair, priya, omar, at):
    goal = make_goal(pair, priya, "Nobody knows of this")
    step = steps.add(goal, priya, "Ask Ana for a date", new_ref())
    made = steps.promise(goal, step, priya, new_ref())
    page = browser_of(omar).get(at(pair, "commitments", made.ref))
    assert "Ask Ana" in page.get_text() and "Nobody knows" not in page.get_text()
    assert "Nobody knows" in browser_of(priya).get(at(pair, "commitments", made.ref)).get_text()


def test_one_thing_until_next_time_holds_for_steps_too(pair, goal, priya, add):
    steps.promise(goal, add("one"), priya, new_ref())
    with pytest.raises(RuleBroken):
        steps.promise(goal, add("two"), priya, new_ref())
    assert Commitment.select().count() == 1


def test_a_date_that_has_passed_does_not_stand_in_the_way(pair, goal, priya, add):
    step = add("one", due_on=clock.today() - dt.timedelta(days=3))
    assert steps.promise(goal, step, priya, new_ref()).due_on is None


def test_removing_a_step_leaves_its_commitment(pair, goal, priya, add):
    step = add("one")
    steps.promise(goal, step, priya, new_ref())
    steps.remove(goal, step, priya)
    steps.remove(goal, step, priya)
    assert Commitment.select().count() == 1 and not GoalStep.select().exists()


def test_an_ended_goals_steps_rest(pair, goal, priya, add):
    step = add("one")
    ending.reach(goal, priya, "")
    for change in (
        lambda: add("two"),
        lambda: steps.tick(goal, step, priya, True),
        lambda: steps.promise(goal, step, priya, new_ref()),
        lambda: steps.remove(goal, step, priya),
    ):
        with pytest.raises(RuleBroken):
            change()


def test_every_button_of_a_step_works_without_htmx(browser_of, pair, goal, priya, add, at):
    add("one")
    step = add("two")
    browser = browser_of(priya)
    for deed in ("up", "down", "tick", "untick", "remove"):
        page = browser.get(at(pair, "goals", goal.ref))
        row = page.select_one(f"#step-{step.ref}")
        action = row.select_one(f"button[formaction$='/{deed}']")["formaction"]
        place = row.select_one("input[name=place]")["value"]
        assert "/goals/" in browser.post(action, {"place": place}).location
    assert words_of(pair, goal, priya) == ["one"]
