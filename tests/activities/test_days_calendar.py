"""Days agreed on in activities in one's calendar: an entry each, which moves, goes and comes back with its day."""

import datetime as dt

import pytest

from peerportal.activities import playing
from peerportal.activities.models import ActivitySession
from peerportal.core import vault
from peerportal.groups.models import Membership
from tests.activities import agreed_days
from tests.activities.agreed_days import DAY, LATER, NOW, SECRET, questions, told

now, talks, visit = agreed_days.now, agreed_days.talks, agreed_days.visit  # fixtures
asked, entries = agreed_days.asked, agreed_days.entries  # fixtures


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


def test_a_talk_given_before_its_day_leaves_the_calendar(talks, entries, priya, omar):
    talks.goes_on(priya)
    if talks.facts(priya)["whose"].id == omar.id:
        talks.does(omar, "pass")
    talks.does(priya, "pass-on")
    assert entries(omar) == [] and talks.session.due_on is None
