"""Where a meeting is: a link leads to the web or is none, and only such a link can be followed."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.groups.meetings import booking, places, usual


@pytest.mark.parametrize("place", [
    "https://meet.example.com/abc", "HTTPS://X.example/y", "http://x", "https://x.example/j Passcode 77", "Room 5",
    "Room: 5", "Zoom, the link is in our chat", "", "第三会议室",
])  # fmt: skip
def test_what_can_be_kept(place):
    assert not places.refusal(place, "video") and not places.refusal(place, "in_person")


@pytest.mark.parametrize("place", [
    "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,hi", "ftp://host/file", "file:///etc/passwd",
    "vbscript:x", "https://", "https:///x", "https:x", "http://[::1", "zoommtg://join?x", "blob:https://x",
])  # fmt: skip
def test_no_other_link_is_kept_whatever_the_means(place):
    for means in ("video", "in_person", "phone", "writing"):
        assert "https://" in places.refusal(place, means)
    assert not places.is_link(place)


@pytest.mark.parametrize(
    "place", ["www.example.com/x", "example.com/room", "teams:abc", "mailto:a@example.com"]
)
def test_for_a_call_half_a_link_is_asked_for_whole(place):
    assert places.refusal(place, "video") and not places.refusal(place, "in_person")


def test_only_whole_links_can_be_followed(browser_of, pair, priya, at):
    soon = clock.now() + dt.timedelta(days=2)
    place = "https://meet.example.com/room?a=1&b=<i> passcode <b>seven</b>"
    booking.move(pair, priya, 1, 1, starts_at=soon, minutes=30, means="video", place=place)
    card = browser_of(priya).get(at(pair)).select_one("#next")
    links = card.select("a[href^=http]")
    assert [link["href"] for link in links] == ["https://meet.example.com/room?a=1&b=<i>"]
    assert set(links[0]["rel"]) == {"noopener", "noreferrer"} and not card.select("b, i")
    assert "passcode <b>seven</b>" in card.get_text()


def test_the_call_after_that_has_the_same_link(browser_of, pair, priya, at, still):
    link = "https://meet.example.com/room"
    booking.move(
        pair, priya, 1, 1, starts_at=clock.now() + dt.timedelta(days=2), minutes=30, means="video", place=link
    )
    clock.move(dt.timedelta(days=3))
    assert booking.miss(pair, 1)
    booking.book(pair, priya, 2, clock.now() + dt.timedelta(days=2))
    assert browser_of(priya).get(at(pair)).select_one(f"#next a[href='{link}']")


@pytest.mark.parametrize(("words", "minutes"), [
    ("45 minutes, for six months", 45), ("an hour", 60), ("1.5 hours", 90), ("1,5 h", 90), ("Half an hour", 30),
    ("90min", 90), ("two hours", 120), ("six months", None), ("", None), ("1000 hours", None), ("0 minutes", None),
])  # fmt: skip
def test_a_length_is_read_from_the_agreement(words, minutes):
    assert usual.minutes_in(words) == minutes


@pytest.mark.parametrize(("words", "means"), [
    ("By video; in person when we can", "video"), ("In person", "in_person"), ("Telephone", "phone"),
    ("E-mail between", "writing"), ("As it comes", None),
])  # fmt: skip
def test_the_means_named_first_are_read_from_the_agreement(words, means):
    assert usual.means_in(words) == means
