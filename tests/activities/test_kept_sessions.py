"""A session's page is kept while nothing it shows has changed, and its polls tell the moment it has."""

import pytest

from peerportal.core import vault
from peerportal.groups.circles import membership
from peerportal.groups.models import Group
from peerportal.web.keeping import shelf


@pytest.fixture(autouse=True)
def _nothing_kept(app):
    shelf.clear()
    yield
    shelf.clear()


@pytest.fixture
def table(begin, pair, priya):
    return begin(pair, priya, "quadrants")


def opened_while(act):
    """How many sealed texts of groups were opened meanwhile."""
    before = vault.openings["group"]
    act()
    return vault.openings["group"] - before


def test_what_has_not_changed_is_not_made_again(table, priya, browser_of):
    table.does(priya, "save", family="Two sisters")
    browser = browser_of(priya)
    assert opened_while(lambda: browser.get(table.at())) > 0
    assert opened_while(lambda: browser.get(table.at())) == 0
    table.does(priya, "save", family="Three sisters")
    assert "Three sisters" in browser.get(table.at()).get_text()


def test_each_answer_has_keys_of_its_own(table, priya, browser_of):
    browser = browser_of(priya)
    keys = [browser.get(table.at()).select_one("[name=form_key]")["value"] for _ in range(3)]
    assert len(set(keys)) == 3


def test_what_came_back_with_an_error_is_kept_for_nobody(table, priya, browser_of):
    browser = browser_of(priya)
    page = browser.get(table.at())
    browser.submit(page, "#write-ready", status=422)
    assert not browser.get(table.at()).select("[aria-invalid=true]")


def test_nobody_gets_what_another_member_sees(table, priya, omar, lin, browser_of):
    table.does(priya, "save", family="Two sisters")
    assert "Two sisters" in browser_of(priya).get(table.at()).get_text()
    assert "Two sisters" not in browser_of(omar).get(table.at()).get_text()
    browser_of(lin).get(table.at(), status=404)


def test_an_unchanged_poll_is_answered_so_and_a_changed_one_brings_the_table(table, priya, omar, browser_of):
    browser = browser_of(priya)
    tag = browser.get(table.at()).select_one("#table")["hx-ptag"]
    ask = {"headers": {"HX-PTag": tag}, "fragment": True}
    assert browser.open("GET", table.at("poll"), **ask).status_code == 304
    table.arrives(omar)
    answer = browser.get(table.at("poll"), **ask)
    assert answer.response.headers["HX-PTag"] != tag and "Omar" in answer.get_text()


def test_a_stranger_polls_nothing(table, priya, lin, browser_of):
    tag = browser_of(priya).get(table.at()).select_one("#table")["hx-ptag"]
    browser_of(lin).get(table.at("poll"), status=404, fragment=True, headers={"HX-PTag": tag})


def test_whoever_left_a_circle_sees_its_sessions_no_more(begin, circle, priya, lin, browser_of):

    table, browser = begin(circle, priya, "quadrants"), browser_of(lin)
    tag = browser.get(table.at()).select_one("#table")["hx-ptag"]
    membership.leave(Group.get_by_id(circle.id), lin)
    browser.get(table.at(), status=404)
    browser.get(table.at("poll"), status=404, fragment=True, headers={"HX-PTag": tag})
