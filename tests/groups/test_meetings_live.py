"""A real browser: a date by one key, while the other one's page follows; other times; and without JavaScript."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups.goals import writing
from peerportal.groups.goals.words import Wording
from peerportal.groups.meetings import booking, offers
from peerportal.groups.models import AgendaItem, Meeting, SlotOffer
from tests.groups.goals_made import make_goal

pytestmark = pytest.mark.browser


def ask_again(page):
    """Have the page poll now rather than in three seconds."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_one_key_books_and_the_other_page_follows(page_of, pair, priya, omar, at):
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto(at(pair))
    theirs.goto(at(pair))
    mine.focus("#slots li:nth-child(2) button")
    mine.keyboard.press("Enter")
    mine.wait_for_selector("#said:has-text('Booked')", state="attached")
    mine.wait_for_selector("#next time")
    mine.wait_for_selector("#slots", state="hidden")
    mine.wait_for_selector("#change-meeting:focus")  # from the sheet that went to the date
    ask_again(theirs)
    theirs.wait_for_selector("#next time")
    theirs.wait_for_selector("#slots", state="hidden")


def test_times_are_offered_in_place_and_what_is_being_typed_stays(page_of, pair, priya, omar, at):
    page = page_of(priya, viewport={"width": 360, "height": 740})
    page.goto(at(pair))
    page.click("text=Offer other times")
    page.wait_for_selector("#first")
    day = (clock.now() + dt.timedelta(days=9)).strftime("%Y-%m-%dT10:00")
    page.fill("#first", day)
    offers.offer(pair, omar, 1, [clock.now() + dt.timedelta(days=4)])
    ask_again(page)
    page.wait_for_function("document.querySelector('#first').value !== ''")
    assert page.input_value("#first") == day
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("#slots form button")
    page.wait_for_selector("text=You offer this")
    assert SlotOffer.select().count() == 2
    page.click("#slots .lines button:has-text('Book')")
    page.wait_for_selector("#next time")
    assert Meeting.next_of(pair).is_booked


def test_without_javascript_a_night_with_two_half_past_twos_is_asked_about(page_of, pair, priya, at, still):
    clock.stand_still(dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC))
    priya.time_zone = "Europe/Berlin"
    priya.save(only=["time_zone"])
    page = page_of(priya, java_script_enabled=False)
    page.goto(at(pair, "next-meeting"))
    page.fill("#starts_at", "2026-10-25T02:30")
    page.click("text=Save")
    page.check("#starts_at-2")
    page.click("text=Save")
    page.wait_for_url("**#next")
    assert Meeting.next_of(pair).starts_at == dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)


def test_what_was_typed_wrongly_is_taken_up_where_it_is_wrong(page_of, pair, priya, at):
    page = page_of(priya)
    page.goto(at(pair))
    page.click("#change-meeting")
    page.wait_for_selector("#starts_at:focus")
    page.fill("#minutes", "1800")
    page.click("#next form button")
    page.wait_for_selector("#minutes:focus")
    page.fill("#minutes", "60")
    page.fill("#place", "ftp://files.example.com")
    page.keyboard.press("Enter")
    page.wait_for_selector("#place:focus")


def test_words_without_a_blank_do_not_push_the_pages_wider_than_a_phone(page_of, pair, priya, at):
    long = "https://meet.example.com/" + "abcdefgh" * 30
    goal = make_goal(pair, priya, "Speak", measurable=long)
    writing.edit(goal, priya, Wording(specific=long, measurable=long, relevant=long), 1)
    AgendaItem.add(pair, priya, long, new_ref())
    starts_at = clock.now() + dt.timedelta(days=3)
    booking.move(pair, priya, 1, 1, starts_at=starts_at, minutes=45, means="video", place=long)
    page = page_of(priya, viewport={"width": 360, "height": 740})
    for parts in ((), ("meeting",), ("goals",), ("goals", goal.ref), ("goals", goal.ref, "wordings")):
        page.goto(at(pair, *parts))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, parts
