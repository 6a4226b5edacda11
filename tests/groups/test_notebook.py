"""The notebook: for one member alone, sealed so that the others could not open it, and covered when it should be."""

import pytest
from cryptography.exceptions import InvalidTag

from peerportal.core import vault
from peerportal.groups.models import Group, Membership, Notebook
from peerportal.groups.sitting import notebooks


def test_it_is_kept_for_whoever_wrote_it(browser_of, pair, priya, omar, at):
    browser = browser_of(priya)
    browser.follow(browser.submit(browser.get(at(pair, "notebook")), "#notebook form", words="Talk slower"))
    assert browser.get(at(pair, "notebook")).textarea.get_text().strip() == "Talk slower"
    assert browser.get(at(pair, "meeting")).select_one("#notebook-words").get_text().strip() == "Talk slower"
    for page in ("notebook", "meeting"):
        assert "Talk slower" not in browser_of(omar).get(at(pair, page)).get_text()


def test_nobody_else_can_open_it_not_even_with_its_row_in_hand(pair, priya, omar):
    notebooks.save(pair, priya, "Mine", 0)
    row = Notebook.get()
    space_id = Membership.get(Membership.person == priya).own_space_id
    assert space_id != pair.space_id
    with pytest.raises(vault.NotAReader):
        vault.open_space(space_id, reader=omar.id)
    with pytest.raises(InvalidTag):
        vault.open_space(pair.space_id, reader=omar.id).read(row, Notebook.words)
    assert notebooks.pages_of(pair, omar) == notebooks.Pages()


def test_saving_it_moves_no_other_members_page(pair, priya, omar):
    def moved(person):
        mine = (Membership.group == pair) & (Membership.person == person)
        return Group.get_by_id(pair.id).moved, Membership.select(Membership.moved).where(mine).scalar()

    before = moved(omar), moved(priya)
    notebooks.save(pair, priya, "Mine", 0)
    assert moved(omar) == before[0]
    assert moved(priya) > before[1]


def test_it_is_covered_in_meeting_mode_and_works_without_script(browser_of, pair, priya, at):
    cover = browser_of(priya).get(at(pair, "meeting")).select_one("#notebook details.cover")
    assert not cover.has_attr("open") and cover.summary


@pytest.mark.parametrize(
    ("choice", "left"), [("mine", "New"), ("theirs", "Earlier"), ("both", "Earlier\n\nNew")]
)
def test_two_windows_of_my_own_lose_nothing(browser_of, pair, priya, at, choice, left):
    browser = browser_of(priya)
    page = browser.get(at(pair, "notebook"))
    notebooks.save(pair, priya, "Earlier", 0)
    both = browser.submit(page, "#notebook form", words="New", status=409)
    assert "Earlier" in both.get_text()
    for _ in range(2):
        browser.submit(both, "#notebook form", choice=choice, status=303)
    assert notebooks.pages_of(pair, priya).words == left


def test_too_much_is_refused_and_kept_on_the_page(browser_of, pair, priya, at):
    browser = browser_of(priya)
    page = browser.submit(browser.get(at(pair, "notebook")), "#notebook form", words="x" * 10_001, status=422)
    assert page.select_one(".error") and len(page.textarea.get_text().strip()) == 10_001
    notebooks.save(pair, priya, "y" * 6000, 0)
    both = browser.submit(
        browser.get(at(pair, "notebook")), "#notebook form", words="z" * 6000, version="0", status=409
    )
    assert browser.submit(both, "#notebook form", choice="both", status=422).select_one(".error")


def test_when_the_group_is_closed_it_can_be_read(browser_of, pair, priya, at):
    notebooks.save(pair, priya, "Mine", 0)
    pair.close()
    page = browser_of(priya).get(at(pair, "notebook"))
    assert "Mine" in page.get_text() and not page.select("#notebook form")
    browser_of(priya).post(at(pair, "notebook"), {"words": "Late", "version": "1"}, status=409)
