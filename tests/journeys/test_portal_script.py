"""The one small script: what it does beside htmx, on a page of its own that no server is needed for."""

from pathlib import Path

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect  # noqa: E402

pytestmark = pytest.mark.browser

STATIC = Path(__file__).parents[2] / "static"
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'"
PAGE = """<!doctype html><html lang="en"><head><title>t</title>
<script src="/static/vendor/htmx-4.0.1.min.js" defer></script>
<script src="/static/vendor/hx-ptag-4.0.1.min.js" defer></script>
<script src="/static/js/portal.js" defer></script></head><body>
<main id="main" tabindex="-1"><div id="notice"></div>
<div id="news" hx-get="/poll" hx-trigger="every 100ms" hx-swap="none" hx-ptag="1"></div>
<section id="list"><form method="post" action="/remove" hx-post="/remove" hx-target="#row" hx-swap="outerHTML">
<div id="row"><input id="words" name="words"><button id="remove">Remove</button></div></form></section>
<form method="post" action="/lost" hx-post="/lost" hx-target="#row"><button id="lost">Lost</button></form>
<form method="post" action="/proxy" hx-post="/proxy" hx-target="#row"><button id="proxy">Proxy</button></form>
<form method="post" action="/refuse" hx-post="/refuse" hx-target="#row"><button id="refuse">Refuse</button></form>
<details class="more"><summary id="more">More</summary><ul><li><a href="#x">X</a></li></ul></details>
<section id="point"><form method="post" action="/later"><details class="more"><summary id="point-more">More</summary>
<button id="later" hx-post="/later" hx-target="#point" hx-swap="outerMorph">Later</button>
</details><details id="rest"><summary>The rest</summary>
<button id="sooner" hx-post="/later" hx-target="#point" hx-swap="outerMorph">Sooner</button></details></form></section>
<input id="link" readonly value="the link"><button id="copier" data-copy="link" data-said="Copied.">Copy</button>
</main><p id="said" role="status" data-lost="The portal did not answer."></p></body></html>"""
SAID = '<p id="said" hx-swap-oob="innerHTML">Removed.</p>'
REFUSAL = '<div id="notice" class="note ask" role="alert"><p>Not possible.</p></div>'


class Stage:
    """The page, and how often it polled."""

    def __init__(self, page):
        self.page = page
        self.polls = 0
        page.route("**/*", self.answer)
        page.goto("http://localhost/")

    def answer(self, route):
        path = route.request.url.split("localhost", 1)[1]
        html = {"content-type": "text/html", "content-security-policy": POLICY}
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            route.fulfill(path=file, content_type="text/javascript")
        elif path == "/poll":
            self.polls += 1
            route.fulfill(status=304)
        elif path == "/remove":
            route.fulfill(headers=html, body='<div id="row">Gone.</div>' + SAID)
        elif path == "/later":
            point = PAGE.partition('<section id="point">')[2].partition("</section>")[0]
            route.fulfill(headers=html, body=f'<section id="point">{point}</section>' + SAID)
        elif path == "/lost":
            route.abort()
        elif path == "/proxy":
            route.fulfill(status=502, headers=html, body="<title>Bad</title><h1>Bad gateway</h1>")
        elif path == "/refuse":
            told = html | {"hx-retarget": "#notice", "hx-reswap": "outerHTML"}
            route.fulfill(status=409, headers=told, body=REFUSAL)
        else:
            route.fulfill(headers=html, body=PAGE)

    def hide(self, hidden):
        self.page.evaluate(
            "h => { Object.defineProperty(document, 'hidden', {value: h, configurable: true});"
            "document.dispatchEvent(new Event('visibilitychange')); }",
            hidden,
        )

    def next_poll(self):
        with self.page.expect_request("**/poll", timeout=3000):
            pass


@pytest.fixture
def stage(chromium):
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    yield Stage(page)
    assert not page.problems
    context.close()


def test_a_hidden_page_does_not_ask_and_asks_at_once_when_seen_again(stage):
    stage.next_poll()
    stage.hide(True)
    before = stage.polls
    stage.page.evaluate("new Promise(done => setTimeout(done, 500))")
    assert stage.polls <= before + 1  # one may have been on its way
    with stage.page.expect_request("**/poll", timeout=90):
        stage.hide(False)


def test_focus_stays_near_when_its_element_is_swapped_away(stage):
    stage.page.focus("#remove")
    stage.page.keyboard.press("Enter")
    stage.page.wait_for_selector("text=Gone.")
    expect(stage.page.locator("#row")).to_be_focused()
    expect(stage.page.locator("#said")).to_have_text("Removed.")


def test_a_menu_that_a_morph_closes_gives_the_focus_to_its_button(stage):
    stage.page.click("#point-more")
    stage.page.focus("#later")
    stage.page.keyboard.press("Enter")
    expect(stage.page.locator("#said")).to_have_text("Removed.")
    expect(stage.page.locator("#later")).to_be_hidden()
    expect(stage.page.locator("#point-more")).to_be_focused()


def test_what_somebody_opened_stays_open_with_the_focus_in_it(stage):
    stage.page.click("#rest summary")
    stage.page.focus("#sooner")
    stage.page.keyboard.press("Enter")
    expect(stage.page.locator("#said")).to_have_text("Removed.")
    expect(stage.page.locator("#sooner")).to_be_focused()


def test_the_same_sentence_is_spoken_again(stage):
    stage.page.evaluate(
        "window.heard = []; new MutationObserver(() => heard.push(document.querySelector('#said').textContent))"
        ".observe(document.querySelector('#said'), {childList: true})"
    )
    for _ in range(2):
        with stage.page.expect_response("**/remove"):
            stage.page.evaluate("htmx.trigger(document.querySelector('form'), 'submit')")
        expect(stage.page.locator("#said")).to_have_text("Removed.")
    assert stage.page.evaluate("heard.filter(one => one === 'Removed.').length") == 2


@pytest.mark.parametrize("button", ["lost", "proxy"])
def test_an_answer_that_never_came_is_told_and_what_was_typed_stays(stage, button):
    stage.page.fill("#words", "half a sentence")
    stage.page.click(f"#{button}")
    stage.page.wait_for_selector("#notice.note >> text=did not answer")
    assert stage.page.input_value("#words") == "half a sentence"
    assert stage.page.title() == "t"


def test_a_refusal_stands_in_its_place_until_the_next_deed(stage):
    stage.page.click("#refuse")
    stage.page.wait_for_selector("#notice >> text=Not possible.")
    stage.page.click("#remove")
    stage.page.wait_for_selector("text=Gone.")
    expect(stage.page.locator("#notice")).to_have_text("")


def test_a_link_is_copied_and_said_to_be(stage):
    stage.page.click("#copier")
    expect(stage.page.locator("#said")).to_have_text("Copied.")
    assert stage.page.evaluate("navigator.clipboard.readText()") == "the link"


def test_a_small_menu_closes_on_escape_and_gives_the_focus_back(stage):
    stage.page.click("#more")
    stage.page.focus("details a")
    stage.page.keyboard.press("Escape")
    assert not stage.page.evaluate("document.querySelector('details').open")
    assert stage.page.evaluate("document.activeElement.id") == "more"
