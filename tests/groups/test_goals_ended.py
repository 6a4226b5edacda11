"""Goals that are over: reached or dropped, opened again, and read when nothing can be written any more."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import ending, sharing, writing
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import GoalCheckIn
from tests.groups.goals_made import fresh, make_goal


def test_reaching_with_a_line_can_be_undone(browser_of, pair, priya, omar, at):
    goal = make_goal(pair, priya, shared=True)
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    page = browser.follow(browser.submit(page, "#ending form", line="Harder before than after"))
    assert "Harder before than after" in page.h1.find_next("blockquote").get_text()
    assert not page.select("#step-adder, #check-in-form, #edit-goal")
    assert (
        "Harder before than after"
        in browser_of(omar).get(at(pair, "goals")).select_one("#ended ~ ul").get_text()
    )
    page = browser.follow(browser.submit(page, "form[action$='/reopen']"))
    assert "Harder" not in page.get_text() and fresh(goal).state == "shared"


def test_opened_again_after_a_week_the_line_stays_as_a_check_in(pair, priya, still):
    goal = make_goal(pair, priya)
    ending.drop(goal, priya, "The course was full")
    ended_on = clock.today()
    clock.move(dt.timedelta(days=8))
    ending.reopen(goal, priya)
    noted = GoalCheckIn.get()
    assert (noted.on_day, fresh(goal).state, fresh(goal).parting) == (ended_on, "draft", None)


def test_ended_goals_are_read_and_not_changed(pair, priya):
    goal = make_goal(pair, priya)
    ending.reach(goal, priya, "")
    for change in (
        lambda: writing.edit(goal, priya, Wording(specific="New"), 1),
        lambda: sharing.share(goal, priya),
        lambda: ending.drop(goal, priya, ""),
    ):
        with pytest.raises(RuleBroken):
            change()
    ending.reach(goal, priya, "said twice")
    assert fresh(goal).parting is None


def test_a_closed_groups_goals_are_read_and_no_longer_written(browser_of, pair, priya, omar, at):
    goal = make_goal(pair, priya, "Stays readable", shared=True)
    pair.close(by=omar)
    for person in (priya, omar):
        page = browser_of(person).get(at(pair, "goals", goal.ref))
        assert "Stays readable" in page.get_text() and not page.select("main form")
        assert not page.select_one("#goal").get("hx-get")
    for verb in ("share", "reach", "drop", "reopen"):
        browser_of(priya).post(at(pair, "goals", goal.ref, verb), status=409)


def test_ended_goals_come_a_page_at_a_time(browser_of, pair, priya, at):
    for number in range(12):
        ending.reach(make_goal(pair, priya, f"Done {number}"), priya, "")
    browser = browser_of(priya)
    first = browser.get(at(pair, "goals"))
    assert len(first.select("#ended ~ ul > li")) == 10
    assert len(browser.get(first.select_one("a[rel=next]")["href"]).select("#ended ~ ul > li")) == 2
    for page in ("99", "-1", "0", "x"):
        assert browser.get(at(pair, "goals") + f"?page={page}").select("#ended ~ ul > li")
