"""The fit check: asked after the first meeting, answered privately, and only the joint result is ever shown."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.endings import fit
from peerportal.groups.meetings.standing import standing_of
from peerportal.groups.models import Group, Meeting, Membership


@pytest.fixture
def met(pair, still):
    """The pair after its first meeting."""
    clock.move(timedelta(hours=1))
    holding.hold(pair, 1)
    clock.move(timedelta(hours=1))
    return pair


def meet_again(group):
    clock.move(timedelta(days=20))
    holding.hold(group, Meeting.next_of(group).number)
    clock.move(timedelta(hours=1))


def check(browser_of, person, group, at):
    return browser_of(person).get(at(group)).select_one("#fit")


def test_nothing_is_asked_before_the_first_meeting(browser_of, pair, priya, at):
    assert check(browser_of, priya, pair, at) is None
    with pytest.raises(RuleBroken, match="after your first meeting"):
        fit.answer(pair, priya, fit.YES)


def test_after_the_first_meeting_each_is_asked(browser_of, met, priya, omar, at):
    for person in (priya, omar):
        assert len(check(browser_of, person, met, at).select("button")) == 3


def what_priya_has(browser_of, group, priya, at):
    page = browser_of(priya).get(at(group))
    return page.select_one("#group").get_text(), page.select_one("#group")["hx-ptag"]


@pytest.mark.parametrize("mine", [None, fit.YES, fit.UNSURE, fit.NO])
def test_whatever_omar_says_alone_priyas_page_and_poll_are_the_same(browser_of, met, priya, omar, at, mine):
    if mine:
        fit.answer(met, priya, mine)
    nothing = what_priya_has(browser_of, met, priya, at)
    for said in (fit.UNSURE, fit.NO, *([fit.YES] if mine != fit.YES else [])):
        fit.answer(met, omar, said)
        assert what_priya_has(browser_of, met, priya, at) == nothing, said


def test_all_yes_is_a_warm_line_for_both_until_they_meet_again(browser_of, met, priya, omar, at):
    fit.answer(met, priya, fit.YES)
    before = Group.get_by_id(met.id).moved
    assert fit.answer(met, omar, fit.YES)
    assert Group.get_by_id(met.id).moved > before, "the other's open page is to show it"
    for person in (priya, omar):
        assert "both of you said that it fits" in check(browser_of, person, met, at).get_text()
    meet_again(met)
    assert check(browser_of, priya, met, at) is None


def test_a_known_result_is_not_changed_any_more(met, priya, omar):
    for person in (priya, omar):
        fit.answer(met, person, fit.YES)
    assert fit.answer(met, omar, fit.YES), "a second click says the same"
    with pytest.raises(RuleBroken, match="end it kindly"):
        fit.answer(met, omar, fit.NO)


def test_who_is_unsure_is_asked_once_more_after_the_next_meeting(browser_of, met, priya, at):
    fit.answer(met, priya, fit.UNSURE)
    assert "still deciding" in check(browser_of, priya, met, at).get_text()
    assert not fit.check_of(met, priya).is_asked
    meet_again(met)
    assert fit.check_of(met, priya).is_asked
    fit.answer(met, priya, fit.NO)
    meet_again(met)
    assert not fit.check_of(met, priya).is_asked


def test_who_met_more_often_without_an_answer_is_not_asked_any_more(met, priya):
    meet_again(met)
    assert fit.check_of(met, priya).is_asked
    meet_again(met)
    assert not fit.check_of(met, priya).is_shown


def test_who_says_no_is_offered_the_kind_way_out_on_their_own_page_alone(browser_of, met, priya, omar, at):
    browser = browser_of(priya)
    page = browser.get(at(met))
    page = browser.follow(browser.submit(page, "#fit-form", said="no"))
    assert page.select_one("#fit a")["href"] == at(met, "close")
    assert not check(browser_of, omar, met, at).select("a")


def test_an_answer_that_is_none_is_refused(browser_of, met, priya, at):
    browser_of(priya).post(at(met, "fit"), {"said": "perhaps"}, status=409)
    assert fit.check_of(met, priya).mine is None


def test_an_answer_by_htmx_brings_the_live_part(browser_of, met, priya, at):
    browser = browser_of(priya)
    page = browser.submit(browser.get(at(met)), "#fit-form", said="yes", fragment=True)
    assert "You said that it fits" in page.select_one("#fit").get_text()
    assert "kept to yourself" in page.select_one("#said").get_text()


def test_two_who_met_before_the_portal_are_not_asked(met, priya, omar):
    Membership.update(answer=None).where(Membership.group == met).execute()
    assert not fit.check_of(met, priya).is_shown


def test_the_check_costs_two_statements_and_none_where_they_were_asked_already(met, priya, count_queries):
    with count_queries() as counted:
        fit.check_of(met, priya)
    assert counted.count == 2
    standing, everybody = standing_of(met), met.everybody()
    with count_queries() as counted:
        assert fit.seen_by(priya, met, standing, everybody) == fit.FitCheck(may_answer=True, is_asked=True)
    assert counted.count == 0
