"""Tilting one's own list: in the address, at once, and kept when the person says so."""

import pytest

from peerportal.matching.models import KeptTilt
from peerportal.matching.tilt import Tilt

MIDDLE = {"likeness": "", "distance": "", "focus": ""}


def names(page):
    return [name.get_text() for name in page.select("#people .name")]


@pytest.fixture
def near_and_far(priya, make_person):
    """Two who fit Priya alike, but for where they work; and hers."""
    type(priya).update(location="Pune").where(type(priya).id == priya.id).execute()
    common = {"offers": ["Welding"], "seeks": ["Carpentry"], "department": "Finance"}
    return make_person("Near By", location="Pune", **common), make_person(
        "Far Off", location="Lisbon", **common
    )


def first(page):
    return next(name for name in names(page) if name in ("Near By", "Far Off"))


def test_the_address_tilts_the_list_and_nothing_else(browser_of, priya, near_and_far):
    browser = browser_of(priya)
    near, far = browser.get("/suggestions?distance=near"), browser.get("/suggestions?distance=far")
    assert (first(near), first(far)) == ("Near By", "Far Off")
    assert sorted(names(near)) == sorted(names(far)), "who can be suggested stays the same"
    assert KeptTilt.of(priya.id) == Tilt()
    assert "Tilted your way. Nearer: your own place" in near.select_one("#tilted").get_text(" ", strip=True)
    assert near.select_one("input[name=distance][checked]")["value"] == "near"
    assert not browser.get("/suggestions").select_one("#tilted")


def test_the_fragment_tilts_at_once_and_says_so(browser_of, priya, near_and_far):
    part = browser_of(priya).get("/suggestions?distance=far&likeness=&focus=", fragment=True)
    assert first(part) == "Far Off"
    assert "Tilted: further." in part.select_one("#said").get_text()


def test_a_tilt_is_kept_with_the_filters_and_given_up_again(browser_of, priya, near_and_far):
    browser = browser_of(priya)
    page = browser.get("/suggestions?distance=far&department=Finance")
    form = page.select_one("#tilted form")
    fields = {field["name"]: field["value"] for field in form.select("input")}
    assert fields.items() >= {"distance": "far", "department": "Finance"}.items()
    answer = browser.open("POST", form["action"], fields)
    assert answer.status_code == 303 and answer.headers["Location"] == "/suggestions?department=Finance"
    kept = browser.get("/suggestions")
    assert first(kept) == "Far Off" and "You keep it like this." in kept.get_text()
    assert first(browser.get("/suggestions?distance=near")) == "Near By", "the address goes first"
    middle = browser.get("/suggestions?likeness=&distance=&focus=")
    assert "The programme’s own order. You keep another one: further." in middle.select_one(
        "#tilted"
    ).get_text(" ", strip=True)
    browser.open("POST", "/suggestions/tilt", MIDDLE)
    assert KeptTilt.of(priya.id) == Tilt() and not browser.get("/suggestions").select_one("#tilted")


def test_taking_a_filter_away_keeps_the_tilt(browser_of, priya, near_and_far):
    page = browser_of(priya).get("/suggestions?distance=far&location=Oslo")
    assert "distance=far" in page.select_one("#people .tweak")["href"]


def test_a_tilt_is_nobody_elses_business(browser_of, priya, omar, near_and_far):
    before = names(browser_of(omar).get("/suggestions"))
    KeptTilt.keep(Tilt(likeness="like", distance="far"), by=priya)
    assert names(browser_of(omar).get("/suggestions")) == before


def test_cards_say_the_same_whatever_the_tilt(browser_of, priya, omar):
    def card(address):
        return browser_of(priya).get(address).select_one(".person .stack").get_text()

    assert card("/suggestions") == card("/suggestions?likeness=like&focus=situation")


def test_why_this_list_tells_what_counts_in_its_order(browser_of, priya, omar):
    def told(address):
        page = browser_of(priya).get(address)
        return [line.get_text() for line in page.select("#people details ol li")], page.get_text()

    plain, page = told("/suggestions")
    assert plain[0].startswith("What you can help each other with") and "Another department." in plain
    assert "Attention is shared out" in page and "%" not in page
    assert told("/suggestions?focus=situation")[0][0].startswith("What you are both going through")
