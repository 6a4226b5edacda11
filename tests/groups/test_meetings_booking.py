"""Booking and moving a meeting: each comes once, and calendars hear of each change."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding, pairing
from peerportal.groups.meetings import booking, offers
from peerportal.groups.models import Agreement, Group, Meeting
from peerportal.people.models import Person
from tests.groups.monday import monday, numbered, plan, soon  # noqa: F401 - a fixture


def test_one_click_books_as_it_was_to_be(pair, priya):
    assert booking.book(pair, priya, 1, soon())
    meeting = Meeting.next_of(pair)
    assert (meeting.state, meeting.starts_at, meeting.minutes, meeting.sequence) == ("booked", soon(), 45, 0)
    assert meeting.changed_at == clock.now()


def test_the_same_click_twice_books_once_and_another_one_hears_of_it(pair, priya, omar):
    assert booking.book(pair, priya, 1, soon())
    version = Meeting.next_of(pair).version
    assert booking.book(pair, omar, 1, soon())
    assert not booking.book(pair, omar, 1, soon(4))
    meeting = Meeting.next_of(pair)
    assert (meeting.starts_at, meeting.version, meeting.sequence) == (soon(), version, 0)


@pytest.mark.parametrize("change", [{"starts_at": None}, {"minutes": 30}, {"means": "phone"}])
def test_each_change_of_the_entry_raises_its_sequence_by_one(pair, priya, change):
    plan(pair, priya)
    clock.move(dt.timedelta(hours=1))
    plan(
        pair,
        priya,
        **({"starts_at": numbered(pair, 1).starts_at} | {k: v or soon(5) for k, v in change.items()}),
    )
    meeting = Meeting.next_of(pair)
    assert (meeting.sequence, meeting.changed_at) == (1, clock.now())


def test_what_a_calendar_does_not_show_raises_nothing(pair, priya):
    plan(pair, priya)
    stamp = Meeting.next_of(pair).changed_at
    clock.move(dt.timedelta(hours=1))
    plan(pair, priya, starts_at=numbered(pair, 1).starts_at, place="Room 4")
    assert (Meeting.next_of(pair).sequence, Meeting.next_of(pair).changed_at) == (0, stamp)


def test_length_and_means_can_be_set_before_there_is_a_date(pair, priya):
    assert plan(pair, priya, starts_at=None, minutes=90, means="in_person", place="Canteen")
    meeting = Meeting.next_of(pair)
    assert (meeting.state, meeting.minutes, meeting.changed_at) == ("proposed", 90, None)
    booking.book(pair, priya, 1, soon())
    assert (Meeting.next_of(pair).minutes, Meeting.next_of(pair).means) == (90, "in_person")


def test_what_was_agreed_holds_for_the_next_meeting_without_a_date(pair, priya):
    Agreement.propose(pair, priya, {"long": "An hour each time", "means": "Phone"}, 0)
    assert (Meeting.next_of(pair).minutes, Meeting.next_of(pair).means) == (60, "phone")
    booking.book(pair, priya, 1, soon())
    Agreement.propose(pair, priya, {"long": "20 minutes"}, 1)
    assert Meeting.next_of(pair).minutes == 60, "what is booked stays as it is"


@pytest.mark.parametrize("facts", [
    {"starts_at": dt.datetime(2026, 11, 1, tzinfo=dt.UTC)}, {"starts_at": dt.datetime(2029, 1, 1, tzinfo=dt.UTC)},
    {"minutes": 1800}, {"minutes": 4}, {"means": "pigeon"}, {"place": "javascript:alert(1)"},
])  # fmt: skip
def test_the_verb_itself_refuses_what_cannot_be(pair, priya, facts):
    with pytest.raises(RuleBroken):
        plan(pair, priya, **facts)
    assert Meeting.next_of(pair).state == "proposed"


def test_a_stale_change_shows_both_and_either_can_be_kept(browser_of, pair, priya, omar, at):
    mine, theirs = browser_of(priya), browser_of(omar)
    page = mine.get(at(pair, "next-meeting"))
    theirs.submit(
        theirs.get(at(pair, "next-meeting")), "#next form", starts_at="2026-12-03T10:00", place="Omar's room"
    )
    page = mine.submit(page, "#next form", starts_at="2026-12-05T10:00", place="Priya's room", status=409)
    assert "Omar's room" in page.get_text() and "Thu 3 Dec 2026, 10:00" in page.get_text()
    assert page.select_one("#starts_at")["value"] == "2026-12-05T10:00"
    buttons = [button.get_text(strip=True) for button in page.select("#next .row > *")]
    assert buttons == ["Keep mine", "Keep the other"]
    assert numbered(pair, 1).starts_at.day == 3, "until it is said, what was saved stands"
    mine.submit(page, "#next form")
    assert numbered(pair, 1).starts_at.day == 5


def test_a_change_of_a_meeting_that_is_over_says_so(browser_of, pair, priya, omar, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "next-meeting"))
    holding.hold(pair, 1)
    page = browser.submit(page, "#next form", minutes="20", status=409)
    assert "over by now" in page.get_text() and Meeting.next_of(pair).minutes == 45
    browser.submit(page, "#next form")
    assert Meeting.next_of(pair).minutes == 20


def test_the_page_of_a_new_pair_leads_to_a_date_in_one_click(browser_of, pair, priya, omar, at):
    Person.update(time_zone="Asia/Kolkata").where(Person.id == omar.id).execute()
    browser = browser_of(priya)
    page = browser.get(at(pair))
    tiles = page.select("#slots button.slot")
    assert len(tiles) == 3
    assert " ".join(tiles[0].get_text().split()) == "Book Tue 1 Dec, 09:30 for you, 15:00 for Omar"
    page = browser.follow(browser.submit(page, "#slots form"))
    assert "Booked: Tue 1 Dec 2026, 09:30." in page.get_text()
    assert "Tue 1 Dec 2026, 15:00" in browser_of(omar).get(at(pair)).select_one("#next").get_text()
    assert not page.select("#slots button") and page.select_one("#slots").has_attr("hidden")


def test_who_clicks_second_hears_what_happened(browser_of, pair, priya, omar, at):
    early, late = browser_of(priya), browser_of(omar)
    mine, theirs = early.get(at(pair)), late.get(at(pair))
    tiles = [tile["value"] for tile in theirs.select("#slots button.slot")]
    early.submit(mine, "#slots form", at=tiles[0])
    same = late.follow(late.submit(theirs, "#slots form", at=tiles[0]))
    assert "Booked: Tue 1 Dec" in same.get_text()
    other = late.follow(late.submit(theirs, "#slots form", at=tiles[1]))
    assert "Another date was booked in the meantime: Tue 1 Dec" in other.get_text()
    holding.hold(pair, 1)
    gone = late.follow(late.submit(theirs, "#slots form", at=tiles[1]))
    assert "over by now" in gone.get_text() and Meeting.next_of(pair).state == "proposed"


@pytest.mark.parametrize(
    "at_", ["", "soon", "2026-12-01T10:00", "2020-01-01T10:00+00:00", "9999-12-31T23:59+00:00", "\x00"]
)
def test_a_click_that_carries_no_time_books_nothing(browser_of, pair, priya, at, at_):
    answer = browser_of(priya).open("POST", at(pair, "book"), {"number": "1", "at": at_})
    assert answer.status_code == 409 and Meeting.next_of(pair).state == "proposed"


def test_first_chats_find_a_date_the_same_way(browser_of, trying, priya, omar, at):
    browser = browser_of(omar)
    page = browser.follow(browser.submit(browser.get(at(trying)), "#slots form"))
    group = Group.get_by_id(trying.id)
    assert "Booked: Tue 1 Dec 2026" in page.get_text()
    assert (group.first_chat_at.date(), group.chat_sequence) == (dt.date(2026, 12, 1), 0)
    assert not booking.book(trying, priya, 0, soon(5))
    assert pairing.plan_first_chat(trying, soon(5), group.first_chat_at)
    assert Group.get_by_id(trying.id).chat_sequence == 1


def test_nothing_is_booked_in_a_closed_pair(pair, priya):
    pair.close()
    for verb in (
        lambda: booking.book(pair, priya, 1, soon()),
        lambda: plan(pair, priya),
        lambda: booking.cancel(pair, 1),
        lambda: booking.miss(pair, 1),
        lambda: offers.offer(pair, priya, 1, [soon()]),
    ):
        with pytest.raises(RuleBroken):
            verb()
