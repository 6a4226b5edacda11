"""The lifetime list: ten slots, overlaps, stars, and a wish that goes on to the plan."""

import pytest

from peerportal.activities import playing
from peerportal.activities.kind import Refused
from peerportal.activities.models import ActivitySession
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from tests.activities.conftest import Table
from tests.looking import look

MINE = {"thing-1": "See the northern lights", "thing-2": "Learn Spanish", "thing-5": "تعلم العزف على العود"}
THEIRS = {"thing-1": "northern lights trip", "thing-2": "Build a boat", "thing-3": "Run a marathon"}


@pytest.fixture
def table(begin, pair, priya, omar):
    """Both lists lie open, and the group has gone on to the stars."""
    table = begin(pair, priya, "lifetime")
    table.does(priya, "ready", **MINE)
    table.does(omar, "ready", **THEIRS)
    table.goes_on(priya)
    return table


def wish(table, person, words, step="stars"):
    lists = table.facts(person, step)["lists"]
    return next(one for _, wishes in lists for one in wishes if one["words"] == words)


def plans(group):
    return list(
        ActivitySession.select().where(ActivitySession.group == group, ActivitySession.kind == "plan")
    )


def on_plan(group, person):
    plan = Table(group, plans(group)[0])
    return [(aim["words"], aim["year"]) for aim in plan.facts(person, "draw")["plan"]["aims"]]


def test_three_wishes_are_enough_and_two_are_not(begin, pair, priya):
    table = begin(pair, priya, "lifetime")
    with pytest.raises(Refused, match="at least 3"):
        table.does(priya, "ready", **{"thing-1": "See Japan", "thing-2": "Learn Spanish"})
    table.does(priya, "ready", **MINE)


def test_what_both_want_is_marked_in_whatever_words(table, omar):
    said = [[words for _, words in said] for said in table.facts(omar, "write")["common"]]
    assert said == [["See the northern lights", "northern lights trip"]]


def test_a_slot_is_one_wish_also_with_commas_in_it(begin, pair, priya, omar):
    table = begin(pair, priya, "lifetime")
    table.does(priya, "ready", **{"thing-1": "Cook, sail, and sing", "thing-2": "Fly", "thing-3": "Ski"})
    table.does(omar, "ready", **{"thing-1": "Sail", "thing-2": "Paint", "thing-3": "Weld"})
    assert table.facts(omar)["common"] == [[("Priya", "Cook, sail, and sing"), ("Omar", "Sail")]]


def test_one_stars_what_the_others_wrote_and_never_twice(table, priya, omar):
    boat = wish(table, priya, "Build a boat")["ref"]
    table.does(priya, "star", entry=boat)
    table.does(priya, "star", entry=boat)
    assert wish(table, omar, "Build a boat")["starred_by"] == ["Priya"]
    with pytest.raises(RuleBroken, match="others wrote"):
        table.does(omar, "star", entry=boat)
    table.does(priya, "unstar", entry=boat)
    assert wish(table, omar, "Build a boat")["starred_by"] == []


def test_a_wish_goes_on_to_a_plan_that_begins_with_it_and_only_once(still, table, pair, priya):
    spanish, key = wish(table, priya, "Learn Spanish")["ref"], new_ref()
    year = table.facts(priya, "stars")["year"]
    table.does(priya, "send", entry=spanish, year=year, key=key)
    table.does(priya, "send", entry=spanish, year=year, key=key)
    assert table.does(priya, "send", entry=spanish, year=year + 1) == "It is on your plan already."
    assert len(plans(pair)) == 1 and on_plan(pair, priya) == [("Learn Spanish", year)]


def test_a_wish_is_added_to_the_plan_that_is_open(still, begin, table, pair, priya, omar):
    begin(pair, omar, "plan")
    year = table.facts(omar, "stars")["year"]
    table.does(omar, "send", entry=wish(table, omar, "Build a boat")["ref"], year=year)
    assert len(plans(pair)) == 1 and on_plan(pair, omar) == [("Build a boat", year)]
    assert on_plan(pair, priya) == []


def test_a_plan_grows_for_a_wish_up_to_ten_years(table, pair, priya):
    spanish, year = wish(table, priya, "Learn Spanish")["ref"], table.facts(priya, "stars")["year"]
    with pytest.raises(Refused, match="choose a year"):
        table.does(priya, "send", entry=spanish, year=year + 9)
    table.does(priya, "send", entry=spanish, year=year + 8)
    assert on_plan(pair, priya) == [("Learn Spanish", year + 8)]


