"""The programme: what a coordinator sets, who takes part."""

import datetime as dt

import pytest

from peerportal.core import changes, clock, log
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.people import hooks
from peerportal.people.profile import facts
from peerportal.programmes import audience, words
from peerportal.programmes.models import Enrolment, Programme, enrol, is_enrolled, participants


def reasons():
    return [entry.reason for entry in log.latest() if entry.kind == "programme"]


def test_a_new_portal_says_that_it_waits(app):
    with pytest.raises(RuleBroken):
        Programme.current()


def test_a_new_programme_is_open_and_has_the_four_ground_rules(app):
    programme = Programme.found("Peers")
    assert programme.is_running
    assert len(programme.rules) == 4
    assert Programme.current() == programme


def test_each_change_is_one_line_in_the_log_and_one_change_for_matching(programme, carmen):
    before = changes.head()
    changed = programme.revise(carmen, 1, expiry_days=14, cooldown_days=60, purpose="Grow.")
    assert changed == ["expiry_days", "purpose"]
    assert reasons() == ["Purpose", "Days until a request ends: 10 → 14"]
    assert changes.head() == before + 1


def test_what_somebody_else_changed_is_not_overwritten(programme, carmen):
    programme.revise(carmen, 1, expiry_days=14)
    with pytest.raises(RuleBroken):
        programme.revise(carmen, 1, expiry_days=12)
    assert Programme.current().expiry_days == 14


def test_it_runs_between_its_first_and_its_last_day(programme, still):
    today = clock.today()
    programme.starts_on, programme.ends_on = today, today
    assert programme.is_running
    clock.move(dt.timedelta(days=1))
    assert not programme.is_running
    programme.ends_on = None
    assert programme.is_running
    programme.starts_on = clock.today() + dt.timedelta(days=1)
    assert not programme.is_running


def test_opening_twice_is_one_line_in_the_log(programme, carmen):
    programme.close(carmen)
    programme.close(carmen)
    programme.open(carmen)
    assert [entry.action for entry in log.latest()][:2] == ["opened", "closed"]
    assert len(log.latest()) == 2


def test_whoever_joins_takes_part_and_whoever_leaves_does_not(programme, priya, make_person):
    Enrolment.delete().execute()
    with transaction():
        hooks.on_join.fire(priya)
        hooks.on_join.fire(priya)
    assert is_enrolled(programme, priya)
    assert list(participants(programme)) == [priya]
    with transaction():
        hooks.on_leave.fire(priya)
    assert not is_enrolled(programme, priya)
    enrol(programme, priya)
    assert is_enrolled(programme, priya)


def test_a_programme_may_be_for_some_departments_only(programme, priya, omar, carmen):
    Enrolment.delete().execute()
    audience.revise(programme, carmen, 1, {"audience": {"departments": ["ENGINEERING"], "locations": []}})
    assert list(participants(programme)) == [priya]


def test_a_coordinator_changes_the_programme_on_one_page(programme, carmen, browser_of):
    browser = browser_of(carmen)
    page = browser.get("/admin/programme")
    form = "form[action='/admin/programme']"
    typed = {"expiry_days": "12", "level_gap": "2", "weight_exchange": "4", "ground_rules": "Be kind."}
    after = browser.submit(page, form, **typed)
    assert after.location == "/admin/programme"
    programme = Programme.current()
    assert (programme.expiry_days, programme.level_gap, programme.weight("exchange")) == (12, 2, 4)
    assert programme.weight("level") == words.NORMAL
    assert browser.get("/admin/programme").select_one("#expiry_days")["value"] == "12"


def test_saving_what_stands_there_writes_nothing_to_the_log(programme, carmen, browser_of):
    browser, form = browser_of(carmen), "form[action='/admin/programme']"
    typed = {"purpose": "To learn from each other.", "ground_rules": "Be kind."}
    browser.submit(browser.get("/admin/programme"), form, **typed)
    before = reasons()
    assert {"Purpose", "Ground rules"} >= set(before[:2])
    browser.submit(browser.get("/admin/programme"), form, **typed)
    assert reasons() == before


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("expiry_days", "7"),
        ("expiry_days", "x"),
        ("pending_out", "9" * 30),
        ("ends_on", "yesterday"),
        ("remind_second", "2"),
        ("department_wish", "elsewhere"),
        ("weight_level", "7"),
    ],
)
def test_what_cannot_be_set_is_said_beside_its_field(programme, carmen, browser_of, field, typed):
    browser = browser_of(carmen)
    form = "form[action='/admin/programme']"
    page = browser.submit(browser.get("/admin/programme"), form, status=422, **{field: typed})
    assert page.select_one(f"#{field}-error")
    assert Programme.current().version == 1


def test_the_last_day_is_not_before_the_first(programme, carmen, browser_of):
    browser = browser_of(carmen)
    typed = {"starts_on": "2026-12-01", "ends_on": "2026-11-30"}
    page = browser.submit(
        browser.get("/admin/programme"), "form[action='/admin/programme']", status=422, **typed
    )
    assert page.select_one("#ends_on-error")


def test_open_and_close_are_buttons(programme, carmen, browser_of):
    browser = browser_of(carmen)
    browser.submit(browser.get("/admin/programme"), "form[action$=close]")
    assert not Programme.current().is_running
    browser.submit(browser.get("/admin/programme"), "form[action$=open]")
    assert Programme.current().is_running


def test_only_coordinators_come_here(programme, priya, browser_of):
    browser_of(priya).get("/admin/programme", status=403)
    browser_of(priya).post("/admin/programme/close", status=403)
    assert Programme.current().is_running


def test_whoever_moves_into_the_audience_takes_part_from_then_on(programme, omar, carmen):
    Enrolment.delete().execute()
    audience.revise(programme, carmen, 1, {"audience": {"departments": ["Engineering"], "locations": []}})
    assert omar not in participants(programme)
    facts.save_where(omar, facts.Where("", "Engineering", "", "", ["English"]))
    assert omar in participants(programme)
