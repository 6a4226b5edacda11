"""The Pyramid of Success: fifteen traits, each in one place, placed apart and laid side by side; played by three."""

from datetime import timedelta

import pytest

from peerportal.activities import playing
from peerportal.activities.kind import Refused
from peerportal.activities.kinds.pyramid import WOODENS, name, traits
from peerportal.activities.mechanics import turns
from peerportal.core.rules import RuleBroken
from tests.looking import look

ALPHABETICAL = {f"place-{place}": trait for place, trait in enumerate(traits(), 1)}


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


def standing(table, person):
    return [[key for _, key in row] for row in table.facts(person, "place")["rows"]]


def test_a_trait_that_is_placed_elsewhere_moves_and_leaves_its_place_empty(table, priya):
    table.does(priya, "move", trait="poise", place=1)
    table.does(priya, "move", trait="poise", place=15)
    assert standing(table, priya)[0] == [None]
    assert standing(table, priya)[4] == [None] * 4 + ["poise"]


def test_a_trait_put_where_another_stands_changes_places_with_it(table, priya):
    table.does(priya, "move", trait="poise", place=1)
    table.does(priya, "move", trait="skill", place=2)
    assert table.does(priya, "move", trait="skill", place=1).startswith(
        "Skill stands in row 1. Poise went to row 2."
    )
    assert standing(table, priya)[:2] == [["skill"], ["poise", None]]


def test_a_trait_put_from_beside_the_pyramid_where_another_stands_takes_its_place(table, priya):
    table.does(priya, "move", trait="poise", place=1)
    assert "Poise is to be placed again. 14 to place." in table.does(priya, "move", trait="skill", place=1)
    assert "poise" in table.facts(priya)["left"]


def test_a_trait_can_be_taken_away_and_doing_anything_twice_is_the_same_as_once(table, priya):
    for _ in "twice":
        table.does(priya, "move", trait="greatness", place=15)
    for _ in "twice":
        table.does(priya, "move", trait="greatness", place=0)
    assert table.facts(priya)["left"] == traits()


@pytest.mark.parametrize(
    ("trait", "place", "blank", "sentence"),
    [
        ("humour", 1, "trait", "none of the fifteen"),
        (None, 1, "trait", "Choose a trait first"),
        ("poise", 16, "place", "no place"),
        ("poise", -1, "place", "no place"),
        ("poise", None, "place", "no place"),
    ],
)
def test_what_is_no_trait_or_no_place_is_refused_and_nothing_changes(
    table, priya, trait, place, blank, sentence
):
    table.does(priya, "move", trait="poise", place=3)
    before = table.facts(priya)["rows"], table.facts(priya)["version"]
    with pytest.raises(Refused, match=sentence) as refused:
        table.does(priya, "move", trait=trait, place=place)
    assert refused.value.blank == blank
    assert (table.facts(priya)["rows"], table.facts(priya)["version"]) == before


def test_the_refusal_stands_on_the_page(table, priya, browser_of):
    browser = browser_of(priya)
    page = browser.get(table.at())
    answer = browser.submit(page, "#place-move", status=422, trait="humour", place="3")
    assert "none of the fifteen" in answer.select_one("#place-trait-error").get_text()
    answer = browser.submit(page, "#place-move", status=422, trait="poise", place="sixteen")
    assert "whole number" in answer.select_one("#place-place-error").get_text()


def test_nobody_is_ready_before_all_fifteen_stand(table, priya, place_all):
    with pytest.raises(RuleBroken, match="Still to be placed: Skill."):
        place_all(priya, [trait for trait in WOODENS if trait != "skill"])
    assert not table.facts(priya)["i_am_ready"]
    table.does(priya, "move", trait="skill", place=15)
    table.does(priya, "ready")
    with pytest.raises(RuleBroken, match="Take that back"):
        table.does(priya, "move", trait="skill", place=1)
    table.does(priya, "not-ready")
    table.does(priya, "move", trait="skill", place=1)


