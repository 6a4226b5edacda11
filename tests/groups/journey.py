"""What people do on a group's pages in a real browser, said once for the journeys of pairs and circles."""

from playwright.sync_api import expect

LOOK = "document.dispatchEvent(new Event('visibilitychange'))"


def sees(page, what):
    """Have the page ask at once, as it does when it is looked at again, and wait until it shows this."""
    page.evaluate(LOOK)
    page.wait_for_selector(what)


def book(page):
    """The first of the proposed times, in one click."""
    page.click("#slots .slot")
    page.wait_for_selector("#said:has-text('Booked: ')", state="attached")


def add_point(page, words):
    page.fill("#new-item", words)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#items .point:has-text('{words}')")


def take_a_question(page):
    """The first of those that fit, in one click; says which."""
    words = page.locator("#questions li span").first.inner_text().partition("\n")[0]
    page.click("#questions li button")
    page.wait_for_selector(f'#items .point:has-text("{words}")')
    return words


def sit_down(page):
    page.click("#sit")
    page.wait_for_selector("#sitting")


def everybody_speaks(page, *names):
    """One round about the point at hand: these people, in this order."""
    shows(page, "#turn .path bdi", list(names))
    page.click("#step-start")
    for name in names:
        page.wait_for_selector(f"#timer:has-text('{name}')")
        page.click("#step-pass-on")
    page.wait_for_selector("text=Everybody has had a turn")


def write_down(page, words):
    """A note on the point at hand, for all of them."""
    page.click("#notes a:has-text('Write a note')")
    page.fill("#notes textarea", words)
    page.click("#notes button:has-text('Save')")
    page.wait_for_selector(f"#notes .prose:has-text('{words}')")


def discuss(page):
    """Tick the point at hand and go on to the next."""
    point = page.inner_text("#now-head")
    page.click("#step-discuss")
    page.wait_for_selector(f'#points .done:has-text("{point}")')


def we_met(page):
    page.click("#we-met")
    page.wait_for_selector("h1:has-text('After your meeting')")


def go_on_afterwards(page):
    """From a meeting that somebody else has noted to the steps after it."""
    sees(page, "#now a:has-text('Go on')")
    page.click("#now a:has-text('Go on')")
    page.wait_for_selector("h1:has-text('After your meeting')")


def promise(page, words):
    page.fill("#commit-words", words)
    page.check("#make >> text=In two weeks")
    page.click("#make button:has-text('I will do it')")
    page.wait_for_selector(f"#make .words:has-text('{words}')")


def look_back(page):
    """For oneself: was it worth the time, and was that evenly shared."""
    page.check("#check >> text=Yes")
    page.check("#check >> text=Evenly")
    page.click("#check button")
    page.wait_for_selector("#check .tag:has-text('noted')")


def done_for_today(page):
    page.click("#put-away")
    page.wait_for_selector("#agenda")


def shows(page, what, words):
    """Wait until these elements read like this: one text, or a list of them in order."""
    expect(page.locator(what)).to_have_text(words, use_inner_text=True)
