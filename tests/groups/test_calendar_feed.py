"""The private address: what a calendar reads there, and who cannot."""

from datetime import timedelta

import pytest
import vobject

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups import holding, pairing
from peerportal.groups.calendar import feeds
from peerportal.groups.models import AgendaItem, CalendarFeed, Group, Meeting, Membership
from peerportal.groups.models.meeting import CANCELLED, MISSED
from peerportal.people import standing
from peerportal.people.models import Person
from tests.calendar_text import read
from tests.groups.booked import MAY, SECRET, book, make_circle
from tests.rows import changed, fingerprint


@pytest.fixture
def address(now, pair, priya):
    """Priya's private address; she and Omar are a pair."""
    return feeds.make(priya)


@pytest.fixture
def asked(browser_of):
    """The bare answer to a calendar that asks there: no cookie, no sign-in."""

    def ask(address, method="GET", **headers):
        return browser_of().open(method, address, headers=headers)

    return ask


def events_of(answer):
    assert answer.status_code == 200
    return read(answer.data)[1]


def summaries(answer):
    return [event["SUMMARY"][1] for event in events_of(answer)]


def test_a_person_makes_an_address_and_sees_it_once(browser_of, now, pair, priya, asked):
    browser = browser_of(priya)
    page = browser.get("/groups/calendar")
    assert not page.select("#feed-address")
    page = browser.submit(page, "#feed form:has(#make-feed)")
    address = page.select_one("#feed-address")["value"]
    assert page.response.headers["Cache-Control"] == "no-store, private"
    path = "/calendar/" + address.rpartition("/calendar/")[2]
    assert asked(path).status_code == 200
    again = browser.get("/groups/calendar")
    assert not again.select("#feed-address") and path not in str(again)
    row = CalendarFeed.get()
    assert path.split("/")[2].removesuffix(".ics") not in str(row.__data__)


def test_with_htmx_the_section_alone_comes_back(browser_of, now, pair, priya):
    browser = browser_of(priya)
    part = browser.post("/groups/calendar", fragment=True)
    assert part.select_one("#feed-address") and not part.find("main")


def test_groups_and_account_lead_to_it(browser_of, pair, priya):
    for page in ("/groups", "/account"):
        assert browser_of(priya).get(page).select('a[href="/groups/calendar"]'), page


def test_a_new_address_ends_the_old_one_at_once(address, priya, asked):
    newer = feeds.make(priya)
    assert (asked(address).status_code, asked(newer).status_code) == (404, 200)
    assert CalendarFeed.select().count() == 1


def test_a_revoked_address_is_as_if_it_had_never_been(address, browser_of, priya, asked):
    browser = browser_of(priya)
    page = browser.submit(browser.get("/groups/calendar"), "#feed form:has(#revoke-feed)")
    assert "The private address has stopped." in browser.follow(page).get_text()
    gone, never = asked(address), asked("/calendar/" + "x" * 43 + ".ics")
    assert gone.status_code == never.status_code == 404
    assert gone.data == never.data
    assert not CalendarFeed.select().exists()


def test_the_feed_of_somebody_suspended_stops_for_good(address, priya, carmen, asked):
    standing.suspend(priya, "Asked for it", carmen)
    assert asked(address).status_code == 404
    standing.reinstate(priya, carmen)
    assert asked(address).status_code == 404


@pytest.mark.parametrize("state", ["suspended", "left", "waiting"])
def test_an_address_works_only_while_its_person_takes_part(address, priya, asked, state):
    Person.update(state=state).where(Person.id == priya.id).execute()
    assert asked(address).status_code == 404


def test_a_paused_person_still_sees_their_meetings(address, pair, priya, asked):
    book(pair, priya, MAY)
    Person.update(state="paused").where(Person.id == priya.id).execute()
    assert summaries(asked(address)) == ["Meeting with Omar"]


def test_it_shows_what_is_booked_and_no_word_of_it(address, pair, priya, omar, asked):
    AgendaItem.add(pair, priya, SECRET, new_ref())
    meeting = book(pair, omar, MAY, minutes=60, means="phone", place=SECRET)
    vault.openings.clear()
    answer = asked(address)
    [event] = events_of(answer)
    assert not vault.openings
    assert event["UID"][1] == f"{meeting.ref}@127.0.0.1"
    assert (event["DTSTART"][1], event["DTEND"][1]) == ("20270513T133000Z", "20270513T143000Z")
    assert event["DESCRIPTION"][1].startswith("By phone. ")
    assert not {"ATTENDEE", "ORGANIZER", "LOCATION"} & event.keys()
    text = answer.get_data(as_text=True)
    assert SECRET not in text and omar.email not in text and priya.email not in text
    assert vobject.readOne(text).vevent.summary.value == "Meeting with Omar"


