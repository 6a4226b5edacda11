"""The keepsake: everything of one member, nothing of another's own, made on asking and stored nowhere."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups import holding
from peerportal.groups.endings import keepsake
from peerportal.groups.models import AgendaItem, ItemNote, Meeting
from tests.groups.lasting import SAID, THEIRS, end, everything, write
from tests.rows import changed, fingerprint

FILE = "keepsake.html"


@pytest.fixture
def lived(pair, priya, omar, still):
    """The pair that wrote something of every kind, met once and has ended."""
    everything(pair, priya, omar)
    clock.move(timedelta(hours=1))
    holding.hold(pair, 1)
    return end(pair, omar)


@pytest.mark.parametrize("where", ["keepsake", FILE])
def test_it_holds_all_that_is_mine_and_nothing_of_the_others_own(browser_of, lived, priya, at, where):
    text = browser_of(priya).get(at(lived, where)).get_text()
    assert not [place for place, words in SAID.items() if words not in text]
    assert not [place for place, words in THEIRS.items() if words in text]
    assert "Partly done" in text and "Reached" in text and "Not shared" in text


@pytest.mark.parametrize("where", ["keepsake", FILE])
def test_the_others_keepsake_has_nothing_of_my_own(browser_of, lived, omar, at, where):
    text = browser_of(omar).get(at(lived, where)).get_text()
    shared = ("shared note", "its point", "agreement")
    assert {place for place, words in SAID.items() if words in text} == set(shared)
    assert THEIRS["notebook of the other"] in text


def test_it_tells_when_they_met(browser_of, lived, priya, at):
    held = Meeting.held_of(lived).get()
    page = browser_of(priya).get(at(lived, "keepsake"))
    assert page.select_one(f"ol time[datetime^='{held.held_at.date()}']")


def test_the_file_is_one_to_take_away_with_a_plain_name(browser_of, lived, priya, at):
    answer = browser_of(priya).get(at(lived, FILE)).response
    today = clock.now().date()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="keepsake-{today}.html"'
    text = answer.get_data(as_text=True)
    assert "/static/" not in text and "<script" not in text, "it needs nothing beside itself"


def test_words_that_look_like_a_page_are_words(browser_of, pair, priya, omar, at):
    space = keepsake.keepsake(pair, priya).opened.space
    point = AgendaItem.add(pair, priya, "<b>Point</b>", new_ref())
    write(ItemNote, ItemNote.words, space, "<script>alert(1)</script>\nسلام\n🙂", item=point)
    for where in ("keepsake", FILE):
        page = browser_of(priya).get(at(pair, where))
        assert "<script>alert(1)</script>" in page.get_text()
        assert "سلام" in page.get_text()
        assert not page.select("main script, main b")


def test_making_it_changes_nothing(browser_of, lived, priya, at):
    browser = browser_of(priya)
    before = fingerprint()
    for where in ("keepsake", FILE):
        browser.get(at(lived, where))
    assert not changed(before, fingerprint())


def test_strangers_find_none(browser_of, lived, lin, carmen, at):
    for person in (lin, carmen):
        for where in ("keepsake", FILE):
            browser_of(person).get(at(lived, where), status=404)


def test_an_empty_one_says_so_kindly(browser_of, pair, priya, at):
    assert "No meeting was noted" in browser_of(priya).get(at(pair, "keepsake")).get_text()


def two_years(pair, priya, count):
    """So many meetings with a note each."""
    space = keepsake.keepsake(pair, priya).opened.space
    first = Meeting.next_of(pair).number
    for number in range(first, first + count):
        point = AgendaItem.add(pair, priya, f"Point {number}", new_ref())
        write(ItemNote, ItemNote.words, space, f"Note {number}", item=point)
        point.mark(pair, "discussed")
        holding.hold(pair, number)


def test_two_years_of_notes_are_paged_and_the_file_has_them_all(browser_of, pair, priya, at, count_queries):
    costs = []
    for count in (3, 49):
        two_years(pair, priya, count)
        for where in ("keepsake", FILE):
            with count_queries() as counted:
                page = browser_of(priya).get(at(pair, where))
            costs.append(counted.count)
    assert costs[:2] == costs[2:]
    assert max(costs) <= 8 + 1, "one statement more for signing in"
    assert "Note 52" in page.get_text() and "Note 1" in page.get_text()
    page = browser_of(priya).get(at(pair, "keepsake?page=3"))
    assert "Note 52" in page.get_text() and "Note 2\n" not in page.get_text()
    assert page.select_one("a[rel=prev]")


@pytest.mark.parametrize("number", ["0", "99", "-1", "nonsense", "9" * 30])
def test_a_page_that_is_none_is_the_nearest(browser_of, lived, priya, at, number):
    assert SAID["shared note"] in browser_of(priya).get(at(lived, f"keepsake?page={number}")).get_text()
