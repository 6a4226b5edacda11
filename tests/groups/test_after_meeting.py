"""After a meeting: three steps as each likes, a look back that nobody else sees, and then done for today."""

import pytest

from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.models import Group, Meeting, MeetingCheck, Membership
from peerportal.groups.sitting import after
from peerportal.groups.sitting.around import around


@pytest.fixture
def held(pair):
    holding.hold(pair, 1)
    return Meeting.get(Meeting.number == 1)


def test_we_met_leads_to_the_steps_for_both(browser_of, pair, priya, omar, at):
    pages = [browser_of(person) for person in (priya, omar)]
    forms = [browser.get(at(pair)) for browser in pages]
    for browser, page in zip(pages, forms, strict=True):
        after_page = browser.follow(browser.submit(page, "form:has(#we-met)"))
        assert after_page.select_one("h1").get_text() == "After your meeting"
    assert Meeting.select().where(Meeting.group == pair).count() == 2


def test_the_look_back_is_kept_shown_and_changed(browser_of, pair, priya, held, at):
    browser = browser_of(priya)
    here = at(pair, "meetings", held.ref, "after")
    page = browser.follow(browser.submit(browser.get(here), "#check form", useful="partly", balanced="more"))
    assert page.select_one("#check [value=more]").has_attr("checked")
    browser.submit(page, "#check form", balanced="less")
    assert after.my_check(held, priya) == after.Check("partly", "less")


def test_nobody_else_ever_sees_it(browser_of, pair, priya, omar, carmen, held, at):
    after.check(pair, held, priya, "no", "less")
    page = browser_of(omar).get(at(pair, "meetings", held.ref, "after"))
    assert not page.select("#check [checked]") and not page.select("#check .tag")
    browser_of(carmen).get(at(pair, "meetings", held.ref, "after"), status=404)
    assert after.my_check(held, omar) is None


def test_it_moves_no_other_members_page(pair, priya, held):
    before, mine = Group.get_by_id(pair.id).moved, Membership.get(Membership.person == priya).moved
    after.check(pair, held, priya, "yes", "yes")
    after.put_away(pair, held, priya)
    assert Group.get_by_id(pair.id).moved == before
    assert Membership.get(Membership.person == priya).moved == mine + 2


@pytest.mark.parametrize(
    "typed", [{}, {"useful": "yes"}, {"useful": "x", "balanced": "yes"}, {"useful": "\x00", "balanced": "٣"}]
)
def test_half_an_answer_is_asked_for_again(browser_of, pair, priya, held, at, typed):
    page = browser_of(priya).post(at(pair, "meetings", held.ref, "check"), typed, status=422)
    assert page.select_one("#check .error")
    assert page.select_one("#check [value=yes]").has_attr("checked") == (typed.get("useful") == "yes")
    assert not MeetingCheck.select().exists()


def test_once_you_met_again_it_stays_as_it_was(browser_of, pair, priya, held, at):
    after.check(pair, held, priya, "yes", "yes")
    holding.hold(pair, 2)
    with pytest.raises(RuleBroken):
        after.check(pair, held, priya, "no", "yes")
    assert (
        browser_of(priya).get(at(pair, "meetings", held.ref, "after"), status=302).location.endswith(held.ref)
    )
    assert after.my_check(held, priya).useful == "yes"


def test_done_for_today_puts_it_away_for_me_alone_until_the_next_meeting(
    browser_of, pair, priya, omar, held, at
):
    browser = browser_of(priya)
    here = browser.get(browser.get(at(pair)).select_one("#after-link")["href"])
    page = browser.follow(browser.submit(here, "form:has(#put-away)"))
    assert not page.select("#after-link")
    assert browser_of(omar).get(at(pair)).select("#after-link")
    holding.hold(pair, 2)
    assert browser.get(at(pair)).select("#after-link")
    assert around(pair, priya).last_number == 2


def test_every_step_of_the_loop_is_two_clicks_away_at_most(browser_of, pair, priya, held, at):
    """Links followed and buttons pressed from the group's page."""
    browser = browser_of(priya)
    page = browser.get(at(pair))
    on_the_page = ["#adder", "#questions button[name=key]", "form:has(#we-met)", "#change-meeting"]
    assert [step for step in on_the_page if not page.select(step)] == []
    sitting = browser.get(page.select_one("#sit")["href"])
    after_page = browser.get(page.select_one("#after-link")["href"])
    notebook = browser.get(page.select_one("#notebook-link a")["href"])
    earlier = browser.get(page.select_one("#agenda-head ~ a")["href"])
    assert sitting.select_one("#step-start") and sitting.select_one("form:has(#we-met)")
    assert (
        after_page.select_one("#check form")
        and after_page.select_one("#slots")
        and after_page.select_one("#put-away")
    )
    assert notebook.select_one("#notebook form") and earlier.select_one("ul.lines a")


def test_the_page_asks_the_database_as_often_whatever_lies_behind(browser_of, pair, priya, at, count_queries):
    costs = []
    for number in range(1, 31):
        holding.hold(pair, number)
        if number in (3, 30):
            last = Meeting.get(Meeting.number == number)
            with count_queries() as counted:
                browser_of(priya).get(at(pair, "meetings", last.ref, "after"))
            costs.append(counted.count)
    assert costs[0] == costs[1] <= 9 + 1, "one statement more for signing in"


def test_a_commitment_and_the_next_date_are_made_where_the_meeting_ended(browser_of, pair, priya, held, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "meetings", held.ref, "after"))
    page = browser.follow(browser.submit(page, "#commit", words="Ask Ana for half an hour"))
    assert page.select_one("h1").get_text() == "After your meeting"
    assert "Ask Ana for half an hour" in page.select_one("#make").get_text()
    booked = browser.submit(page, "#slots form", fragment=True)
    assert booked and Meeting.next_of(pair).starts_at
