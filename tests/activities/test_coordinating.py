"""The pages of activities for coordinators: theirs alone, with kinds that they switch off and on."""

import pytest

from peerportal.activities import starting
from peerportal.activities.kinds import KINDS
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from tests.activities import coordinators
from tests.activities.coordinators import done, one
from tests.looking import LONG, look

bank, coordinating, offered = coordinators.bank, coordinators.coordinating, coordinators.offered  # fixtures


def test_a_kind_that_is_off_leaves_the_shelf_and_begins_no_more(coordinating, begin, pair, priya, browser_of):
    running = begin(pair, priya, "quadrants")
    page = coordinating.get("/admin/activities")
    coordinating.submit(page, "form[action$='/kinds/quadrants/off']")
    shelf = browser_of(priya).get("/activities")
    assert not shelf.select("a[href*='/kinds/quadrants']") and shelf.select("a[href*='/kinds/deck']")
    activity = browser_of(priya).get("/activities/kinds/quadrants")
    assert "not on the shelf" in activity.get_text() and not activity.select("form[action$='/start']")
    with pytest.raises(RuleBroken, match="not on the shelf"):
        starting.start(pair, priya, KINDS["quadrants"], new_ref())
    running.does(priya, "save", family="Two sisters")
    coordinating.submit(coordinating.get("/admin/activities"), "form[action$='/kinds/quadrants/on']")
    assert browser_of(priya).get("/activities").select("a[href*='/kinds/quadrants']")
    assert done() == [("switched off", "activity", "Quadrants"), ("switched on", "activity", "Quadrants")]


def test_switching_twice_is_once(coordinating):
    for _ in range(2):
        coordinating.post("/admin/activities/kinds/deck/off", {})
    assert len(done()) == 1
    coordinating.post("/admin/activities/kinds/nothing/off", {}, status=404)


def test_only_coordinators_come_here(bank, offered, priya, browser_of):
    browser = browser_of(priya)
    below = ["", "/offers", "/decks", f"/sets/{bank.ref}", f"/sets/{bank.ref}/questions.csv"]
    for address in [*below, f"/questions/{one(bank).ref}"]:
        browser.get(f"/admin/activities{address}", status=403)


@pytest.mark.browser
def test_a_coordinator_reads_offers_and_changes_wordings(content, offered, page_of, carmen, priya):
    page = page_of(carmen)
    page.goto("/admin/activities")
    page.get_by_label("A new bank").fill(LONG[:80])
    page.get_by_role("button", name="Make a bank").click()
    page.get_by_role("link", name="Activities").last.click()
    look(page, "coordinating")
    page.get_by_role("link", name="Read it").click()
    look(page, "offers")
    page.get_by_label("In these words").fill("May everyone ask this?")
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_selector("text=Nothing waits to be read")
    look(page, "offers-none")
    page.get_by_role("link", name="Activities").last.click()
    page.get_by_role("link", name="Questions of the portal").click()
    page.get_by_label("Words of a question").fill("season")
    page.wait_for_selector("tbody tr:only-child")
    look(page, "bank-found")
    page.locator("tbody a").click()
    page.fill("[name=words]", "If only one thing could get better, which one?")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("text=Version 2")
    look(page, "question-versions")
    theirs = page_of(priya)
    theirs.goto(offered.at())
    theirs.locator("#ask-own").click()
    theirs.wait_for_selector("text=everyone has it now")
