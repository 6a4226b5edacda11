"""The Pyramid of Success on one shared laptop: each lays or builds theirs in turn."""

import pytest

from peerportal.activities import playing
from peerportal.activities.kinds.pyramid import traits
from tests.activities import pyramids
from tests.activities.pyramids import by_dragging, by_keyboard, by_pressing
from tests.looking import look

table = pyramids.table  # a fixture

ALPHABETICAL = {f"place-{place}": trait for place, trait in enumerate(traits(), 1)}


def test_on_one_laptop_each_lays_all_fifteen_in_one_go(table, priya, omar, lin, browser_of):
    playing.share_laptop(table.group, table.session, priya, True)
    browser = browser_of(priya)
    page = browser.get(table.at())
    twice = ALPHABETICAL | {"place-7": "alertness"}
    answer = browser.submit(page, "#place-lay", status=422, member=omar.ref, **twice)
    assert "Alertness stands above already" in answer.select_one("#place-place-7-error").get_text()
    assert answer.select_one("#lay-15 [selected]")["value"] == ALPHABETICAL["place-15"]
    assert answer.select_one("#place-lay [name=member][checked]")["value"] == omar.ref
    answer = browser.submit(page, "#place-lay", status=422, member=omar.ref, **ALPHABETICAL | {"place-2": ""})
    assert "Choose a trait" in answer.select_one("#place-place-2-error").get_text()
    answer = browser.submit(
        page, "#place-lay", status=422, member=omar.ref, **ALPHABETICAL | {"place-2": "humour"}
    )
    assert "none of the fifteen" in answer.select_one("#place-place-2-error").get_text()
    assert table.sees(omar, "place").part_of(omar.id) is None
    for person in (omar, priya, lin):
        browser.submit(page, "#place-lay", member=person.ref, **ALPHABETICAL)
    assert len(table.facts(lin)["pyramids"]) == 3


@pytest.mark.browser
def test_on_one_laptop_each_builds_theirs_in_turn_by_drag_pressing_and_keys(page_of, table, priya, omar, lin):
    playing.share_laptop(table.group, table.session, priya, True)
    page, errors = page_of(priya, viewport={"width": 1280, "height": 900}), []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(table.at())
    page.get_by_role("radio", name="Omar").check()
    by_dragging(page)
    look(page, "pyramid-laptop")
    page.get_by_role("button", name="I am ready").click()
    page.wait_for_selector(".seats:has-text('Omar: ready')")
    assert page.locator("#place-1[data-trait='']").count()
    page.get_by_role("radio", name="Priya").check()
    by_pressing(page)
    page.get_by_role("button", name="I am ready").click()
    page.wait_for_selector(".seats:has-text('Priya: ready')")
    page.get_by_role("radio", name="Lin").check()
    page.get_by_role("button", name="I am ready").click()
    page.wait_for_selector(".scripted >> text=Choose a trait for this place")
    by_keyboard(page, "Row 5, place 4")
    page.get_by_role("button", name="I am ready").click()
    page.wait_for_selector("#pyramid-woodens")
    tops = [top for _, top in table.facts(priya, "place")["tops"]]
    assert tops == [traits()[0], "enthusiasm", traits()[0]]
    assert not errors
