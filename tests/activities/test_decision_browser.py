"""A big decision in real browsers: mapped by two, and looked back on without a script."""

import datetime as dt

import pytest

from tests.activities import decisions
from tests.activities.decisions import in_days
from tests.looking import LONG, look

table, decided = decisions.table, decisions.decided  # fixtures


@pytest.mark.browser
def test_two_map_a_decision_and_look_back(still, page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "decision")
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto(table.at())
    theirs.goto(table.at())
    look(mine, "decision-empty")
    mine.get_by_role("button", name="Of Omar").click()
    theirs.wait_for_selector("#question-question")
    theirs.fill("#question-question", "Do I take the post in Lisbon?")
    theirs.get_by_role("button", name="Write it down").press("Enter")
    mine.wait_for_selector("strong:has-text('Lisbon')")
    look(mine, "decision-question")
    mine.get_by_role("button", name="Go on").click()
    for page, words in ((mine, f"Take the post {LONG}"), (theirs, "البقاء هنا")):
        page.wait_for_selector("#options-words")
        page.fill("#options-words", words)
        page.get_by_role("button", name="Add it").click()
        page.wait_for_selector(f".point:has-text('{words}')")
    look(theirs, "decision-options")
    theirs.get_by_role("button", name="Move up").press("Enter")
    mine.wait_for_selector("li:first-child > .point:has-text('البقاء')")
    theirs.get_by_role("button", name="Go on").click()
    mine.wait_for_selector("#step-weigh")
    for page, side, words, weight in (
        (mine, "for it", "New people", 4),
        (theirs, "against it", f"Far from my mother {LONG}", 5),
    ):
        page.get_by_text("For or against Take the post").press("Enter")
        fold = page.locator("#step-weigh .more[open]")
        fold.get_by_label(side, exact=True).check()
        fold.locator("[name=words]").fill(words)
        fold.locator("[name=weight]").fill(str(weight))
        fold.get_by_role("button", name="Put it on the scale").click()
        page.wait_for_selector(f"li:has-text('{words}')")
    mine.wait_for_selector("li:has-text('Far from my mother')")
    look(mine, "decision-weigh")
    mine.get_by_role("button", name="Go on").click()
    theirs.wait_for_selector("#reflect-worth")
    look(theirs, "decision-reflect")
    theirs.fill("#reflect-fears", "To be alone there")
    theirs.get_by_role("button", name="I am ready").click()
    mine.get_by_role("button", name="I am ready").click()
    theirs.wait_for_selector("dd:has-text('To be alone there')")
    theirs.get_by_role("button", name="Go on").click()
    mine.wait_for_selector("text=This is for Omar to decide")
    theirs.get_by_label("Take the post").check()
    theirs.fill("#choose-why", "I would regret not having tried.")
    theirs.fill("#choose-day", in_days(90).isoformat())
    look(theirs, "decision-choose")
    theirs.get_by_role("button", name="This is my choice").click()
    mine.wait_for_selector("text=I would regret")
    mine.get_by_role("button", name="Finish").click()
    theirs.wait_for_selector("text=finished on")
    assert theirs.locator("svg[role=img]").first.bounding_box()["height"] > 50
    look(theirs, "decision-finished")


@pytest.mark.browser
def test_they_look_back_from_home_without_a_script(still, decided, page_of, omar):
    still.move(dt.timedelta(days=10))
    page = page_of(omar, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Look back").click()
    page.fill("#choose-turned", "Better than I feared.")
    page.get_by_role("button", name="Keep it").click()
    assert "Better than I feared." in page.inner_text("#table")
    page.goto("/")
    assert page.get_by_role("link", name="Look back").count() == 0
