"""Quadrants, played by two in browsers of their own."""

import pytest

from tests.groups.conftest import page_of  # noqa: F401 - a fixture: here polls come as they do for people
from tests.looking import look


def boxes(page):
    """The position of each box on the page, by name."""
    return {
        name: page.locator(f"#write-{name}").bounding_box()
        for name in ("family", "friends", "hobbies", "goals")
    }


@pytest.mark.browser
def test_two_fill_in_their_boxes_and_find_what_they_share(page_of, pair, priya, omar):  # noqa: F811
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto("/activities")
    look(mine, "shelf")
    mine.get_by_role("link", name="Quadrants").first.click()
    look(mine, "activity")
    mine.get_by_role("button", name="Begin").click()
    theirs.goto(mine.url)
    mine.wait_for_selector(".seats:has-text('Omar: writing')")
    at = boxes(mine)
    assert at["family"]["y"] == at["friends"]["y"] < at["hobbies"]["y"] == at["goals"]["y"]
    assert at["family"]["x"] == at["hobbies"]["x"] < at["friends"]["x"] == at["goals"]["x"]
    look(mine, "quadrants-write")
    mine.fill("#write-hobbies", "Sailing\nPlaying chess")
    mine.get_by_role("button", name="I am ready").click()
    mine.wait_for_selector("text=Still waiting for Omar")
    theirs.wait_for_selector(".seats:has-text('Priya: ready')")
    assert "Sailing" not in theirs.content()
    theirs.fill("#write-goals", "Run a marathon")
    theirs.fill("#write-hobbies", "Play chess")
    theirs.keyboard.press("Tab")
    theirs.get_by_role("button", name="I am ready").press("Enter")
    theirs.wait_for_selector("text=Run a marathon")
    mine.wait_for_selector("text=What you have in common")
    look(mine, "quadrants-revealed")
    mine.get_by_role("button", name="Go on").click()
    theirs.wait_for_selector("#step-talk")
    theirs.fill("#talk-line", "We play on Thursday.")
    theirs.get_by_role("button", name="Keep it").click()
    mine.wait_for_selector("text=We play on Thursday.")
    look(mine, "quadrants-talk")
    mine.get_by_role("button", name="Finish").click()
    theirs.wait_for_selector("text=finished on")
    look(theirs, "quadrants-finished")


@pytest.mark.browser
def test_it_is_played_without_a_script(page_of, begin, pair, priya, omar):  # noqa: F811
    table = begin(pair, priya, "quadrants")
    page = page_of(omar, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.get_by_role("button", name="I am here").click()
    page.fill("#write-family", "One brother")
    page.get_by_role("button", name="Save for now").click()
    assert page.input_value("#write-family") == "One brother"
    page.get_by_role("button", name="I am ready").click()
    table.does(priya, "ready", family="Two sisters")
    page.reload()
    assert "Two sisters" in page.inner_text("#table")


@pytest.mark.browser
def test_a_shared_laptop_asks_who_writes_at_once(page_of, begin, pair, priya):  # noqa: F811
    table = begin(pair, priya, "quadrants")
    table.does(priya, "save", family="Two sisters")
    page = page_of(priya)
    page.goto(table.at())
    assert page.input_value("#write-family") == "Two sisters"
    page.locator("summary", has_text="More").click()
    page.get_by_role("button", name="We share one laptop").press("Enter")
    page.get_by_role("group", name="Who writes this?").wait_for()
    assert page.input_value("#write-family") == ""
    assert page.evaluate("document.activeElement.id") == "laptop"
    page.get_by_role("button", name="Each of us has a device").press("Enter")
    page.get_by_role("group", name="Who writes this?").wait_for(state="detached")
    assert page.input_value("#write-family") == "Two sisters"
