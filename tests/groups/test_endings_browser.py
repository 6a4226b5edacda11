"""In a real browser: answering, closing and thanking by keyboard, with a script and without one."""

import pytest

from peerportal.groups import holding
from peerportal.groups.models import Farewell, Group

pytestmark = pytest.mark.browser
WORDS = "You taught me to begin with the question."


def test_an_answer_is_given_by_keyboard_without_leaving_the_page(page_of, pair, priya, at):  # noqa: F811
    holding.hold(pair, 1)
    page = page_of(priya)
    page.goto(at(pair))
    page.focus("#fit-unsure")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fit:has-text('still deciding')")
    page.wait_for_selector("#said:has-text('kept to yourself')", state="attached")
    assert page.url.endswith(at(pair))


def test_a_pair_ends_with_thanks_and_an_address(page_of, pair, priya, omar, at):  # noqa: F811
    mine = page_of(priya, java_script_enabled=False, viewport={"width": 360, "height": 640})
    mine.goto(at(pair, "close"))
    mine.fill("#words", WORDS)
    mine.click("main .go")
    mine.wait_for_selector(f"#thanks:has-text('{WORDS}')")
    mine.click("#keep-touch")
    theirs = page_of(omar)
    theirs.goto(at(pair))
    theirs.click("#change-thanks")
    theirs.wait_for_selector("#thanks-words:focus")
    theirs.keyboard.type("And you me.")
    theirs.click("#thanks .go")
    theirs.wait_for_selector("#thanks:has-text('And you me.')")
    theirs.click("#keep-touch")
    theirs.wait_for_selector(f"#in-touch a[href='mailto:{priya.email}']")
    assert Group.get_by_id(pair.id).is_closed and Farewell.select().count() == 2
    mine.goto(at(pair, "keepsake"))
    assert mine.evaluate("document.documentElement.scrollWidth") <= 360