def test_somebody_elses_wish_goes_on_ones_own_plan_once_it_is_starred(table, pair, priya):
    boat, year = wish(table, priya, "Build a boat")["ref"], table.facts(priya, "stars")["year"]
    with pytest.raises(RuleBroken, match="Star it first"):
        table.does(priya, "send", entry=boat, year=year)
    table.does(priya, "star", entry=boat)
    table.does(priya, "send", entry=boat, year=year)
    assert on_plan(pair, priya) == [("Build a boat", year)]


def test_a_year_beyond_the_plan_is_refused_beside_it_and_nothing_has_begun(table, pair, priya, browser_of):
    spanish = wish(table, priya, "Learn Spanish")["ref"]
    browser = browser_of(priya)
    answer = browser.submit(browser.get(table.at()), f"#stars-send-{spanish}", status=422, year="12026")
    assert "Please choose a year from" in answer.select_one(f"#stars-year-{spanish}-error").get_text()
    assert plans(pair) == []


def test_nobody_stars_or_sends_what_is_not_revealed(begin, pair, priya, omar):
    table = begin(pair, priya, "lifetime")
    table.does(priya, "ready", **MINE)
    with pytest.raises(RuleBroken, match="not there yet"):
        table.does(priya, "star", step="stars", entry=new_ref())


def test_on_one_laptop_stars_are_those_of_whoever_is_named_and_hidden_plans_stay_their_own(
    table, pair, priya, omar
):
    playing.share_laptop(table.group, table.session, priya, True)
    spanish, year = wish(table, priya, "Learn Spanish")["ref"], table.facts(priya, "stars")["year"]
    table.does(priya, "star", member=omar.ref, entry=spanish)
    assert wish(table, omar, "Learn Spanish")["starred_by"] == ["Omar"]
    with pytest.raises(RuleBroken, match="Omar does this on a device of their own"):
        table.does(priya, "send", member=omar.ref, entry=spanish, year=year)
    assert plans(pair) == []


def test_three_of_a_circle_compare_their_lists(begin, circle, priya, omar, lin):
    table = begin(circle, priya, "lifetime")
    for person, words in ((priya, MINE), (omar, THEIRS), (lin, {**MINE, "thing-1": "Climb Kilimanjaro"})):
        table.does(person, "ready", **words)
    assert len(table.facts(lin)["lists"]) == 3
    assert [[name for name, _ in said] for said in table.facts(lin)["common"]][0] == ["Priya", "Omar"]


@pytest.mark.browser
def test_two_compare_their_lists_and_send_a_wish_on(page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "lifetime")
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto(table.at())
    theirs.goto(table.at())
    look(mine, "lifetime-write")
    mine.get_by_role("button", name="I am ready").click()
    mine.wait_for_selector("text=at least 3 of them")
    for page, words in ((mine, MINE), (theirs, THEIRS)):
        for thing, words_of_it in words.items():
            page.fill(f"#write-{thing}", words_of_it)
        page.get_by_role("button", name="I am ready").click()
    mine.wait_for_selector("text=What you share")
    look(mine, "lifetime-revealed")
    mine.get_by_role("button", name="Go on").click()
    theirs.wait_for_selector("#step-stars")
    theirs.get_by_role("button", name="Star Learn Spanish").press("Enter")
    mine.wait_for_selector("text=Starred by Omar")
    mine.get_by_text("To my plan: Learn Spanish").press("Enter")
    mine.locator("#step-stars .more[open] input[name=year]").fill("12026")
    mine.get_by_role("button", name="Put it there").locator("visible=true").click()
    mine.wait_for_selector("text=Please choose a year from")
    look(mine, "lifetime-stars-refused")
    mine.locator("#step-stars .more[open] input[name=year]").fill(str(table.facts(priya, "stars")["year"]))
    mine.get_by_role("button", name="Put it there").locator("visible=true").click()
    theirs.wait_for_selector("text=On the plan of Priya")
    look(theirs, "lifetime-stars")
    mine.get_by_role("link", name="To your plans").click()
    mine.wait_for_selector("svg :text('Learn Spanish')")
    theirs.get_by_role("button", name="Finish").click()
    theirs.wait_for_selector("text=finished on")
    look(theirs, "lifetime-finished")


@pytest.mark.browser
def test_it_is_played_without_a_script(page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "lifetime")
    table.does(priya, "ready", **MINE)
    page = page_of(omar, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.get_by_role("button", name="I am here").click()
    for thing, words in THEIRS.items():
        page.fill(f"#write-{thing}", words)
    page.get_by_role("button", name="I am ready").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Star Learn Spanish").click()
    page.get_by_text("To my plan: Build a boat").click()
    page.get_by_role("button", name="Put it there").locator("visible=true").click()
    assert "On the plan of Omar" in page.inner_text("#table")
