"""A meeting as a file: the same entry as in the mail, for its members alone."""

from datetime import timedelta

from peerportal.groups import pairing
from peerportal.groups.models import Meeting
from peerportal.groups.models.meeting import CANCELLED
from tests.calendar_text import read
from tests.groups.booked import MAY, SECRET, book


def test_one_meeting_is_a_file_with_the_same_entry(browser_of, now, pair, priya, omar, at):
    meeting = book(pair, omar, MAY)
    meeting = book(pair, omar, MAY + timedelta(days=1), place=SECRET)
    page = browser_of(priya).get(at(pair))
    link = page.select_one("#add-to-calendar a")["href"]
    assert link == at(pair, "meetings", meeting.ref, "calendar.ics")
    answer = browser_of(priya).open("GET", link)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="meeting.ics"'
    assert answer.headers["Cache-Control"] == "no-store, private"
    outer, [event] = read(answer.data)
    assert outer["METHOD"] == "REQUEST"
    assert (event["UID"][1], event["SEQUENCE"][1]) == (f"{meeting.ref}@127.0.0.1", "1")
    assert event["ATTENDEE"][1] == f"mailto:{priya.email}"
    assert SECRET.encode() not in answer.data and omar.email.encode() not in answer.data


def test_the_first_chat_is_a_file_once_it_has_a_time(browser_of, now, trying, priya, at):
    address = at(trying, "first-chat", "calendar.ics")
    assert not browser_of(priya).get(at(trying)).select("#add-to-calendar")
    assert browser_of(priya).open("GET", address).status_code == 404
    pairing.plan_first_chat(trying, MAY, None)
    assert browser_of(priya).get(at(trying)).select_one("#add-to-calendar a")["href"] == address
    _, [event] = read(browser_of(priya).open("GET", address).data)
    assert event["SUMMARY"][1] == "First chat with Omar"


def test_a_meeting_without_a_time_or_cancelled_is_no_file(browser_of, now, pair, priya, at):
    meeting = Meeting.next_of(pair)
    address = at(pair, "meetings", meeting.ref, "calendar.ics")
    assert browser_of(priya).open("GET", address).status_code == 404
    book(pair, priya, MAY)
    assert browser_of(priya).open("GET", address).status_code == 200
    Meeting.update(state=CANCELLED).where(Meeting.id == meeting.id).execute()
    assert browser_of(priya).open("GET", address).status_code == 404


def test_the_files_are_for_members_alone(browser_of, now, pair, priya, lin, carmen, at):
    meeting = book(pair, priya, MAY)
    for person in (lin, carmen):
        for path in (("meetings", meeting.ref, "calendar.ics"), ("first-chat", "calendar.ics")):
            assert browser_of(person).open("GET", at(pair, *path)).status_code == 404
