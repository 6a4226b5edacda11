"""Every format goes through the whole flow, so that adding one is adding one entry."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.core.rules import RuleBroken
from peerportal.groups import formats, holding, starters
from peerportal.groups.circles import finishing
from peerportal.groups.models import Circle, Group, Meeting

each_format = pytest.mark.parametrize("form", formats.offered(), ids=lambda form: form.key)


@each_format
def test_a_format_says_what_it_is_and_can_be_kept(form):
    assert form.label and form.what.endswith(".") and form.suits.endswith(".")
    assert len(form.key) <= 10, "it is the value of a column"
    assert 2 <= form.least <= form.most <= 8
    assert 5 <= form.minutes <= 480 and form.often
    assert len(form.starters) >= 3


def test_questions_are_found_by_names_that_are_used_once():
    keys = [one.key for form in formats.offered() for one in form.starters]
    keys += [one.key for one in (*starters.MEET, *starters.AGREE, *starters.WORK, *starters.SUSTAIN)]
    assert len(keys) == len(set(keys))
    assert [formats.starter(key).key for key in keys] == keys
    with pytest.raises(RuleBroken):
        formats.starter("no-such-question")


@each_format
def test_a_format_works_from_the_start_form_to_its_end(
    form, browser_of, priya, make_person, enter, still, at
):
    browser = browser_of(priya)
    page = browser.get(f"/circles/new?format={form.key}")
    group_page = browser.follow(browser.submit(page, "#new-circle form", topic="Telling stories"))
    group = Group.get(Group.kind == "circle")
    assert group.is_trying and group.format == form.key and "Telling stories" in group_page.h1.get_text()
    for number in range(1, form.least):
        assert Group.get_by_id(group.id).is_trying
        enter(group, make_person(f"Member {number}"))
    page = browser.get(at(group))
    meeting = Meeting.next_of(group)
    assert (meeting.number, meeting.minutes, meeting.host_id) == (1, form.minutes, priya.id)
    assert form.starters[0].words in page.select_one("#agenda").get_text()
    browser.post(at(group, "starters"), {"key": form.starters[0].key})
    assert form.starters[0].words in browser.get(at(group)).select_one("#items").get_text()
    while form.planned and finishing.closes_at(group, Circle.get_by_id(group.id)) is None:
        holding.hold(group, Meeting.next_of(group).number)
    clock.move(timedelta(days=3))
    finishing.finish_due()
    assert Group.get_by_id(group.id).is_closed == bool(form.planned)
    browser_of(priya).get(at(group))


def test_a_pair_is_not_started_like_a_circle(browser_of, priya):
    browser_of(priya).get("/circles/new?format=talk", status=409)
    browser_of(priya).post("/circles", {"format": "talk", "topic": "Us"}, status=409)
