"""A circle with the Pyramid of Success before it, and the ways to build one: by drag, by pressing, by keyboard."""

import pytest

from peerportal.activities.kinds.pyramid import WOODENS, traits


@pytest.fixture
def table(begin, circle, priya):
    return begin(circle, priya, "pyramid")


@pytest.fixture
def place_all(table):
    """Puts the fifteen into their places in this order, one by one, and says ready."""

    def placed(person, order):
        for place, trait in enumerate(order, 1):
            table.does(person, "move", "place", trait=trait, place=place)
        return table.does(person, "ready", "place")

    return placed


def chip(page, trait):
    return page.locator(f"#place-tray label[data-trait={trait}]")


def drag(page, source, target):
    a, b = source.bounding_box(), target.bounding_box()
    page.mouse.move(a["x"] + a["width"] / 2, a["y"] + a["height"] / 2)
    page.mouse.down()
    page.mouse.move(b["x"] + 9, b["y"] + 9, steps=4)
    page.mouse.move(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2, steps=4)
    page.mouse.up()


def holds(page, place, trait):
    page.wait_for_selector(f"#place-{place}[data-trait={trait}]")


def by_dragging(page):
    """Priya drags each trait from beside the pyramid, then two within it."""
    for place, trait in enumerate(WOODENS, 1):
        drag(page, chip(page, trait), page.locator(f"#place-{place}"))
        holds(page, place, trait)
    drag(page, page.locator("#place-1"), page.locator("#place-15"))
    holds(page, 15, "greatness")
    holds(page, 1, "enthusiasm")
    drag(page, page.locator("#place-1"), page.locator("#place-tray"))
    page.wait_for_selector("#place-1[data-trait='']")
    drag(page, chip(page, "enthusiasm"), page.locator("#place-1"))
    holds(page, 1, "enthusiasm")


def by_pressing(page):
    """Omar chooses a trait, then its place; and swaps two that stand."""
    for place, trait in enumerate(traits(), 1):
        chip(page, trait).click()
        page.click(f"#place-{place}")
        holds(page, place, trait)
    page.click("#place-2")
    page.click("#place-3")
    holds(page, 3, traits()[1])
    page.click("#place-3")
    page.click("#place-0")
    page.wait_for_selector("#place-3[data-trait='']")
    chip(page, traits()[1]).click()
    page.click("#place-3")
    holds(page, 3, traits()[1])


def by_keyboard(page, said="stands in row 5"):
    """Lin never touches a mouse: arrow keys choose, walk and put; Delete takes away, Escape lets go."""
    page.focus("#place-tray input")
    for place in range(1, 16):
        page.focus("#place-tray label:visible input")
        page.keyboard.press("Space")
        page.keyboard.press("Shift+Tab")
        focused = page.evaluate("document.activeElement.id")
        assert focused == f"place-{max(place - 1, 1)}", focused
        if place > 1:
            walk(page, place)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#place-{place}:not([data-trait=''])")
    page.keyboard.press("Enter")
    assert "is picked up" in page.inner_text("#said")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    before = page.get_attribute("#place-15", "data-trait")
    page.keyboard.press("Enter")
    holds(page, 14, before)
    page.wait_for_function("said => document.getElementById('said').textContent.includes(said)", arg=said)
    page.keyboard.press("Delete")
    page.wait_for_selector("#place-14[data-trait='']")
    page.focus("#place-tray label:visible input")
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#place-14:not([data-trait=''])")


def walk(page, place):
    """From the place before to this one: right, or to the first of the next row."""
    if place in (2, 4, 7, 11):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Home")
    else:
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == f"place-{place}"
