"""Days agreed on in activities: named on home, in one's calendar, and asked about once they have passed."""

import datetime as dt
from dataclasses import replace

import pytest

from peerportal.activities import asking, playing
from peerportal.activities.kind import BOX, Blank
from peerportal.activities.kinds import KINDS
from peerportal.activities.mechanics import apart, the_day
from peerportal.activities.models import ActivityDay, ActivityDayMember, ActivitySession
from peerportal.core import vault
from peerportal.groups.calendar import feeds
from peerportal.groups.models import Membership
from peerportal.people import asks
from tests.calendar_text import read
from tests.rows import changed, fingerprint

SECRET = "Bernsteinwiesel"
NOW = dt.datetime(2027, 5, 1, 8, 0, tzinfo=dt.UTC)
DAY, LATER = dt.date(2027, 5, 13), dt.date(2027, 5, 20)


@pytest.fixture(autouse=True)
def now(still):
    """The first of May 2027, standing still."""
    still.stand_still(NOW)
    return still


@pytest.fixture
def talks(begin, pair, priya, omar):
    """Priya presents on the thirteenth; Omar has not said yet when."""
    table = begin(pair, priya, "lunch")
    table.does(priya, "plan", topic=SECRET, day=DAY, link=f"https://example.org/{SECRET}")
    table.does(omar, "plan", topic="What customers ask")
    return table


@pytest.fixture
def visit(begin, pair, priya, omar):
    """Priya visits Omar on the thirteenth."""
    table = begin(pair, priya, "shadowing")
    table.does(priya, "shadow", visitor=priya.ref, host=omar.ref)
    table.goes_on(priya)
    table.does(omar, "agree", day=DAY, limits=SECRET)
    return table


@pytest.fixture
def asked(browser_of):
    """The answer to this person's calendar, which keeps asking at one private address: asked(priya)."""
    addresses = {}

    def ask(person, **headers):
        path = addresses.setdefault(person.id, None) or feeds.make(person)
        addresses[person.id] = path
        return browser_of().open("GET", path, headers=headers)

    return ask


@pytest.fixture
def entries(asked):
    return lambda person: read(asked(person).data)[1]


def told(person):
    """What home names as coming: (headline, day)."""
    return [(f"{one.before}{one.name}", one.on) for one in asks.told_to(person) if one.on]


def questions(person):
    return [f"{one.before}{one.name}{one.after}" for one in asks.waiting_for(person)]


def test_a_day_stands_in_the_calendar_all_day_by_the_activity_and_with_whom(
    talks, visit, entries, priya, omar
):
    for reader, other in ((priya, "Omar"), (omar, "Priya")):
        found = entries(reader)
        titles = {one["SUMMARY"][1] for one in found}
        assert len(found) == 2 and titles == {f"Lunch and learn with {other}", f"Job shadowing with {other}"}
        for one in found:
            assert one["DTSTART"] == ({"VALUE": "DATE"}, "20270513")
            assert one["DTEND"] == ({"VALUE": "DATE"}, "20270514")
            assert one["TRANSP"][1] == "TRANSPARENT"


def test_no_word_of_it_is_in_the_calendar_or_opened_for_it(talks, visit, asked, browser_of, priya):
    asked(priya)
    vault.openings.clear()
    text = asked(priya).get_data(as_text=True)
    assert not vault.openings and SECRET not in text and "customers" not in text
    page = browser_of(priya).get("/")
    assert "Lunch and learn" in page.get_text() and SECRET not in str(page)


def test_moving_the_day_moves_the_entry_under_the_same_name(talks, asked, entries, priya, omar):
    [before], tag = entries(omar), asked(omar).headers["ETag"]
    talks.does(priya, "plan", topic=SECRET, day=LATER)
    [after] = entries(omar)
    assert after["UID"] == before["UID"] and after["DTSTART"][1] == "20270520"
    assert int(after["SEQUENCE"][1]) > int(before["SEQUENCE"][1])
    assert asked(omar, **{"If-None-Match": tag}).status_code == 200


def test_other_words_leave_the_entry_as_it_is(visit, asked, priya, omar, now):
    tag = asked(omar).headers["ETag"]
    now.move(dt.timedelta(hours=2))
    visit.does(priya, "agree", version=1, day=DAY, limits="Something else")
    assert asked(omar, **{"If-None-Match": tag}).status_code == 304


