"""Every page that can be reached by links, in real Chromium: axe finds nothing, and nothing scrolls sideways."""

import re
from urllib.parse import urlsplit

import pytest

from tests.looking import faults

pytestmark = pytest.mark.browser

REF = re.compile(r"[a-z2-7]{26}")
ENOUGH_PAGES = {"tomas@tidewell.example.com": 20, "carlos@tidewell.example.com": 25}
PAGES = "a[href]:not([download])"  # a file to take away is no page, and its own tests open it
LINKS = "els => els.map(el => el.getAttribute('href'))"


def sign_in(page, portal, email):
    page.goto(re.search(r"http\S+", portal.run("sign-in-link", email)).group(0))
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url(portal.url + "/**")


def kind_of(address):
    """Two addresses that differ only in whom or what they name are one kind of page."""
    split = urlsplit(address)
    return REF.sub("*", split.path), tuple(sorted(re.findall(r"(\w+)=", split.query)))


def pages_from(page, start):
    """Every kind of page that links lead to, from `start` on, each opened once."""
    waiting, met = [start], {kind_of(start)}
    while waiting:
        address = waiting.pop(0)
        answer = page.goto(address)
        if "text/html" not in (answer.headers.get("content-type") or ""):
            continue
        yield address, answer.status
        for link in page.eval_on_selector_all(PAGES, LINKS):
            if link.startswith("/") and kind_of(link) not in met:
                met.add(kind_of(link))
                waiting.append(link)


@pytest.mark.long
@pytest.mark.parametrize("email", ENOUGH_PAGES)
def test_every_page_passes_axe_and_fits_a_phone(portal, visit, email):
    portal.run("demo")
    page, found, seen = visit(), [], 0
    sign_in(page, portal, email)
    for address, status in pages_from(page, "/"):
        seen += 1
        assert status == 200, f"{address} answers {status}"
        found += faults(page, address)
    assert not found, "\n".join(found)
    assert seen >= ENOUGH_PAGES[email], f"only {seen} kinds of page were found"


def test_pages_for_strangers_pass_axe(portal, visit):
    page, found = visit(), []
    portal.run("demo")
    for address in ("/sign-in", "/sign-in/link", "/reset", "/join", "/who-can-see-what", "/nowhere"):
        page.goto(address)
        found += faults(page, address)
    assert not found, "\n".join(found)
