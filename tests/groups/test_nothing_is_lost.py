"""In a real browser: what is typed outlives an ended sign-in, a lost connection and a closed tab; not signing out."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups.circles import membership
from peerportal.groups.models import AgendaItem
from peerportal.people.models import Person, SignIn
from peerportal.people.passwords import hashed
from peerportal.people.sign_in import LONGEST
from tests.cast import PASSWORD
from tests.groups.journey import shows

pytestmark = pytest.mark.browser
POINTS = "#items .point"


@pytest.fixture
def ready(priya, pair, at):
    """The address of the pair's page; Priya has a password."""
    Person.update(password_hash=hashed(PASSWORD)).where(Person.id == priya.id).execute()
    return at(pair)


def expire():
    SignIn.update(opened_at=clock.now() - LONGEST - timedelta(hours=1)).execute()


def sign_in(page, person):
    page.fill("#email", person.email)
    page.fill("#password", PASSWORD)
    page.click("form[action='/sign-in'] button")


def kept(page):
    return page.evaluate("Object.keys(localStorage).length")


def look_again(page):
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_with_javascript_the_page_stays_and_works_again_after_signing_in_elsewhere(
    page_of, pair, priya, omar, ready
):
    page = page_of(priya)
    page.goto(ready)
    page.fill("#new-item", "Half a thought")
    expire()
    look_again(page)  # a poll finds out
    page.wait_for_selector("#notice:has-text('You were signed out')")
    page.click("#adder button")
    page.wait_for_selector("#notice:has-text('What you typed is still here')")
    assert page.input_value("#new-item") == "Half a thought"
    with page.context.expect_page() as opened:
        page.click("#notice a")
    sign_in(opened.value, priya)
    opened.value.wait_for_selector("text=still open in its own tab")
    AgendaItem.add(pair, omar, "Meanwhile", new_ref())
    look_again(page)
    page.wait_for_selector(f"{POINTS}:has-text('Meanwhile')")
    shows(page, "#notice", "")
    page.click("#adder button")
    page.wait_for_selector(f"{POINTS}:has-text('Half a thought')")


def test_without_javascript_the_server_shows_it_again(page_of, pair, priya, ready):
    page = page_of(priya, java_script_enabled=False)
    page.goto(ready)
    page.fill("#new-item", "A whole thought")
    expire()
    page.click("#adder button")
    page.fill("#email", priya.email)
    page.fill("#password", "not the right password")
    page.click("form[action='/sign-in'] button")
    sign_in(page, priya)
    shows(page, "h1", "This was not sent yet")
    assert page.get_by_label("Something to talk about").input_value() == "A whole thought"
    page.click("#unsent button")
    shows(page, POINTS, ["A whole thought"])


def test_a_closed_tab_and_a_lost_connection_lose_nothing(page_of, pair, priya, omar, ready):
    mine = AgendaItem.add(pair, priya, "Mine", new_ref())
    page = page_of(priya)
    page.goto(ready)
    page.click(f"#more-{mine.ref}")
    page.click(f"#item-{mine.ref} >> text=Edit")
    page.fill(f"#words-{mine.ref}", "Better words")
    page.context.set_offline(True)
    page.wait_for_selector("#notice:has-text('You are offline')")
    AgendaItem.add(pair, omar, "Meanwhile", new_ref())
    page.context.set_offline(False)
    page.wait_for_selector(f"{POINTS}:has-text('Meanwhile')")
    shows(page, "#notice", "")
    again = page.context.new_page()
    page.close(run_before_unload=False)
    # While the tab is closed, the other one changes the same point: two texts, not one overwritten.
    mine.edit(pair, omar, "Words of Omar", 1)
    again.goto(ready)
    again.click(f"#more-{mine.ref}")
    again.click(f"#item-{mine.ref} >> text=Edit")
    again.wait_for_selector("text=What you had typed is back")
    assert again.input_value(f"#words-{mine.ref}") == "Better words"
    again.click(f"#item-{mine.ref} >> text=Save")
    again.wait_for_selector("text=Words of Omar")
    again.click("text=Keep both")
    again.wait_for_selector(f"{POINTS}:has-text('Better words')")
    again.wait_for_function("Object.keys(localStorage).length === 0")


def test_signing_out_clears_and_nobody_else_sees_a_draft(app, page_of, browser_of, pair, priya, omar, ready):
    page = page_of(priya)
    page.goto(ready)
    page.fill("#new-item", "For nobody else")
    look_again(page)  # the script keeps at once what it would keep in a moment
    assert kept(page) == 1
    page.reload()
    page.wait_for_selector("text=What you had typed is back")
    page.click("text=Forget it")
    assert (page.input_value("#new-item"), kept(page)) == ("", 0)
    page.fill("#new-item", "For nobody else")
    look_again(page)  # the script keeps at once what it would keep in a moment
    assert kept(page) == 1
    cookie = browser_of(omar).client.get_cookie(app.config["SESSION_COOKIE_NAME"]).value
    mine = next(one for one in page.context.cookies() if one["name"] == app.config["SESSION_COOKIE_NAME"])
    page.context.add_cookies([mine | {"value": cookie}])
    page.goto(ready)
    assert (page.input_value("#new-item"), kept(page)) == ("", 0)
    page.fill("#new-item", "Of Omar")
    look_again(page)  # the script keeps at once what it would keep in a moment
    assert kept(page) == 1
    page.click("text=Sign out")
    page.wait_for_selector("#email")
    page.wait_for_function("Object.keys(localStorage).length === 0")


def test_whoever_is_out_keeps_what_they_were_typing_and_nothing_else(page_of, circle, omar, at):
    page = page_of(omar)
    page.goto(at(circle))
    page.fill("#new-item", "Half a thought")
    membership.leave(circle, omar)
    look_again(page)
    page.wait_for_selector("#notice:has-text('This is not available')")
    assert page.input_value("#new-item") == "Half a thought"
    page.fill("#new-item", "")
    look_again(page)
    page.wait_for_selector("h1:has-text('This is not available')")
