"""Suggested questions: they fit how far a group has come, cover all themes, and others can be looked at."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.groups import holding, starters
from peerportal.groups.models import Circle, Membership
from peerportal.groups.sitting.around import around
from peerportal.programmes.models import Programme

ALL = [starter for stage in starters.STAGES.values() for starter in stage]


def test_the_stages_cover_all_twelve_themes():
    assert len(starters.THEMES) == 12
    assert {starter.theme for starter in ALL} == set(starters.THEMES)


def test_each_question_has_a_name_and_words_of_its_own():
    assert len({starter.key for starter in ALL}) == len({starter.words for starter in ALL}) == len(ALL)
    assert all(starters.chosen(starter.key) == starter for starter in ALL)
    assert all(len(starter.words) <= 500 for starter in ALL)


def test_there_is_a_puzzle_to_bring():
    assert starters.PUZZLE in starters.of_stage("work")


@pytest.mark.parametrize(
    ("held", "stage"), [(0, "meet"), (1, "agree"), (2, "work"), (4, "work"), (5, "sustain"), (40, "sustain")]
)
def test_the_stage_follows_how_often_a_group_met(held, stage):
    assert starters.stage_of(held, near_end=False) == stage
    assert starters.stage_of(held, near_end=True) == ("close" if held else "meet")


def test_meetings_that_were_missed_do_not_count(pair, priya):
    assert around(pair, priya).stage == "meet"
    holding.hold(pair, 1)
    assert around(pair, priya).stage == "agree"


def test_near_the_end_is_when_little_is_left_of_the_plan_or_one_says_so_oneself(pair, priya, omar):
    holding.hold(pair, 1)
    mine = Membership.person == omar
    Membership.update(done_at=clock.now()).where(mine).execute()
    assert around(pair, omar).near_end and not around(pair, priya).near_end
    Membership.update(done_at=None).where(mine).execute()
    Circle.create(group=pair, topic="Talks", planned=3)
    assert not around(pair, priya).near_end
    holding.hold(pair, 2)
    assert around(pair, priya).stage == "close"


@pytest.mark.parametrize(("days", "near"), [(-5, True), (30, True), (60, False)])
def test_near_the_end_is_also_when_the_programme_ends(pair, priya, days, near):
    Programme.update(ends_on=clock.today() + timedelta(days=days)).execute()
    assert around(pair, priya).near_end == near


def test_another_stages_questions_can_be_looked_at_and_added(browser_of, pair, priya, at):
    browser = browser_of(priya)
    page = browser.follow(browser.submit(browser.get(at(pair)), "#stages", stage="close", status=302))
    assert starters.CLOSE[0].words in page.select_one("#questions").get_text()
    page = browser.follow(browser.submit(page, "#starters", key=starters.CLOSE[0].key))
    assert starters.CLOSE[0].words in page.select_one("#items").get_text()
    assert page.select_one("#stage [selected]")["value"] == "close"
    assert starters.CLOSE[0].words not in page.select_one("#questions").get_text()


def test_htmx_changes_the_questions_alone(browser_of, pair, priya, at):
    page = browser_of(priya).get(at(pair, "starters"), query_string={"stage": "sustain"}, fragment=True)
    assert page.select_one("#questions #starters") and not page.select_one("#agenda")


@pytest.mark.parametrize("stage", ["", "x", "\x00", "9" * 400, "<b>"])
def test_nonsense_for_a_stage_shows_what_fits(browser_of, pair, priya, at, stage):
    page = browser_of(priya).get(at(pair), query_string={"stage": stage})
    assert starters.MEET[0].words in page.select_one("#questions").get_text()