def test_a_day_that_is_taken_back_goes_and_one_set_anew_is_a_later_state_of_it(talks, entries, priya, omar):
    [before] = entries(omar)
    talks.does(priya, "plan", topic=SECRET)
    assert entries(omar) == [] and told(omar) == []
    talks.does(priya, "plan", topic=SECRET, day=DAY)
    [after] = entries(omar)
    assert after["UID"] == before["UID"] and int(after["SEQUENCE"][1]) > int(before["SEQUENCE"][1])


@pytest.mark.parametrize("end", ["stop", "remove", "close", "finish"])
def test_what_was_to_come_goes_with_the_session_or_the_group(talks, entries, priya, omar, end):
    assert entries(omar) and told(omar)
    if end == "close":
        talks.group.close(by=omar)
    elif end == "finish":
        ActivitySession.update(state="finished", ended_at=NOW).execute()
    else:
        playing.stop(talks.group, talks.session, priya)
    if end == "remove":
        playing.remove(talks.group, talks.session, priya)
    assert entries(omar) == [] and told(omar) == []


def test_what_was_stopped_on_its_day_does_not_take_place(talks, entries, priya, omar, now):
    now.stand_still(dt.datetime(2027, 5, 13, 7, tzinfo=dt.UTC))
    playing.stop(talks.group, talks.session, priya)
    assert entries(omar) == []


def test_what_took_place_stays_for_thirty_days(visit, entries, priya, omar, now):
    now.stand_still(dt.datetime(2027, 5, 14, 7, tzinfo=dt.UTC))
    visit.group.close(by=omar)
    assert len(entries(priya)) == 1 and questions(priya) == []
    now.stand_still(dt.datetime(2027, 6, 14, 7, tzinfo=dt.UTC))
    assert entries(priya) == []


def test_a_session_that_goes_on_again_brings_its_day_back(talks, entries, priya, omar):
    playing.stop(talks.group, talks.session, priya)
    playing.resume(talks.group, talks.session, priya)
    assert len(entries(omar)) == 1


def test_all_days_of_a_visit_are_there_and_each_keeps_its_name(visit, entries, priya, omar):
    visit.does(omar, "agree", version=1, **{"day": DAY, "day-2": LATER, "limits": SECRET})
    first, second = entries(priya)
    assert (first["DTSTART"][1], second["DTSTART"][1]) == ("20270513", "20270520")
    visit.does(omar, "agree", version=2, **{"day": dt.date(2027, 5, 25), "day-2": LATER, "limits": SECRET})
    moved = {one["UID"][1]: one["DTSTART"][1] for one in entries(priya)}
    assert moved == {first["UID"][1]: "20270525", second["UID"][1]: "20270520"}


def test_in_a_circle_a_visit_is_for_the_two_who_meet(begin, circle, priya, omar, lin, entries):
    table = begin(circle, lin, "shadowing")
    table.does(priya, "shadow", visitor=priya.ref, host=omar.ref)
    table.goes_on(priya)
    table.does(priya, "agree", day=DAY)
    assert [one["SUMMARY"][1] for one in entries(priya)] == ["Job shadowing with Omar"]
    assert entries(lin) == [] and told(lin) == []
    table.goes_back(priya)
    table.does(priya, "shadow", visitor=priya.ref, host=lin.ref)
    assert entries(omar) == [] and len(entries(lin)) == 1


def test_a_circle_is_named_as_for_its_meetings(begin, circle, priya, omar, lin, entries):
    table = begin(circle, priya, "lunch")
    table.does(priya, "plan", topic=SECRET, day=DAY)
    assert [one["SUMMARY"][1] for one in entries(lin)] == ["Lunch and learn with Priya and Omar"]


def test_the_day_of_somebody_who_has_left_is_nobodys(begin, circle, priya, omar, lin, entries):
    table = begin(circle, priya, "lunch")
    table.does(lin, "plan", topic=SECRET, day=DAY)
    assert entries(priya)
    Membership.update(left_at=NOW).where(Membership.person == lin).execute()
    assert entries(priya) == [] and entries(lin) == [] and told(priya) == []


