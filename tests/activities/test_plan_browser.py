"""Plans in real browsers: drawn and promised by two on devices of their own, and drawn without a script."""

import pytest

from tests.looking import look


@pytest.mark.browser
def test_two_draw_their_plans_and_promise_a_step(page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "plan")
    now = table.facts(priya)["plan"]["years"][0]
    mine, theirs_ = page_of(priya), page_of(omar)
    mine.goto(table.at())
    theirs_.goto(table.at())
    look(mine, "plan-empty")
    mine.fill("#draw-years", "7")
    mine.locator("#draw-span button").click()
    mine.wait_for_selector(f"text=Your plan goes from {now} to {now + 6}", state="attached")
    for words, year in (
        ("Lead a team of my own", now + 2),
        ("السفر إلى اليابان", now + 4),
        ("Publish what I learned about teaching", now + 2),
    ):
        mine.fill("#draw-words", words)
        mine.fill("#draw-year", str(year))
        mine.get_by_role("button", name="Put it on the line").click()
        mine.wait_for_selector(f"#step-draw li:has-text('{words}')")
    mine.fill("#draw-words", "Much later")
    mine.fill("#draw-year", "12026")
    mine.get_by_role("button", name="Put it on the line").click()
    mine.wait_for_selector("text=Please choose a year from")
    assert mine.input_value("#draw-words") == "Much later"
    look(mine, "plan-refused")
    later = mine.get_by_role("button", name=f"Move to {now + 3} : Lead a team")
    later.focus()
    for year in (now + 3, now + 4):
        mine.keyboard.press("Enter")
        mine.wait_for_selector(f"li:has(> h3:text('{year}')):has-text('Lead a team')")
    assert "Lead a team" in mine.evaluate("document.activeElement.textContent")
    look(mine, "plan-draw")
    mine.get_by_role("button", name="I am ready").click()
    theirs_.fill("#draw-words", "Open a workshop")
    theirs_.get_by_role("button", name="Put it on the line").press("Enter")
    theirs_.wait_for_selector("#step-draw li:has-text('Open a workshop')")
    theirs_.get_by_role("button", name="I am ready").click()
    mine.wait_for_selector("#step-draw td:has-text('Open a workshop')")
    look(mine, "plan-revealed")
    mine.get_by_role("button", name="Go on").click()
    theirs_.wait_for_selector("#step-gap")
    theirs_.get_by_text("Add to it: Lead a team").press("Enter")
    theirs_.locator("#step-gap .more[open] [name=words]").first.fill(
        "Somebody has to see me lead something small."
    )
    theirs_.get_by_role("button", name="Note it").locator("visible=true").click()
    mine.wait_for_selector("li >> text=Somebody has to see me lead")
    theirs_.get_by_text("Add to it: Lead a team").click()
    theirs_.locator("#step-gap .more[open] input[name=words]").fill("Ask to run the next retrospective")
    theirs_.get_by_role("button", name="Add the step").locator("visible=true").click()
    mine.get_by_role("button", name="Make it a commitment").click()
    theirs_.wait_for_selector("li >> text=promised")
    look(mine, "plan-gap")
    mine.get_by_role("button", name="Finish").click()
    theirs_.wait_for_selector("text=finished on")
    assert theirs_.locator("svg[role=img]").first.bounding_box()["height"] > 50
    look(theirs_, "plan-finished")


@pytest.mark.browser
def test_it_is_drawn_without_a_script(page_of, begin, pair, omar):
    table = begin(pair, omar, "plan")
    page = page_of(omar, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.fill("#draw-words", "Open a workshop")
    page.get_by_role("button", name="Put it on the line").click()
    page.get_by_role("button", name="Move to").last.click()
    page.get_by_text("Change Open a workshop").click()
    page.locator("details[open] [name=words]").fill("Open a workshop by the river")
    page.get_by_role("button", name="Save").locator("visible=true").click()
    page.get_by_role("button", name="Remove").locator("visible=true").click()
    page.get_by_role("button", name="Put it back").click()
    assert "by the river" in page.inner_text("#table")
