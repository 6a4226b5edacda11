"""Question prompts in real browsers: asked by two, without a script, and while somebody is typing."""

import pytest

from tests.activities.prompts import last
from tests.looking import look


@pytest.mark.browser
def test_two_ask_each_other(content, page_of, pair, priya, omar):
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto("/activities/kinds/questions")
    look(mine, "questions-activity")
    mine.get_by_role("button", name="Begin").click()
    theirs.goto(mine.url)
    look(mine, "questions-begun")
    mine.get_by_text("Drawing from").click()
    mine.select_option("#choose-theme", "feedback")
    mine.get_by_role("button", name="Draw from these").click()
    theirs.wait_for_selector("text=Telling each other frankly, any stage")
    theirs.get_by_role("button", name="Draw for Priya").dblclick()
    mine.wait_for_selector("#drawn .speaking")
    asked = mine.locator("#drawn .speaking").inner_text()
    assert theirs.locator("#drawn .speaking").inner_text() == asked
    mine.fill("#drawn textarea", "At once, please.")
    theirs.get_by_role("button", name="Draw for Omar").press("Enter")
    mine.wait_for_selector("#drawn > li:nth-child(2)")
    typed = mine.locator("#drawn > li:nth-child(2) textarea")
    assert typed.input_value() == "At once, please."
    mine.locator("#drawn > li:nth-child(2)").get_by_role("button", name="Note it").click()
    theirs.wait_for_selector("text=At once, please.")
    theirs.get_by_role("button", name="Let it pass").click()
    mine.wait_for_selector("text=passed")
    look(mine, "questions-drawn")
    mine.locator("#ask-own").click()
    mine.fill("#add-words", "What did you nearly say today?")
    mine.get_by_role("button", name="Add it").click()
    theirs.wait_for_selector("text=Our own questions (1)")
    mine.locator("summary:has-text('Offer it')").click()
    look(mine, "questions-own")
    mine.get_by_role("button", name="Offer this question").click()
    theirs.locator("#ask-own").click()
    theirs.wait_for_selector("text=offered to everyone")
    theirs.get_by_role("button", name="Go on").click()
    mine.wait_for_selector("#step-lessons")
    mine.fill("#lessons-line", "Ask sooner.")
    mine.get_by_role("button", name="Keep it").click()
    theirs.wait_for_selector("text=Ask sooner.")
    theirs.get_by_role("button", name="Finish").click()
    mine.wait_for_selector("text=finished on")
    look(mine, "questions-finished")


@pytest.mark.browser
def test_questions_are_drawn_without_a_script(content, page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "questions")
    page = page_of(omar, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.get_by_role("button", name="I am here").click()
    page.get_by_role("button", name="Draw for").click()
    page.fill("#drawn textarea", "I said this.")
    page.get_by_role("button", name="Note it").click()
    assert "I said this." in page.inner_text("#drawn")


@pytest.mark.browser
def test_what_somebody_is_typing_stays_while_another_goes_on(content, page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "questions")
    table.does(priya, "draw")
    asked, page = last(table, priya)["ref"], page_of(omar)
    page.goto(table.at())
    field = page.locator(f"#ask-words-{asked}")
    field.press_sequentially("With a spreadsheet")
    for _ in range(3):
        table.does(priya, "draw")
    page.wait_for_selector(f"#drawn-{last(table, priya)['ref']}")
    page.keyboard.type(", at first")
    table.goes_on(priya)
    page.wait_for_selector("#lessons-line")
    assert field.input_value() == "With a spreadsheet, at first" and field.is_visible()
    assert field.evaluate("field => field === document.activeElement")
    look(page, "questions-typed-on")
    page.locator(f"#ask-note-{asked} button").click()
    page.wait_for_selector(f"#ask-note-{asked}", state="detached")
    (noted,) = table.facts(omar, "ask")["drawn"][-1]["notes"]
    assert noted["words"] == "With a spreadsheet, at first"