def test_home_names_a_day_of_the_next_fourteen(visit, priya, omar, lin, now, browser_of):
    assert told(priya) == [("Job shadowing with Omar", DAY)] and told(lin) == []
    now.stand_still(NOW - dt.timedelta(days=3))
    assert told(priya) == []
    now.stand_still(NOW)
    page = browser_of(priya).get("/")
    assert page.select_one("#days") and page.select_one('time[datetime="2027-05-13"]')
    assert page.select_one(f'a[href="{visit.at()}#step-agree"]')
    now.stand_still(dt.datetime(2027, 5, 13, 15, tzinfo=dt.UTC))
    assert told(omar) == [("Job shadowing with Priya", DAY)] and questions(omar) == []


def test_once_it_has_passed_home_asks_both_until_each_has_looked_back(visit, priya, omar, now):
    now.stand_still(dt.datetime(2027, 5, 14, 15, tzinfo=dt.UTC))
    assert told(priya) == [] and questions(priya) == ["Job shadowing with Omar: what stays of it?"]
    for _ in range(3):
        visit.goes_on(priya)
    visit.does(priya, "ready", learned="Much")
    assert questions(priya) == [] and len(questions(omar)) == 1
    now.stand_still(dt.datetime(2027, 5, 28, 15, tzinfo=dt.UTC))
    assert questions(omar) == []


def test_of_several_days_the_last_is_looked_back_on(visit, priya, omar, now):
    visit.does(omar, "agree", version=1, **{"day": DAY, "day-2": LATER})
    now.stand_still(dt.datetime(2027, 5, 15, 12, tzinfo=dt.UTC))
    assert questions(priya) == [] and told(priya) == [("Job shadowing with Omar", LATER)]
    now.stand_still(dt.datetime(2027, 5, 21, 12, tzinfo=dt.UTC))
    assert len(questions(priya)) == 1


def test_after_a_talk_the_others_are_asked_what_they_took_away(talks, priya, omar, now):
    now.stand_still(dt.datetime(2027, 5, 14, 15, tzinfo=dt.UTC))
    assert questions(priya) == [] and questions(omar) == ["Lunch and learn with Priya: what stays of it?"]
    talks.goes_on(priya)
    if talks.facts(priya)["whose"].id == omar.id:
        talks.does(omar, "pass")
    talks.does(priya, "pass-on")
    assert questions(omar)
    talks.does(omar, "took", whose=priya.ref, line="Caches")
    assert questions(omar) == []


def test_a_talk_given_before_its_day_leaves_the_calendar(talks, entries, priya, omar):
    talks.goes_on(priya)
    if talks.facts(priya)["whose"].id == omar.id:
        talks.does(omar, "pass")
    talks.does(priya, "pass-on")
    assert entries(omar) == [] and talks.session.due_on is None


def test_days_end_with_the_words_of_their_group(talks):
    ActivityDayMember.create(day=ActivityDay.get(), person=talks.session.started_by_id, told=True)
    talks.session.delete_instance()
    assert not ActivityDay.select().exists() and not ActivityDayMember.select().exists()


def test_asking_writes_nothing(talks, asked, priya):
    asked(priya)
    before = fingerprint()
    asked(priya)
    asking.due(priya)
    assert not changed(before, fingerprint())


def test_a_further_kind_has_all_of_this_by_declaring_its_day(
    begin, pair, priya, omar, entries, now, monkeypatch
):
    steps = (the_day.step("when", then="write"), apart.step("write", (Blank("family", BOX, 400),)))
    monkeypatch.setitem(KINDS, "quadrants", replace(KINDS["quadrants"], steps=steps))
    table = begin(pair, priya, "quadrants")
    table.does(priya, "name", day=DAY)
    [before] = entries(omar)
    assert before["SUMMARY"][1] == "Quadrants with Priya" and told(omar) == [("Quadrants with Priya", DAY)]
    table.does(omar, "name", day=LATER)
    [after] = entries(omar)
    assert after["UID"] == before["UID"] and after["DTSTART"][1] == "20270520"
    now.stand_still(dt.datetime(2027, 5, 21, 12, tzinfo=dt.UTC))
    assert len(questions(priya)) == len(questions(omar)) == 1
    table.goes_on(priya)
    table.does(priya, "ready", family="Two")
    assert questions(priya) == [] and len(questions(omar)) == 1
    table.does(omar, "clear", step="when")
    assert entries(priya) == [] and questions(omar) == []
