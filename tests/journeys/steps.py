"""What people do on the pages, said once for all journeys. Each step works with JavaScript and without."""

import re

from playwright.sync_api import expect

PASSWORDS = {
    "Carmen": "walrus timber quiet lamp",
    "Priya": "seven slow rivers bend",
    "Omar": "paper kites over harbour",
    "Lin": "copper window little storm",
}


def set_up(page, link):
    """Carmen opens the set-up link and makes the first account."""
    page.goto(link)
    page.get_by_label("name").first.fill("Carmen Ortiz")
    page.get_by_label("e-mail").first.fill("carmen@example.com")
    page.get_by_label("Password").first.fill(PASSWORDS["Carmen"])
    press(page, "Make my account")
    expect(page.get_by_role("heading", level=1)).to_contain_text("The portal is yours")


def press(page, name, exact=False):
    """Press a button by what it says."""
    page.get_by_role("button", name=name, exact=exact).first.click()


def follow(page, name):
    """Follow a link by what it says."""
    page.get_by_role("link", name=name).first.click()


def import_roster(page, file):
    """Bring the people in from a file: look at the columns, at the preview, then confirm."""
    page.goto("/admin/import")
    page.set_input_files("input[type=file]", file)
    press(page, "Upload and look")
    press(page, "Go on to the preview")
    levels = page.get_by_role("heading", name="Which level comes first?")
    worked_out = page.get_by_role("heading", name="What would happen", exact=True, level=1)
    levels.or_(worked_out).or_(page.get_by_role("link", name="Look again")).first.wait_for()
    if levels.count():
        press(page, "Make the preview")
    await_work(page, "What would happen")
    press(page, "Import this")
    await_work(page, "Imported")


def await_work(page, heading):
    """Wait for a job of the portal; without JavaScript the page offers to be loaded again."""
    target = page.get_by_role("heading", name=heading, exact=True, level=1)
    for _ in range(60):
        again = page.get_by_role("link", name="Look again")
        target.or_(again).first.wait_for()
        if target.count():
            return
        again.first.click()
    expect(target).to_be_visible()


def invitation(page, name):
    """The personal link that a coordinator can copy for somebody who has not joined."""
    page.goto(f"/admin/people?q={name}")
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    press(page, "Make an invitation link")
    return page.locator("#link").input_value()


def join(page, link, name):
    """Accept an invitation."""
    page.goto(link)
    page.get_by_label("Password").first.fill(PASSWORDS[name])
    press(page, "Join")


def fill_profile(page, *, offers, seeks, javascript):
    """From the first screen of the profile to the published card."""
    page.goto("/profile/words")
    for facet, words in (("offer", offers), ("seek", seeks)):
        for word in words:
            page.locator(f"#{facet}-text").fill(word)
            page.locator(f"#{facet}-add").click()
            expect(page.locator(f"#list-{facet} .terms")).to_contain_text(word)
    if javascript:
        # How others see the person changes beside the form while they type.
        expect(page.locator("#card")).to_contain_text(re.compile(offers[0], re.IGNORECASE))
    page.goto("/profile/review")
    press(page, "Publish my profile")
    expect(page.get_by_role("main")).to_contain_text(re.compile(offers[0], re.IGNORECASE))


def ask(page, name):
    """Ask the person with this name, from the card on the suggestions page."""
    page.goto("/suggestions")
    card = page.locator("article.person", has_text=name)
    expect(card).to_contain_text("To you")
    card.get_by_role("link", name="Ask for a first chat").click()
    note = page.get_by_label("note").first
    expect(note).not_to_be_empty()
    note.fill(note.input_value() + " " + NOTE)
    press(page, "Send the request")
    expect(page.get_by_role("button", name="Take the request back")).to_be_visible()


def accept(page, name):
    """Say yes to a first chat with the person of this name; returns the group's address."""
    page.goto("/requests")
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("main")).to_contain_text(NOTE)
    press(page, "Yes to a first chat")
    expect(page.get_by_role("heading", name="To open with")).to_be_visible()
    return page.url


def say_yes(page, group):
    """Say privately that one would like to go on."""
    page.goto(group)
    press(page, "Yes, let us meet again")


def agree(one, other, group):
    """One proposes an agreement, the other agrees."""
    one.goto(group)
    follow(one, "Propose an agreement")
    one.locator("[name=often]").fill("Every second Tuesday")
    one.locator("[name=private]").fill(PRIVATE)
    press(one, "Propose it")
    expect(one.locator("#deal")).to_contain_text("Every second Tuesday")
    other.goto(group)
    expect(other.locator("#deal")).to_contain_text(PRIVATE)
    press(other, "Agree", exact=True)
    expect(other.locator("#deal")).to_contain_text("What we agreed")


def add_item(page, words):
    """Put a point on the agenda."""
    page.locator("#new-item").fill(words)
    page.locator("#adder").get_by_role("button", name="Add").click()
    expect(page.locator("#items")).to_contain_text(words)


NOTE = "Would Thursdays after the stand-up suit you, marmalade?"
PRIVATE = "Whatever we say about the tangerine project"
ITEMS = {
    "Priya": "How do I hold a sceptical room, periwinkle?",
    "Omar": "Why did my pods restart, gooseberry?",
}
SECRETS = ("marmalade", "tangerine", "periwinkle", "gooseberry")
