"""Quiet groups: a kind word on their page, one mail a quiet spell, and the bare fact for a coordinator."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerportal.core import clock
from peerportal.core.db import database
from peerportal.groups import holding, lists
from peerportal.groups.meetings import booking, nudging, quiet
from peerportal.groups.models import ACTIVE, TRYING, Group, Meeting
from tests.world import open_group

DAY = dt.timedelta(days=1)
NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _noon(still):
    clock.stand_still(NOON)


def nudged(group):
    nudging.nudge()
    return Group.get_by_id(group.id).nudged_at


@pytest.mark.parametrize(("facts", "said"), [
    ({}, None),
    ({"opened": 9}, None),
    ({"opened": 10}, "no date yet, open for 10 days"),
    ({"opened": 60}, "no date yet, open for 60 days"),
    ({"opened": 60, "planned": -3}, None),
    ({"opened": 60, "planned": 20}, None),
    ({"opened": 60, "met": 34}, None),
    ({"opened": 60, "met": 35}, "quiet for 35 days"),
    ({"opened": 60, "met": 50, "planned": -1}, None),
    ({"opened": 90, "met": 70, "planned": 40}, "quiet for 40 days"),
])  # fmt: skip
def test_what_is_said_of_a_group(facts, said):
    days = {"opened": 0, "met": None, "planned": None} | facts
    opened, met, planned = (None if value is None else NOON - value * DAY for value in days.values())
    fact = quiet.fact(opened_at=opened, last_met_at=met, planned_at=planned, now=NOON)
    assert (fact and fact.words) == said


def test_the_page_shows_a_kind_word_with_times_after_ten_days(browser_of, pair, priya, at):
    browser = browser_of(priya)
    assert not browser.get(at(pair)).select("#slots .note")
    clock.move(10 * DAY)
    sheet = browser_of(priya).get(at(pair)).select_one("#slots")
    assert "happens to most people" in sheet.select_one(".note").get_text() and sheet.select("button.slot")
    booking.book(pair, priya, 1, clock.now() + DAY)
    assert not browser_of(priya).get(at(pair)).select("#slots .note")


def test_and_after_thirty_five_days_without_a_meeting(browser_of, pair, priya, at):
    holding.hold(pair, 1)
    clock.move(34 * DAY)
    assert not browser_of(priya).get(at(pair)).select("#slots .note")
    clock.move(DAY)
    assert "been a while" in browser_of(priya).get(at(pair)).select_one("#slots .note").get_text()


def test_each_member_gets_one_mail_a_quiet_spell(pair, priya, omar, mails):
    clock.move(11 * DAY)
    for _ in range(30):
        clock.move(DAY)
        nudging.nudge()
    assert sorted(message["To"] for message in mails() if "date with" in message["Subject"]) == [
        "Omar Haddad <omar.haddad@example.com>", "Priya Nair <priya.nair@example.com>"
    ]  # fmt: skip
    text = next(message for message in mails() if "date with" in message["Subject"]).get_content()
    assert f"/groups/{pair.ref}" in text and "the only mail" in text


def test_a_date_ends_the_spell_and_its_end_begins_another(pair, priya, mails):
    clock.move(12 * DAY)
    first = nudged(pair)
    assert first == clock.now()
    booking.book(pair, priya, 1, clock.now() + 2 * DAY)
    clock.move(40 * DAY)
    assert nudged(pair) == first, "a date is booked, and whether they met is asked on their page"
    holding.hold(pair, 1)
    clock.move(34 * DAY)
    assert nudged(pair) == first
    clock.move(2 * DAY)
    assert nudged(pair) == clock.now()


def test_whoever_has_just_cancelled_is_left_in_peace(pair, priya, mails):
    clock.move(12 * DAY)
    booking.book(pair, priya, 1, clock.now() + 2 * DAY)
    booking.cancel(pair, 1)
    assert nudged(pair) is None
    clock.move(11 * DAY)
    assert nudged(pair) is not None


def test_a_first_chat_without_a_date_hears_of_it_too(trying, mails):
    assert nudged(trying) is None
    clock.move(10 * DAY)
    assert nudged(trying) == clock.now()
    assert "first chat" in mails()[0].get_content()


def test_a_mail_that_has_become_pointless_is_not_sent(pair, priya, mails):
    clock.move(12 * DAY)
    assert nudged(pair)
    booking.book(pair, priya, 1, clock.now() + 2 * DAY)
    assert not [letter for letter in mails() if not letter.is_multipart()]  # invitations alone


def test_closed_groups_hear_nothing(pair, trying, mails):
    Group.update(state="closed", closed_at=clock.now()).execute()
    clock.move(70 * DAY)  # later they hear that its words will be destroyed
    assert nudged(pair) is None and not mails()


def test_a_coordinator_filters_by_the_fact_and_reads_no_more(
    browser_of, programme, make_person, pair, priya, carmen
):
    others = [make_person(f"Peer {number}") for number in range(3)]
    groups = [open_group(priya, other, programme) for other in others]
    Meeting.create(group=groups[0], number=1, state="held", held_at=NOON)
    Meeting.create(group=groups[1], number=1, state="booked", starts_at=NOON + 60 * DAY)
    clock.move(40 * DAY)
    browser = browser_of(carmen)
    rows = [
        row.get_text(" ", strip=True) for row in browser.get("/admin/groups?stage=no-date").select("tbody tr")
    ]
    assert len(rows) == 2 and all("no date yet, open for 40 days" in row for row in rows)
    rows = [
        row.get_text(" ", strip=True) for row in browser.get("/admin/groups?stage=quiet").select("tbody tr")
    ]
    assert len(rows) == 1 and "Peer 0" in rows[0] and "quiet for 40 days" in rows[0]
    links = {link.get_text(" ", strip=True) for link in browser.get("/admin/groups").select(".tweak")}
    assert {"No date yet 2", "Quiet 1", "All 4"} <= links


def test_the_facts_cost_the_same_for_three_groups_and_thirty(
    browser_of, programme, make_person, priya, carmen, count_queries
):
    costs = []
    for upto in (range(3), range(3, 30)):
        for number in upto:
            open_group(priya, make_person(f"Peer {number}"), programme)
        clock.stand_still(NOON + 40 * DAY)
        browser = browser_of(carmen)
        with count_queries() as counted:
            assert len(browser.get("/admin/groups?stage=no-date").select("tbody tr")) == upto.stop
        costs.append(counted.count)
        clock.stand_still(NOON)
    assert costs[0] == costs[1] <= 8


days_ago = st.integers(-20, 80)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    state=st.sampled_from([TRYING, ACTIVE]),
    opened=st.integers(0, 80),
    chat=st.none() | days_ago,
    held=st.lists(st.integers(0, 80), max_size=2),
    to_come=st.none() | days_ago,
)
def test_the_database_says_of_every_group_what_the_pure_function_says(
    app, one_group, state, opened, chat, held, to_come
):
    with database.atomic() as attempt:
        ago = {
            "opened_at": NOON - opened * DAY,
            "activated_at": NOON - opened * DAY if state == ACTIVE else None,
        }
        Group.update(state=state, first_chat_at=None if chat is None else NOON - chat * DAY, **ago).execute()
        for number, days in enumerate(held if state == ACTIVE else (), start=1):
            Meeting.create(group=one_group, number=number, state="held", held_at=NOON - days * DAY)
        if state == ACTIVE:
            at = None if to_come is None else NOON - to_come * DAY
            Meeting.create(group=one_group, number=9, state="booked" if at else "proposed", starts_at=at)
        (line,) = lists.all_groups("", 1)["lines"]
        found = {
            kind
            for kind in (quiet.NO_DATE, quiet.QUIET)
            if Group.select().where(nudging.condition(kind)).exists()
        }
        attempt.rollback()
    assert found == ({line.fact.kind} if line.fact else set())


@pytest.fixture
def one_group(programme, priya, omar):
    return open_group(priya, omar, programme, state=ACTIVE)