def test_each_pyramid_and_woodens_own_stay_hidden_until_all_have_placed(
    table, priya, omar, lin, place_all, browser_of
):
    place_all(priya, WOODENS)
    place_all(omar, reversed(WOODENS))
    for person in (priya, omar, lin):
        assert not browser_of(person).get(table.at()).select(".side-by-side")
        assert "woodens" not in table.facts(person)
    assert table.sees(lin, "place").part_of(priya.id).words is None
    place_all(lin, traits())
    for person in (priya, omar, lin):
        page = browser_of(person).get(table.at())
        heads = [head.get_text() for head in page.select(".side-by-side h3")]
        assert heads == ["Priya", "Omar", "Lin", "John Wooden"]


def test_the_page_of_the_activity_does_not_tell_woodens_order(app, priya, browser_of):
    text = browser_of(priya).get("/activities/kinds/pyramid").get_text(" ").replace("\u00ad", "")
    found = sorted((text.index(name(trait)), trait) for trait in WOODENS)
    assert [trait for _, trait in found] == traits()


def test_who_is_late_sees_woodens_own_only_after_placing_theirs(still, table, priya, omar, lin, place_all):
    place_all(priya, WOODENS)
    place_all(omar, WOODENS)
    table.does(priya, "ask")
    still.move(timedelta(minutes=1))
    table.does(priya, "reveal")
    assert table.facts(priya)["woodens"] is None and table.facts(lin)["woodens"] is None
    table.goes_on(priya)
    assert table.facts(omar, "place")["woodens"] and table.facts(lin, "place")["woodens"] is None
    place_all(lin, traits())
    assert table.facts(lin, "place")["woodens"]
    assert len(table.facts(priya, "place")["pyramids"]) == 3


def test_what_stands_high_with_more_than_one_is_marked(table, priya, omar, lin, place_all):
    place_all(priya, WOODENS)
    place_all(omar, reversed(WOODENS))
    place_all(lin, ["loyalty", *(trait for trait in WOODENS if trait != "loyalty")])
    shared = dict(table.facts(priya)["shared"])
    assert shared["greatness"] == ["Priya", "Lin"] and shared["loyalty"] == ["Omar", "Lin"]
    assert "alertness" not in shared
    assert [(member.first_name, top) for member, top in table.facts(lin)["tops"]] == [
        ("Priya", "greatness"),
        ("Omar", "enthusiasm"),
        ("Lin", "loyalty"),
    ]


def test_each_has_a_turn_in_every_round_and_two_clicks_pass_it_on_once(table, priya, omar, lin, place_all):
    for person in (priya, omar, lin):
        place_all(person, WOODENS)
    table.goes_on(priya)
    version = table.session.version
    assert "Omar" in table.does(priya, "pass-on", version=version)
    assert table.does(priya, "pass-on", version=version) == playing.LATE
    table.does(omar, "pass-on")
    assert table.does(lin, "pass-on") == turns.OVER
    table.goes_on(priya)
    assert table.facts(priya)["whose"].first_name == "Omar"


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


def test_a_stranger_gets_no_page_and_moves_nothing(table, carmen, browser_of):
    stranger = browser_of(carmen)
    stranger.get(table.at(), status=404)
    stranger.post(table.at("place", "move"), {"trait": "poise", "place": "1"}, status=404)


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


def test_its_page_takes_no_more_statements_for_eight_than_for_three(
    enter, make_person, table, circle, priya, omar, lin, place_all, count_queries, browser_of
):
    def asked():
        browser = browser_of(priya)
        browser.get(table.at())
        with count_queries() as counted:
            browser.get(table.at())
        return counted.count

    for person in (priya, omar, lin):
        place_all(person, WOODENS)
    for _ in range(3):
        table.goes_on(priya)
    of_three = asked()
    for number in range(5):
        enter(circle, person := make_person(f"Peer {number}"))
        place_all(person, traits())
    assert len(table.facts(priya, "place")["pyramids"]) == 8
    assert asked() <= of_three <= 8, of_three
