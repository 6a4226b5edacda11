"""Times that people type: what a clock can mean, and how a page asks when it means two moments or none."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.groups.meetings import booking, localtime
from peerportal.groups.models import Group, Meeting, SlotOffer
from peerportal.people.models import Person

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Pacific/Apia",
    "Asia/Kolkata",
]
NOW = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
YEARS = dt.datetime.fromisoformat("2010-01-01"), dt.datetime.fromisoformat("2030-01-01")


@pytest.fixture
def berlin(priya, omar, still):
    """Both live in Berlin, and it is the first of September 2026."""
    Person.update(time_zone="Europe/Berlin").execute()
    clock.stand_still(NOW)


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@settings(max_examples=200)
@given(
    local=st.datetimes(*YEARS).map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
def test_a_reading_is_what_the_clock_shows(local, zone):
    reading = localtime.read(local, zone)
    shown = [at.astimezone(zone).replace(tzinfo=None, fold=0) for at in reading.moments]
    if reading.kind == localtime.NEVER:
        assert shown[0] < local < shown[1]
    else:
        assert shown == [local] * len(shown)
        assert len(shown) == (2 if reading.kind == localtime.TWICE else 1)


@pytest.mark.parametrize(("zone", "typed", "kind", "moments"), [
    ("Europe/Berlin", "2026-10-25T02:30", "twice", ["2026-10-25T00:30", "2026-10-25T01:30"]),
    ("Europe/Berlin", "2027-03-28T02:30", "never", ["2027-03-28T00:45", "2027-03-28T01:00"]),
    ("Europe/Berlin", "2027-03-28T03:00", "once", ["2027-03-28T01:00"]),
    ("Australia/Lord_Howe", "2026-10-04T02:10", "never", ["2026-10-03T15:15", "2026-10-03T15:30"]),
    ("Pacific/Apia", "2011-12-30T12:00", "never", ["2011-12-30T09:45", "2011-12-30T10:00"]),
])  # fmt: skip
def test_nights_on_which_clocks_change(zone, typed, kind, moments):
    reading = localtime.read(dt.datetime.fromisoformat(typed), ZoneInfo(zone))
    assert (reading.kind, list(reading.moments)) == (kind, [utc(at) for at in moments])


@pytest.mark.parametrize(("at", "fine"), [
    (dt.timedelta(minutes=-4), True), (dt.timedelta(minutes=-6), False), (dt.timedelta(days=399), True),
    (dt.timedelta(days=401), False),
])  # fmt: skip
def test_only_what_is_to_come_and_not_too_far_away_can_be_planned(at, fine):
    assert (localtime.refusal(NOW + at, NOW) == "") == fine


@pytest.mark.parametrize(("typed", "choice", "moment"), [
    ("2026-10-25T02:30", 1, "2026-10-25T01:30"),
    ("2026-10-25T02:30", 0, "2026-10-25T00:30"),
    ("2027-03-28T02:30", 0, "2027-03-28T00:45"),
    ("2027-03-28T02:30", 1, "2027-03-28T01:00"),
])  # fmt: skip
def test_a_time_that_comes_twice_or_never_is_asked_about(
    browser_of, berlin, pair, priya, at, typed, choice, moment
):
    browser = browser_of(priya)
    page = browser.get(at(pair, "next-meeting"))
    page = browser.submit(page, "#next form", starts_at=typed, place="By the window", status=422)
    radios = page.select("input[name=starts_at-which]")
    assert len(radios) == 2 and page.select_one("#starts_at")["value"] == typed
    assert page.select_one("#place")["value"] == "By the window", "what was typed is kept"
    assert Meeting.next_of(pair).starts_at is None, "nothing is guessed"
    browser.submit(page, "#next form", **{"starts_at-which": radios[choice]["value"]})
    assert Meeting.next_of(pair).starts_at == utc(moment)


def test_an_answer_to_another_time_is_no_answer(browser_of, berlin, pair, priya, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "next-meeting"))
    page = browser.submit(page, "#next form", starts_at="2026-10-25T02:30", status=422)
    first = page.select("input[name=starts_at-which]")[0]["value"]
    answered = {"starts_at-which": first, "starts_at": "2027-03-28T02:30"}
    page = browser.submit(page, "#next form", status=422, **answered)
    assert not page.select("input[name=starts_at-which][checked]")


def test_a_booked_time_that_comes_twice_is_not_asked_about_again(browser_of, berlin, pair, priya, at):
    booking.book(pair, priya, 1, utc("2026-10-25T01:30"))
    browser = browser_of(priya)
    page = browser.get(at(pair, "next-meeting"))
    assert page.select("input[name=starts_at-which]")[1].has_attr("checked")
    browser.follow(browser.submit(page, "#next form", minutes="30"))
    meeting = Meeting.next_of(pair)
    assert (meeting.starts_at, meeting.minutes) == (utc("2026-10-25T01:30"), 30)


def test_the_first_chat_and_offers_ask_as_well(browser_of, berlin, trying, priya, at):
    browser = browser_of(priya)
    page = browser.submit(
        browser.get(at(trying, "first-chat")), "#when form", at="2026-10-25T02:30", status=422
    )
    assert len(page.select("input[name=at-which]")) == 2
    page = browser.get(at(trying, "offers"))
    page = browser.submit(page, "#slots form", first="2026-10-01T10:00", third="2027-03-28T02:30", status=422)
    assert not page.select("input[name=first-which]") and SlotOffer.select().count() == 0
    radio = page.select("input[name=third-which]")[1]["value"]
    browser.submit(page, "#slots form", **{"third-which": radio})
    assert {offer.starts_at for offer in SlotOffer} == {utc("2026-10-01T08:00"), utc("2027-03-28T01:00")}


@pytest.mark.parametrize(("typed", "words"), [
    ({"starts_at": "2026-08-31T10:00"}, "is over"),
    ({"starts_at": "2028-08-31T10:00"}, "more than a year"),
    ({"starts_at": "soon"}, "day and a time"),
    ({"starts_at": "0001-01-01T00:00"}, "this century"),
    ({"minutes": "1800"}, "8 hours"),
    ({"minutes": "4"}, "8 hours"),
    ({"minutes": "-30"}, "8 hours"),
    ({"means": "pigeon"}, "choice"),
    ({"place": "javascript:alert(1)"}, "https://"),
    ({"place": "x" * 301}, "300 characters"),
])  # fmt: skip
def test_what_cannot_be_comes_back_with_a_sentence_beside_its_field(
    browser_of, berlin, pair, priya, at, typed, words
):
    browser = browser_of(priya)
    page = browser.get(at(pair, "next-meeting"))
    sent = {"starts_at": "2026-09-20T10:00", "minutes": "50", "place": "Room 4"} | typed
    page = browser.submit(page, "#next form", status=422, **sent)
    name = next(iter(typed))
    assert words in page.select_one(f"#{name}-error").get_text()
    kept = {field: page.select_one(f"#{field}")["value"] for field in sent if field != "means"}
    assert kept == {field: value for field, value in sent.items() if field != "means"}
    assert Meeting.next_of(pair).state == "proposed", "nothing half saved"


def test_an_unknown_time_zone_breaks_nothing_and_the_page_says_which_clock_it_is(
    browser_of, pair, trying, priya, omar, at
):
    Person.update(time_zone="../../etc/passwd").where(Person.id == priya.id).execute()
    mine = browser_of(priya).get(at(pair, "next-meeting")).get_text()
    assert "On your clock (UTC" in mine and "is not known here" in mine
    assert "time zone of Priya is not known" in browser_of(omar).get(at(pair)).get_text()


def test_a_date_that_has_begun_may_stay_while_the_rest_changes(browser_of, berlin, pair, priya, at):
    booking.book(pair, priya, 1, NOW + dt.timedelta(days=1))
    clock.move(dt.timedelta(days=1, minutes=30))
    browser = browser_of(priya)
    browser.follow(browser.submit(browser.get(at(pair, "next-meeting")), "#next form", place="Room 7"))
    assert Meeting.next_of(pair).version == 3


def test_a_first_chat_cannot_be_put_into_the_past(browser_of, berlin, trying, priya, at):
    browser = browser_of(priya)
    page = browser.submit(
        browser.get(at(trying, "first-chat")), "#when form", at="2026-08-01T10:00", status=422
    )
    assert "is over" in page.select_one("#at-error").get_text()
    assert Group.get_by_id(trying.id).first_chat_at is None
    with transaction():
        assert not SlotOffer.select().exists()
