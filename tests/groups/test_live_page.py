"""Two real browsers on one page: what the other does arrives, and nothing that is being typed is touched."""

import pytest

from peerportal.core import db
from peerportal.core.ids import new_ref
from peerportal.groups.models import AgendaItem
from tests.groups.journey import shows

pytestmark = pytest.mark.browser
CHANGES = 20
CARET = "[document.activeElement.id, document.activeElement.selectionStart, document.activeElement.value]"


def change_something(pair, omar, item, number):
    """One of many different changes by the other one."""
    if number % 4 == 0:
        AgendaItem.add(pair, omar, f"News {number}", new_ref())
    elif number % 4 == 1:
        AgendaItem.get_by_id(item.id).edit(
            pair, omar, f"Wording {number}", AgendaItem.get_by_id(item.id).version
        )
    elif number % 4 == 2:
        item.move(pair, 1 if item.move(pair, 0, 0) == 1 else -1, item.move(pair, 0, 0))
    else:
        item.mark(pair, "open" if AgendaItem.get_by_id(item.id).state == "discussed" else "discussed")


@pytest.mark.parametrize("place", ["the new point", "an edited point"])
def test_twenty_changes_arrive_and_leave_text_caret_and_focus(page_of, pair, priya, omar, at, place):
    item = AgendaItem.add(pair, omar, "First", new_ref())
    mine = AgendaItem.add(pair, priya, "Mine", new_ref())
    page = page_of(priya)
    page.goto(at(pair))
    field = "#new-item"
    if place == "an edited point":
        page.click(f"#more-{mine.ref}")
        page.click(f"#item-{mine.ref} >> text=Edit")
        field = f"#words-{mine.ref}"
    page.fill(field, "Half a sentence")
    page.locator(field).evaluate("field => field.setSelectionRange(4, 4)")
    before = page.evaluate(CARET)
    for number in range(CHANGES):
        change_something(pair, omar, item, number)
        # The page asks at once when it is looked at again, which spares the test three seconds a change.
        with page.expect_response(lambda answer: "/poll" in answer.url and answer.status == 200):
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector(f"text=News {CHANGES - 4}")
    assert page.evaluate(CARET) == before


def test_a_stale_edit_is_settled_in_place(page_of, pair, priya, omar, at):
    item = AgendaItem.add(pair, omar, "First", new_ref())
    page = page_of(priya)
    page.goto(at(pair))
    page.click(f"#more-{item.ref}")
    page.click(f"#item-{item.ref} >> text=Edit")
    page.fill(f"#words-{item.ref}", "Priya's wording")
    item.edit(pair, omar, "Omar's wording", 1)
    page.click(f"#item-{item.ref} >> text=Save")
    page.wait_for_selector("text=Omar's wording")
    page.click("text=Keep both")
    page.wait_for_selector('p:has-text("Priya\'s wording")')
    shows(page, "#items .point", ["Omar's wording", "Priya's wording"])


def test_moving_keeps_the_focus_on_the_arrow(page_of, pair, priya, omar, at):
    for words in ("One", "Two", "Three"):
        last = AgendaItem.add(pair, omar, words, new_ref())
    page = page_of(priya)
    page.goto(at(pair))
    page.focus(f"#up-{last.ref}")
    for place in (2, 1):
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#said:has-text('place {place}')", state="attached")
        page.wait_for_selector(f"#up-{last.ref}:focus")
    shows(page, "#items .point", ["Three", "One", "Two"])


def test_a_point_can_follow_a_point_without_leaving_the_field(page_of, pair, priya, at):
    page = page_of(priya)
    page.goto(at(pair))
    page.focus("#new-item")
    for words in ("One", "Two"):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#items .point:has-text('{words}')")
        page.wait_for_function(f'JSON.stringify({CARET}) === \'["new-item",0,""]\'')


@pytest.fixture(autouse=True)
def _nothing_left_open(app):
    yield
    assert not db.database.in_transaction()
