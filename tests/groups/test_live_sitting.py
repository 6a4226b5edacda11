"""Real browsers in meeting mode: it follows the others, leaves what I type, counts down and covers the notebook."""

import pytest

from peerportal.core.ids import new_ref
from peerportal.groups import holding
from peerportal.groups.models import AgendaItem, Sitting
from peerportal.groups.sitting import steps
from tests.groups.journey import shows

pytestmark = pytest.mark.browser
CARET = "[document.activeElement.id, document.activeElement.selectionStart, document.activeElement.value]"
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def items(pair, priya, omar):
    return [
        AgendaItem.add(pair, by, words, new_ref())
        for words, by in (("One", omar), ("Two", priya), ("Three", omar))
    ]


def take(pair, step):
    sitting = Sitting.get_or_none()
    assert steps.take(pair, 1, sitting.version if sitting else 0, step)


def looked_at(page):
    """The page asks at once when it is looked at again, which spares the test three seconds a change."""
    with page.expect_response(lambda answer: "/poll" in answer.url and answer.status == 200):
        page.evaluate(LOOK)


def test_the_meeting_moves_on_around_a_note_that_is_being_written(page_of, pair, priya, omar, items, at):
    page = page_of(priya)
    page.goto(at(pair, "meeting"))
    page.click(f"#write-{items[0].ref}")
    field = f"#words-{items[0].ref}"
    page.fill(field, "Half a sentence")
    page.locator(field).evaluate("field => field.setSelectionRange(4, 4)")
    before = page.evaluate(CARET)
    for step in (
        steps.start,
        steps.pass_on,
        steps.discuss,
        steps.start,
        steps.next_item,
        steps.talk_about(items[1].ref),
    ):
        take(pair, step)
        looked_at(page)
        assert page.evaluate(CARET) == before
    shows(page, "#now-head", "Two")
    holding.hold(pair, 1)
    looked_at(page)
    assert page.evaluate(CARET) == before
    page.wait_for_selector("#now a:has-text('Go on')")
    page.click("#notes button:has-text('Save')")
    page.wait_for_selector("#notes .prose:has-text('Half a sentence')")


def test_steps_keep_the_focus_and_the_turn_counts_down(page_of, pair, priya, omar, items, at):
    page = page_of(priya)
    page.goto(at(pair, "meeting"))
    page.focus("#step-start")
    page.keyboard.press("Enter")
    page.wait_for_selector("#timer")
    left = page.locator("#turn-bar").evaluate("bar => bar.value")
    page.wait_for_function("left => document.getElementById('turn-bar').value < left", arg=left)
    page.focus("#step-pass-on")
    page.keyboard.press("Enter")
    page.wait_for_selector("#said:has-text('Omar speaks')", state="attached")
    page.wait_for_selector("#step-pass-on:focus")


def test_escape_covers_the_notebook_and_it_is_saved_in_place(page_of, pair, priya, items, at):
    page = page_of(priya)
    page.goto(at(pair, "meeting"))
    assert not page.is_visible("#notebook-words")
    page.click("#cover")
    page.fill("#notebook-words", "Talk slower")
    page.click("#notebook button:has-text('Save')")
    page.wait_for_selector("#said:has-text('for you alone')", state="attached")
    page.keyboard.press("Escape")
    page.wait_for_selector("#notebook-words", state="hidden")
    take(pair, steps.start)
    looked_at(page)
    assert not page.is_visible("#notebook-words")
    page.click("#cover")
    assert page.input_value("#notebook-words") == "Talk slower"