def test_what_was_missed_or_cancelled_vanishes(address, pair, priya, asked):
    meeting = book(pair, priya, MAY)
    for state in (MISSED, CANCELLED):
        Meeting.update(state=state).where(Meeting.id == meeting.id).execute()
        assert events_of(asked(address)) == []


def test_a_meeting_that_took_place_stays_for_thirty_days(address, pair, priya, asked):
    book(pair, priya, MAY)
    clock.stand_still(MAY + timedelta(hours=1))
    holding.hold(pair, 1)
    assert summaries(asked(address)) == ["Meeting with Omar"]
    clock.stand_still(MAY + timedelta(days=31))
    assert events_of(asked(address)) == []


def test_it_shows_first_chats_that_are_to_come_or_were(now, trying, priya, asked):
    pairing.plan_first_chat(trying, MAY, None)
    address = feeds.make(priya)
    assert summaries(asked(address)) == ["First chat with Omar"]
    trying.close()
    assert events_of(asked(address)) == []


def test_a_first_chat_after_which_they_parted_stays(now, trying, priya, asked):
    pairing.plan_first_chat(trying, MAY, None)
    clock.stand_still(MAY + timedelta(hours=2))
    trying.close()
    assert summaries(asked(feeds.make(priya))) == ["First chat with Omar"]


def test_closing_empties_what_was_to_come(address, pair, priya, omar, asked):
    book(pair, priya, MAY)
    pair.close(by=omar)
    assert events_of(asked(address)) == []


def test_who_left_a_circle_sees_it_no_more(now, programme, priya, omar, lin, asked):
    group = make_circle(programme, [priya, omar, lin])
    book(group, omar, MAY)
    address = feeds.make(priya)
    assert summaries(asked(address)) == ["Meeting with Omar and Lin"]
    gone = (Membership.group == group) & (Membership.person == priya)
    Membership.update(left_at=clock.now()).where(gone).execute()
    assert events_of(asked(address)) == []


def test_a_group_whose_words_were_destroyed_is_not_there(address, pair, priya, asked):
    book(pair, priya, MAY)
    Group.update(retired_at=clock.now()).where(Group.id == pair.id).execute()
    assert events_of(asked(address)) == []


def test_an_unchanged_feed_is_the_same_bytes_and_a_304(address, pair, priya, asked):
    book(pair, priya, MAY)
    first = asked(address)
    clock.move(timedelta(hours=5))
    second = asked(address)
    assert first.data == second.data
    tag = first.headers["ETag"]
    assert tag == second.headers["ETag"] and not tag.startswith("W/")
    same = asked(address, **{"If-None-Match": f'"other", {tag}'})
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", tag)
    book(pair, priya, MAY + timedelta(hours=1))
    moved = asked(address, **{"If-None-Match": tag})
    assert moved.status_code == 200 and moved.headers["ETag"] != tag


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_its_headers_let_a_calendar_keep_it_and_nobody_between(address, pair, priya, asked, method):
    book(pair, priya, MAY)
    answer = asked(address, method)
    assert (answer.status_code, answer.data == b"") == (200, method == "HEAD")
    headers = answer.headers
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert int(headers["Content-Length"]) > 300
    assert "Set-Cookie" not in headers


def test_asking_writes_nothing(address, pair, priya, asked):
    book(pair, priya, MAY)
    before = fingerprint()
    for _ in range(3):
        asked(address)
        asked("/calendar/nothing.ics")
    assert not changed(before, fingerprint())


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "é", "..", "a%2Fb", "' OR 1=1 --"])
def test_nonsense_instead_of_an_address_is_a_404(now, pair, asked, token):
    assert asked(f"/calendar/{token}.ics").status_code == 404


def fill(programme, priya, make_person, count):
    for _ in range(count):
        number = Person.select().count()
        other = make_person(f"Number {number}")
        with transaction():
            group = make_circle(programme, [priya, other])
            Group.update(first_chat_at=MAY).where(Group.id == group.id).execute()
        book(group, other, MAY)


def test_thirty_groups_cost_as_many_statements_as_three(
    now, programme, priya, make_person, asked, count_queries
):
    address = feeds.make(priya)

    def cost():
        with count_queries() as counted:
            assert len(events_of(asked(address))) == 2 * Group.select().count()
        return counted.count - 1

    fill(programme, priya, make_person, 3)
    three = cost()
    fill(programme, priya, make_person, 27)
    assert cost() == three <= 5
