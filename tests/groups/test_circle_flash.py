"""A flash: it closes by itself after the meetings that were planned, and not before."""

from datetime import timedelta

from peerportal.core import clock
from peerportal.groups import holding
from peerportal.groups.circles import finishing
from peerportal.groups.meetings import booking
from tests.groups.test_circles import state_of


def test_a_flash_closes_by_itself_after_its_meetings_and_not_before(start, priya, omar, enter, still):
    group = start(priya, format="flash", planned=2)
    enter(group, omar)
    for number in (1, 2):
        clock.move(timedelta(days=7))
        finishing.finish_due()
        assert state_of(group) == "active"
        holding.hold(group, number)
    clock.move(timedelta(days=1))
    finishing.finish_due()
    assert state_of(group) == "active", "what each takes away from it is still to be written"
    clock.move(timedelta(days=2))
    finishing.finish_due()
    assert state_of(group) == "closed"


def test_its_members_may_plan_one_more_meeting(start, priya, omar, enter, still, browser_of, at):
    group = start(priya, format="flash", planned=1)
    enter(group, omar)
    holding.hold(group, 1)
    browser = browser_of(omar)
    browser.follow(browser.submit(browser.get(at(group)), "form[action$='/once-more']"))
    assert not finishing.once_more(group, 1), "a second click plans no second one"
    clock.move(timedelta(days=9))
    finishing.finish_due()
    assert state_of(group) == "active"


def test_a_flash_does_not_close_before_a_date_that_its_members_booked(
    start, priya, omar, enter, still, browser_of, at
):
    group = start(priya, format="flash", planned=1)
    enter(group, omar)
    holding.hold(group, 1)
    browser = browser_of(omar)
    page = browser.get(at(group))
    assert "unless you book a date before" in page.select_one("#circle .note").get_text()
    assert "date" not in page.select_one("#loop").get_text(), (
        "nobody is pressed for a date that is not planned"
    )
    booking.book(group, priya, 2, clock.now() + timedelta(days=20))
    told = browser.get(at(group)).select_one("#circle .note").get_text()
    assert "The next meeting is the last one planned" in told and "unless" not in told
    for days in (3, 17):
        clock.move(timedelta(days=days))
        finishing.finish_due()
        assert state_of(group) == "active"
    clock.move(timedelta(days=3))
    finishing.finish_due()
    assert state_of(group) == "closed"


def test_a_flash_whose_booked_date_was_called_off_closes_after_all(start, priya, omar, enter, still):
    group = start(priya, format="flash", planned=1)
    enter(group, omar)
    holding.hold(group, 1)
    booking.book(group, priya, 2, clock.now() + timedelta(days=20))
    clock.move(timedelta(days=3))
    booking.cancel(group, 2)
    finishing.finish_due()
    assert state_of(group) == "active", "they may look for another date"
    clock.move(timedelta(days=2))
    finishing.finish_due()
    assert state_of(group) == "closed"


def test_home_asks_for_no_date_in_a_circle_that_closes_by_itself(start, priya, omar, enter, browser_of):
    group = start(priya, format="flash", planned=1)
    enter(group, omar)
    browser = browser_of(omar)
    assert "Find a time" in browser.get("/").main.get_text()
    holding.hold(group, 1)
    assert "Find a time" not in browser.get("/").main.get_text()
    finishing.once_more(group, 1)
    assert "Find a time" in browser.get("/").main.get_text()
