"""Meetings that are over: held, missed or cancelled, each once, and what was open waits for the next."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.meetings import booking
from peerportal.groups.models import AgendaItem, Meeting
from tests.groups.monday import DAY, monday, numbered, plan, soon  # noqa: F401 - a fixture


def test_a_date_is_not_taken_away_but_cancelled(pair, priya):
    plan(pair, priya)
    with pytest.raises(RuleBroken):
        plan(pair, priya, starts_at=None)
    assert booking.cancel(pair, 1) and not booking.cancel(pair, 1)
    over = numbered(pair, 1)
    assert (over.state, over.starts_at, over.sequence) == ("cancelled", soon(), 1)
    assert (Meeting.next_of(pair).number, Meeting.next_of(pair).state) == (2, "proposed")


def test_a_missed_meeting_keeps_its_date_and_blames_nobody(browser_of, pair, priya, omar, at):
    plan(pair, priya, minutes=30, means="phone")
    with pytest.raises(RuleBroken):
        booking.miss(pair, 1)
    clock.move(4 * DAY)
    browser = browser_of(omar)
    page = browser.get(at(pair))
    assert "Did you meet?" in page.get_text()
    page = browser.follow(browser.submit(page, "form[action$='/miss']"))
    assert "Your agenda waits for the next date." in page.get_text()
    over, following = numbered(pair, 1), Meeting.next_of(pair)
    assert (over.state, over.sequence, over.starts_at) == ("missed", 0, clock.now() - DAY)
    assert (following.number, following.minutes, following.means) == (2, 30, "phone")
    assert not booking.miss(pair, 1), "the other one pressed it, too"
    words = page.main.get_text().lower()
    assert not [word for word in ("fault", "sorry", "blame", "failed", "omar did") if word in words]


def test_from_its_beginning_they_sit_down_and_after_its_end_they_are_asked(browser_of, pair, priya, omar, at):
    plan(pair, priya, minutes=30)
    begins, told = soon(), []
    for minutes in (-1, 0, 30):
        clock.stand_still(begins + dt.timedelta(minutes=minutes))
        sheet = browser_of(omar).get(at(pair)).select_one("#next")
        told.append(
            (sheet.h2.get_text(), sheet.select_one(".go").get_text(), bool(sheet.select("#we-missed")))
        )
    assert told == [
        ("First meeting", "Sit down together", False),
        ("It is time to meet", "Sit down together", True),
        ("Did you meet?", "We met", True),
    ]


@pytest.mark.parametrize("end", ["miss", "cancel"])
def test_all_that_was_open_waits_on_the_agenda_of_the_next_meeting(pair, priya, end):
    items = {
        name: AgendaItem.add(pair, priya, name, new_ref()) for name in ("open", "later", "ticked", "removed")
    }
    items["later"].mark(pair, "carried")
    items["ticked"].mark(pair, "discussed")
    items["removed"].remove(pair)
    plan(pair, priya)
    clock.move((4 if end == "miss" else 0) * DAY)
    getattr(booking, end)(pair, 1)
    now = {name: AgendaItem.get_by_id(item.id) for name, item in items.items()}
    following = Meeting.next_of(pair)
    assert {name for name, item in now.items() if item.meeting_id == following.id} == {
        "open",
        "later",
        "removed",
    }
    assert [now[name].state for name in ("open", "later")] == ["open", "carried"]
    assert not any(item.carried_from for item in now.values()), "nothing was carried: the meeting never was"
    now["removed"].put_back(pair)


def test_met_counts_meetings_and_the_list_holds_all_of_them(browser_of, pair, priya, at):
    for number, end in enumerate(("held", "missed", "cancelled", "held"), start=1):
        booking.book(pair, priya, number, soon(1))
        clock.move((0 if end == "cancelled" else 2) * DAY)
        {"held": holding.hold, "missed": booking.miss, "cancelled": booking.cancel}[end](pair, number)
    browser = browser_of(priya)
    assert "Met twice." in browser.get(at(pair)).get_text()
    lines = [
        line.get_text(" ", strip=True) for line in browser.get(at(pair, "meetings")).select("ul.lines li")
    ]
    assert len(lines) == 4 and "cancelled" in lines[1] and "did not come about" in lines[2]
    browser.get(at(pair, "meetings", numbered(pair, 2).ref), status=404)


def test_a_list_of_two_years_is_turned_page_by_page(browser_of, pair, priya, at, count_queries):
    costs = []
    for upto in (range(1, 4), range(4, 31)):
        for number in upto:
            booking.book(pair, priya, number, soon(1))
            booking.cancel(pair, number)
        browser = browser_of(priya)
        for path in (at(pair, "meetings"), at(pair)):
            with count_queries() as counted:
                page = browser.get(path)
            costs.append(counted.count)
    assert costs[:2] == costs[2:]
    assert len(browser.get(f"{at(pair, 'meetings')}?page=3").select("ul.lines li")) == 10
    assert "Met" not in page.header.get_text()


def test_a_group_that_closes_calls_off_what_it_had_before_it(pair, priya):
    AgendaItem.add(pair, priya, "Still open", new_ref())
    plan(pair, priya)
    with transaction():
        pair.close(priya)
        pair.close(priya)
    assert (numbered(pair, 1).state, numbered(pair, 1).sequence) == ("cancelled", 1)
    assert AgendaItem.get().meeting_id == Meeting.next_of(pair).id
