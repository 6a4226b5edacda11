"""Notes that the members share about an item: written in place, never overwritten, safe to show."""

import pytest

from peerportal.core.ids import new_ref
from peerportal.core.markdown import LONGEST
from peerportal.groups import holding
from peerportal.groups.models import AgendaItem, ItemNote
from peerportal.groups.opened import open_group
from peerportal.groups.sitting import notes


@pytest.fixture
def item(pair, omar):
    return AgendaItem.add(pair, omar, "How to begin a talk", new_ref())


def words_of(pair, item, reader):
    return notes.note_of(open_group(pair, reader), item).words


def writing(browser, pair, item, at):
    return browser.get(at(pair, "items", item.ref, "note", "edit"))


def test_what_one_writes_the_other_reads(browser_of, pair, priya, omar, item, at):
    browser = browser_of(priya)
    page = browser.follow(
        browser.submit(writing(browser, pair, item, at), "form.stack", words="Begin with **why**")
    )
    assert page.select_one("#notes .prose strong").get_text() == "why"
    theirs = browser_of(omar).get(at(pair, "meeting")).select_one("#notes")
    assert "Begin with why" in theirs.get_text() and "Priya" in theirs.get_text()


@pytest.mark.parametrize(
    ("choice", "left"), [("mine", "Priya's"), ("theirs", "Omar's"), ("both", "Omar's\n\nPriya's")]
)
def test_two_notes_that_meet_are_both_shown_and_neither_is_lost(
    browser_of, pair, priya, omar, item, at, choice, left
):
    browser = browser_of(priya)
    page = writing(browser, pair, item, at)
    notes.save(pair, item, omar, "Omar's", 0)
    both = browser.submit(page, "form.stack", words="Priya's", status=409)
    assert "Omar's" in both.get_text() and both.textarea.get_text().strip() == "Priya's"
    for _ in range(2):
        browser.submit(both, "form.stack", choice=choice, status=303)
    assert words_of(pair, item, priya) == left


def test_both_that_are_too_long_together_say_so_and_keep_what_was_typed(
    browser_of, pair, priya, omar, item, at
):
    browser = browser_of(priya)
    page = writing(browser, pair, item, at)
    notes.save(pair, item, omar, "o" * 6000, 0)
    both = browser.submit(page, "form.stack", words="p" * 6000, status=409)
    refused = browser.submit(both, "form.stack", choice="both", status=422)
    assert "longer than" in refused.select_one(".error").get_text()
    assert refused.textarea.get_text().strip() == "p" * 6000
    assert words_of(pair, item, priya) == "o" * 6000


def test_a_megabyte_is_refused_beside_its_field_and_kept(browser_of, pair, priya, item, at):
    browser = browser_of(priya)
    page = writing(browser, pair, item, at)
    for typed in ("x" * (LONGEST + 1), "x" * 1_000_000, "م" * 600_000):
        refused = browser.submit(page, "form.stack", words=typed, status=422)
        told = f"Please keep this to {LONGEST} characters; it has {len(typed)}."
        assert refused.select_one(".error").get_text(strip=True) == told
        assert refused.textarea.get_text().strip() == typed
    assert not ItemNote.select().exists()


def test_the_browser_cuts_nothing_off(browser_of, pair, item, priya, at):
    page = writing(browser_of(priya), pair, item, at)
    assert not page.select("textarea[maxlength], input[maxlength]:not([type=search])")


@pytest.mark.parametrize(
    "words", ["مرحبا 👩‍👩‍👧", "a\x00b", "<script>alert(1)</script>", "[x](javascript:alert(1))", " "]
)
def test_whatever_is_typed_is_kept_and_harmless(browser_of, pair, priya, item, at, words):
    browser = browser_of(priya)
    page = browser.follow(browser.submit(writing(browser, pair, item, at), "form.stack", words=words))
    assert not page.select("#notes script, #notes a[href^=javascript]")


def test_a_note_moves_on_with_its_item_and_stays_with_what_was_discussed(browser_of, pair, priya, item, at):
    done = AgendaItem.add(pair, priya, "Talked about", new_ref())
    for one in (item, done):
        notes.save(pair, one, priya, f"On {one.id}", 0)
    done.mark(pair, "discussed")
    holding.hold(pair, 1)
    browser = browser_of(priya)
    listed = browser.get(at(pair, "meetings"))
    assert f"On {done.id}" in browser.get(listed.select_one("ul.lines a")["href"]).get_text()
    assert f"On {item.id}" in browser.get(at(pair, "meeting")).select_one("#notes").get_text()


def test_a_note_of_an_earlier_meeting_can_still_be_added_to_and_leads_back_there(
    browser_of, pair, priya, item, at
):
    item.mark(pair, "discussed")
    holding.hold(pair, 1)
    browser = browser_of(priya)
    page = browser.follow(
        browser.submit(writing(browser, pair, item, at), "form.stack", words="An afterthought")
    )
    assert page.select_one("h1").get_text() == "Meeting 1"
    assert "An afterthought" in page.get_text()


def test_a_closed_groups_notes_are_read_and_no_longer_written(browser_of, pair, priya, item, at):
    notes.save(pair, item, priya, "Stays", 0)
    pair.close()
    browser = browser_of(priya)
    assert "Stays" in browser.get(at(pair, "items", item.ref, "note")).get_text()
    browser.post(at(pair, "items", item.ref, "note", "edit"), {"words": "Late", "version": "1"}, status=409)
    assert words_of(pair, item, priya) == "Stays"


def test_an_earlier_meeting_costs_the_same_for_three_notes_and_thirty(
    browser_of, pair, priya, at, count_queries
):
    costs = []
    for number, many in ((1, 3), (2, 30)):
        for _ in range(many):
            item = AgendaItem.add(pair, priya, "Talked about", new_ref())
            notes.save(pair, item, priya, "Written", 0)
            item.mark(pair, "discussed")
        holding.hold(pair, number)
        browser = browser_of(priya)
        address = browser.get(at(pair, "meetings")).select_one("ul.lines a")["href"]
        with count_queries() as counted:
            browser.get(address)
        costs.append(counted.count)
    assert costs[0] == costs[1]
