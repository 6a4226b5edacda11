"""A real browser: wording is answered while typing, nothing typed is touched, and outcomes work by keyboard."""

import pytest

from peerportal.core.ids import new_ref
from peerportal.groups import holding
from peerportal.groups.commitments import making
from peerportal.groups.models import AgendaItem, Commitment

pytestmark = pytest.mark.browser


@pytest.fixture
def met(pair, omar):
    holding.hold(pair, 1)
    making.make(pair, omar, "Write the draft", None, new_ref())
    return pair


def test_hints_answer_what_is_typed_and_a_poll_leaves_it_alone(page_of, met, priya, omar, at):
    page = page_of(priya, viewport={"width": 360, "height": 800})
    page.goto(at(met))
    page.focus("#commit-words")
    page.keyboard.type("improve my talks")
    page.wait_for_selector("#hints-new:has-text('is a direction')")
    page.check("text=On another day")
    page.wait_for_selector("#commit-day")
    page.focus("#commit-words")
    AgendaItem.add(met, omar, "News", new_ref())
    with page.expect_response(lambda answer: "/poll" in answer.url and answer.status == 200):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("#items >> text=News")
    assert page.input_value("#commit-words") == "improve my talks"
    assert page.evaluate("document.activeElement.id") == "commit-words"
    page.check("text=In a week")
    page.click("text=I will do it")
    page.wait_for_selector("#last >> text=improve my talks")
    page.wait_for_selector("#said:has-text('Kept.')", state="attached")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_an_outcome_is_told_and_put_right_by_keyboard(page_of, met, priya, at):
    said = making.make(met, priya, "Ask Ana", None, new_ref())
    page = page_of(priya)
    page.goto(at(met))
    page.focus(f"#partly-{said.ref}")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#commitment-{said.ref} .tag:has-text('partly')")
    page.wait_for_function("document.activeElement.closest('#last') !== null")
    page.focus(f"#more-{said.ref}")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#commitment-{said.ref} .tag:has-text('done')")
    assert Commitment.get_by_id(said.id).state == "done"
