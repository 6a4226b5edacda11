"""Days agreed on in activities: named on home, asked about once they have passed, gone with their group."""

import datetime as dt
from dataclasses import replace

from peerportal.activities import asking
from peerportal.activities.kind import BOX, Blank
from peerportal.activities.kinds import KINDS
from peerportal.activities.mechanics import apart, the_day
from peerportal.activities.models import ActivityDay, ActivityDayMember
from tests.activities import agreed_days
from tests.activities.agreed_days import DAY, LATER, NOW, questions, told
from tests.rows import changed, fingerprint

now, talks, visit = agreed_days.now, agreed_days.talks, agreed_days.visit  # fixtures
asked, entries = agreed_days.asked, agreed_days.entries  # fixtures


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
