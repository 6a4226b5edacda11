"""Show and tell: who sees what, hidden until their turn comes and told one by one."""

import pytest

from peerportal.activities import pictures, playing
from peerportal.core.rules import RuleBroken
from tests.activities import shows
from tests.activities.brought import picture, send
from tests.activities.shows import SECRET, address, answers, only

table, told = shows.table, shows.told  # fixtures


def test_nobody_sees_what_was_brought_before_it_is_told(table, priya, omar, browser_of):
    for step in ("bring", "tell"):
        if step == "tell":
            table.goes_on(omar)
        page = browser_of(omar).get(table.at()).get_text(" ")
        assert SECRET not in page and "A ticket" not in page and "torn" not in page
        assert answers(browser_of, [omar, priya], address(table)) == [404, 200]
    assert pictures.of(table.sees(omar), "bring") == {}


def test_what_is_shown_is_seen_by_all_and_the_rest_stays_hidden(told, priya, omar, browser_of):
    page = browser_of(omar).get(told.at())
    shown = page.select_one(".brought img")
    assert SECRET in page.get_text(" ") and shown["alt"] == "A torn ticket, green"
    answer = browser_of(omar).open("GET", shown["src"])
    assert answer.status_code == 200 and answer.mimetype == "image/webp"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "فنجان" not in browser_of(priya).get(told.at()).get_text(" ")


def test_a_picture_is_there_for_the_members_alone(told, lin, carmen, browser_of, begin, pair, priya):
    assert answers(browser_of, [lin, carmen], address(told)) == [404, 404]
    assert browser_of().open("GET", address(told)).status_code in (302, 303)
    elsewhere = begin(pair, priya, "show")
    assert browser_of(priya).open("GET", elsewhere.at("pictures", only().ref)).status_code == 404


def test_only_whoever_has_the_turn_shows(table, priya, omar):
    table.goes_on(priya)
    with pytest.raises(RuleBroken, match="Priya’s turn"):
        table.does(omar, "show")
    with pytest.raises(RuleBroken, match="Show what you brought first"):
        table.does(priya, "pass-on")
    table.does(priya, "show")
    table.does(priya, "pass-on")
    table.does(omar, "show")
    assert [words["title"] for _, words, _ in table.facts(priya)["told"]] == ["A ticket", "فنجان جدتي"]


def test_what_was_let_pass_stays_covered(table, priya, omar, browser_of):
    table.goes_on(priya)
    table.does(priya, "pass")
    table.does(omar, "show")
    table.does(omar, "pass-on")
    table.goes_on(omar)
    table.goes_on(omar)
    assert table.session.state == "finished"
    assert SECRET not in browser_of(omar).get(table.at()).get_text(" ")
    assert answers(browser_of, [omar], address(table)) == [404]


def test_something_can_be_told_without_having_brought_it_here(begin, circle, priya, omar, lin):
    table = begin(circle, priya, "show")
    table.does(lin, "bring", title="A key")
    table.goes_on(priya)
    with pytest.raises(RuleBroken, match="nothing to show"):
        table.does(priya, "show")
    table.does(priya, "pass-on")
    table.does(omar, "bring", step="bring", title="Late, but here")
    table.does(omar, "show")
    assert table.facts(lin)["told"][0][1]["title"] == "Late, but here"


def test_what_was_told_stays_as_it_is(told, priya):
    for deed, blanks in (
        ("bring", {"title": "Something else"}),
        ("add-picture", {"picture": pictures.drawn(picture()), "alt": "Other"}),
    ):
        with pytest.raises(RuleBroken, match="stays as it is"):
            told.does(priya, deed, step="bring", **blanks)


def test_on_one_laptop_nothing_shows_before_it_is_told(begin, pair, priya, omar, browser_of):
    table, browser = begin(pair, priya, "show"), browser_of(priya)
    playing.share_laptop(pair, table.session, priya, True)
    browser.submit(browser.get(table.at()), "#bring-bring", title="A ticket", story=SECRET, member=priya.ref)
    page = browser.submit(browser.get(table.at()), "#bring-bring", title="A cup", member=omar.ref)
    words = {"member": priya.ref, "alt": "A torn ticket"}
    answer = send(browser, table.at("bring", "add-picture", "with-picture"), picture(), **words)
    assert answer.status_code == 303 and only().person_id == priya.id
    page = browser.get(table.at())
    assert SECRET not in page.get_text(" ") and not page.select("img")
    table.goes_on(priya)
    for title in ("A ticket", "A cup"):
        table.does(priya, "show")
        assert table.facts(omar)["told"][-1][1]["title"] == title
        table.does(priya, "pass-on")


def test_on_one_laptop_nobody_takes_away_what_somebody_brought_on_their_own(table, priya, omar):
    playing.share_laptop(table.group, table.session, omar, True)
    for deed in ("take-away", "no-picture"):
        with pytest.raises(RuleBroken, match="goes on there"):
            table.does(omar, deed, member=priya.ref)
    assert only()
