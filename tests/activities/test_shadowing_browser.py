"""Job shadowing in real browsers: two agree on a day and look back, and join something without a script."""

import pytest

from tests.looking import LONG, look


@pytest.mark.browser
def test_two_agree_on_a_day_and_look_back(page_of, pair, priya, omar):
    mine, theirs = page_of(priya), page_of(omar)
    mine.context.grant_permissions(["clipboard-read", "clipboard-write"])
    mine.goto("/activities/kinds/shadowing")
    mine.get_by_role("button", name="Begin").click()
    theirs.goto(mine.url)
    mine.wait_for_selector(".seats:has-text('Omar: here')")
    look(mine, "shadowing-choose")
    mine.get_by_role("button", name="I visit Omar").press("Enter")
    theirs.wait_for_selector("text=Priya visits you.")
    look(mine, "shadowing-chosen")
    mine.click("#move-go_on")
    mine.wait_for_selector("#agree-day")
    look(mine, "shadowing-agree-empty")
    mine.fill("#agree-day", "2027-03-09")
    mine.fill("#agree-limits", f"محادثة مع رئيس الفريق {LONG}")
    mine.get_by_role("button", name="Agree on this").click()
    theirs.wait_for_selector("text=محادثة")
    look(theirs, "shadowing-agreed")
    theirs.click("#move-go_on")
    mine.wait_for_selector("#manager-text")
    mine.fill("#manager-text", "Dear boss, may I visit Omar on 9 March?")
    mine.get_by_role("button", name="Copy").click()
    assert mine.evaluate("navigator.clipboard.readText()") == "Dear boss, may I visit Omar on 9 March?"
    look(mine, "shadowing-manager")
    mine.get_by_role("button", name="Keep my wording").click()
    mine.wait_for_selector("text=Make it anew")
    mine.click("#move-go_on")
    theirs.wait_for_selector("text=For Priya, who visits")
    look(theirs, "shadowing-day")
    theirs.click("#move-go_on")
    mine.wait_for_selector("#reflect-surprised")
    look(mine, "shadowing-reflect")
    mine.fill("#reflect-surprised", "How much of it is listening.")
    mine.get_by_role("button", name="I am ready").click()
    theirs.fill("#reflect-learned", "I do more than I thought.")
    theirs.get_by_role("button", name="I am ready").click()
    mine.wait_for_selector("text=I do more than I thought.")
    look(mine, "shadowing-back")
    mine.get_by_role("button", name="Swap").click()
    mine.get_by_role("link", name="Go on the other way round").click()
    mine.wait_for_selector("#step-agree >> text=Omar visits you.")
    look(mine, "shadowing-swapped")


@pytest.mark.browser
def test_it_is_agreed_without_a_script(page_of, begin, pair, priya):
    table = begin(pair, priya, "shadowing")
    page = page_of(priya, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.get_by_role("button", name="We join something together").click()
    page.get_by_role("button", name="Go on").click()
    page.fill("#agree-what", "The works committee")
    page.get_by_role("button", name="Agree on this").click()
    page.get_by_role("button", name="Go on").click()
    assert "“The works committee”" in page.input_value("#manager-text")
