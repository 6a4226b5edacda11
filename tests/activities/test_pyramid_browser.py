"""The Pyramid of Success in real browsers: built by mouse, keyboard and finger, and without a script."""

import pytest

from peerportal.activities.kinds.pyramid import WOODENS
from tests.activities import pyramids
from tests.activities.pyramids import by_dragging, by_keyboard, by_pressing, chip, holds
from tests.looking import look

table = pyramids.table  # a fixture


@pytest.mark.browser
def test_three_build_theirs_by_drag_by_pressing_and_by_keyboard(page_of, table, priya, omar, lin):
    mine, theirs, third = (page_of(person) for person in (priya, omar, lin))
    pages, errors = (mine, theirs, third), []
    for page in pages:
        page.on("pageerror", lambda error: errors.append(error))
        page.goto(table.at())
    look(mine, "pyramid-empty")
    by_dragging(mine)
    look(mine, "pyramid-placed")
    by_pressing(theirs)
    assert "Enthusiasm stands" not in theirs.content()
    mine.get_by_role("button", name="I am ready").click()
    mine.wait_for_selector("text=Still waiting for")
    look(mine, "pyramid-waiting")
    theirs.get_by_role("button", name="I am ready").click()
    by_keyboard(third)
    look(third, "pyramid-keyboard")
    assert not mine.locator("text=John Wooden").count()
    third.get_by_role("button", name="I am ready").press("Enter")
    for page in pages:
        page.wait_for_selector("#pyramid-woodens")
    look(mine, "pyramid-revealed")
    go_round(pages, "why", "Because it carries the rest.")
    go_round(pages, "new", "I rank people before skill.")
    go_round(pages, "shared", "All three of us want poise.")
    mine.get_by_role("button", name="Finish").click()
    third.wait_for_selector("text=finished on")
    look(third, "pyramid-finished")
    assert not errors


def go_round(pages, step, words):
    """On to a question; the turn goes round, the second of them keeps a line, and the first reads it."""
    mine, theirs, _ = pages
    mine.click("#move-go_on")
    for _ in pages:
        mine.wait_for_selector(f"#step-{step} .tag.due")
        now = mine.inner_text(f"#step-{step} .tag.due")
        names = ("Priya", "Omar", "Lin")
        speaker = pages[next(at for at, name in enumerate(names) if now.startswith(name))]
        speaker.click(f"#{step}-pass-on-press")
        mine.wait_for_function(
            f"now => document.querySelector('#step-{step} .tag.due')?.innerText !== now", arg=now
        )
    theirs.fill(f"#{step}-line", words)
    theirs.get_by_role("button", name="Keep it").click()
    mine.wait_for_selector(f"text={words}")
    look(mine, f"pyramid-{step}")


@pytest.mark.browser
def test_a_finger_lifts_a_trait_by_resting_on_it(page_of, table, priya):
    page = page_of(priya, has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page.goto(table.at())
    chip(page, "poise").tap()
    page.tap("#place-2")
    holds(page, 2, "poise")
    client = page.context.new_cdp_session(page)
    source, target = chip(page, "skill"), page.locator("#place-5")
    source.scroll_into_view_if_needed()
    a, b = source.bounding_box(), target.bounding_box()
    finger = {"x": a["x"] + 20, "y": a["y"] + 20}
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [finger]})
    page.wait_for_timeout(400)
    for part in (0.3, 0.6, 1):
        now = {
            "x": finger["x"] + part * (b["x"] + b["width"] / 2 - finger["x"]),
            "y": finger["y"] + part * (b["y"] + b["height"] / 2 - finger["y"]),
        }
        client.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [now]})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    holds(page, 5, "skill")


@pytest.mark.browser
def test_it_is_built_without_a_script(page_of, table, priya):
    page = page_of(priya, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(table.at())
    for place, trait in enumerate(WOODENS, 1):
        chip(page, trait).click()
        page.click(f"#place-{place}")
        holds(page, place, trait)
    chip(page, "poise").click()
    page.click("#place-1")
    holds(page, 1, "poise")
    holds(page, 2, "greatness")
    page.get_by_role("button", name="I am ready").click()
    assert "You are ready" in page.inner_text("#table")


@pytest.mark.browser
def test_what_others_do_takes_no_choice_away_and_quick_moves_all_arrive(page_of, table, priya, omar):
    page = page_of(priya)
    page.goto(table.at())
    chip(page, "poise").click()
    table.does(omar, "move", trait="skill", place=1)
    page.wait_for_selector(".seats:has-text('Omar: writing')")
    assert page.is_checked("#trait-poise")
    page.evaluate(
        """() => ["poise", "skill", "loyalty", "control", "spirit"].forEach((trait, at) => {
            document.getElementById(`trait-${trait}`).click();
            document.getElementById(`place-${at + 1}`).click();
        })"""
    )
    for place, trait in enumerate(["poise", "skill", "loyalty", "control", "spirit"], 1):
        holds(page, place, trait)
    assert len(table.facts(priya)["placed"]) == 5
