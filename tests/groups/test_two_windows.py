"""The same thing changed in two windows, or on two devices: both texts are shown, and neither is overwritten unseen."""

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups.endings import closing
from peerportal.groups.goals import check_ins, standing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.models import Farewell, GoalCheckIn, Group
from tests.groups.goals_made import make_goal


def test_a_check_in_changed_in_another_window_shows_both(browser_of, pair, priya, at):
    goal = make_goal(pair, priya)
    noted = check_ins.check_in(goal, priya, clock.today(), CheckedIn("70", "Oops"), new_ref())
    browser = browser_of(priya)
    address = at(pair, "goals", goal.ref, "check-ins", noted.ref, "edit")
    one, other = browser.get(address), browser.get(address)
    browser.submit(one, "#check-in", value="7", line="On the desk")
    browser.submit(one, "#check-in", value="7", line="On the desk")
    both = browser.submit(other, "#check-in", value="8", line="On the phone", status=409)
    assert "7, On the desk" in both.select_one("[role=alert]").get_text()
    assert both.select_one("#line")["value"] == "On the phone"
    assert said(noted, goal, priya) == CheckedIn("7", "On the desk")
    browser.submit(both, "#check-in", status=303)
    assert said(noted, goal, priya) == CheckedIn("8", "On the phone")


def said(noted, goal, owner):
    row = GoalCheckIn.get_by_id(noted.id)
    return CheckedIn.read(standing.space_of(goal, owner).read(row, GoalCheckIn.words))


@pytest.mark.parametrize("fragment", [False, True])
def test_thanks_changed_in_another_window_show_both(browser_of, pair, priya, omar, at, fragment):
    closing.close(pair, priya)
    browser = browser_of(priya)
    one, other = (browser.get(at(pair, "thanks", "edit")) for _ in range(2))
    for _ in range(2):
        browser.submit(one, "#thanks form", words="From the desk", status=303)
    both = browser.submit(other, "#thanks form", words="From the phone", status=409, fragment=fragment)
    assert "From the desk" in both.select_one("[role=alert]").get_text()
    assert both.select_one("#thanks-words").get_text().strip() == "From the phone"
    assert "From the desk" in browser_of(omar).get(at(pair)).select_one("#thanks").get_text()
    browser.submit(both, "#thanks form", status=303)
    assert "From the phone" in browser_of(omar).get(at(pair)).select_one("#thanks").get_text()


def test_closing_in_two_windows_with_other_thanks_loses_neither(browser_of, pair, priya, at):
    browser = browser_of(priya)
    one, other = (browser.get(at(pair, "close")) for _ in range(2))
    browser.submit(one, "main form", words="From the desk", status=303)
    both = browser.submit(other, "main form", words="From the phone", status=409)
    text = both.select_one("#thanks").get_text()
    assert "From the desk" in text and "From the phone" in text
    assert Group.get_by_id(pair.id).is_closed and Farewell.select().count() == 1
