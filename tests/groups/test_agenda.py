"""The shared agenda: points are added, ordered, ticked, left, removed and put back; nothing typed is ever lost."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding, reading, starters
from peerportal.groups.meetings import booking
from peerportal.groups.models import AgendaItem, Group, Meeting
from peerportal.groups.models.agenda import MOST_ITEMS
from peerportal.groups.opened import open_group


@pytest.fixture
def add(pair, omar):
    return lambda words, by=omar, key=None: AgendaItem.add(pair, by, words, key or new_ref())


def words_of(pair, reader, number=None):
    """The points of a meeting in their order, as this member reads them."""
    number = number or Meeting.next_of(pair).number
    return [item.words for item in reading.agenda(open_group(pair, reader), number)[0]]


def test_what_one_adds_the_other_reads(browser_of, pair, priya, omar, at):
    browser = browser_of(priya)
    browser.follow(browser.submit(browser.get(at(pair)), "#adder", words="How to begin a talk"))
    assert "How to begin a talk" in browser_of(omar).get(at(pair)).select_one("#items").get_text()


def test_a_form_sent_twice_is_one_point(browser_of, pair, priya, at):
    browser = browser_of(priya)
    page = browser.get(at(pair))
    for _ in range(2):
        browser.submit(page, "#adder", words="Once")
    assert words_of(pair, priya) == ["Once"]


def test_the_same_question_twice_is_one_point_and_comes_back_after_removing(browser_of, pair, priya, at):
    browser = browser_of(priya)
    page = browser.get(at(pair))
    for _ in range(2):
        browser.submit(page, "#starters", key=starters.MEET[0].key)
    assert words_of(pair, priya) == [starters.MEET[0].words]
    item = AgendaItem.get()
    item.remove(pair)
    browser.submit(page, "#starters", key=starters.MEET[0].key)
    assert words_of(pair, priya) == [starters.MEET[0].words]


def test_an_empty_point_is_asked_for_again(browser_of, pair, priya, at):
    page = browser_of(priya).post(at(pair, "items"), {"words": " ", "form_key": new_ref()}, status=422)
    assert page.select_one("#new-item-error")


def test_points_change_places_and_ends_stay_ends(pair, priya, add):
    one, two, three = add("one"), add("two"), add("three")
    assert three.move(pair, -1, 3) == 2
    assert one.move(pair, -1, 1) == 1
    assert words_of(pair, priya) == ["one", "three", "two"]
    assert two.move(pair, 1, 3) == 3


def test_a_second_click_on_the_same_arrow_moves_nothing_more(pair, priya, add):
    add("one"), add("two")
    three = add("three")
    three.move(pair, -1, 3)
    three.move(pair, -1, 3)
    assert words_of(pair, priya) == ["one", "three", "two"]


def test_a_removed_point_can_be_put_back_where_it_was(browser_of, pair, priya, add, at):
    add("one"), add("two"), add("three")
    browser = browser_of(priya)
    two = AgendaItem.select().where(AgendaItem.position == 2).get()
    page = browser.follow(browser.post(at(pair, "items", two.ref, "remove")))
    assert words_of(pair, priya) == ["one", "three"]
    browser.follow(browser.submit(page, "#removed form"))
    assert words_of(pair, priya) == ["one", "two", "three"]


def test_what_was_not_discussed_moves_on_and_keeps_its_order(pair, priya, add):
    one, two, three, four = (add(words) for words in ("one", "two", "three", "four"))
    two.mark(pair, "discussed")
    three.mark(pair, "carried")
    four.remove(pair)
    assert holding.hold(pair, 1)
    assert words_of(pair, priya) == ["one", "three"]
    assert words_of(pair, priya, 1) == ["two"]
    assert {item.carried_from for item in AgendaItem.of(Meeting.next_of(pair))} == {1}


def test_saying_twice_that_you_met_is_saying_it_once(pair, priya, add):
    add("one")
    assert holding.hold(pair, 1)
    assert not holding.hold(pair, 1)
    assert Meeting.select().where(Meeting.group == pair).count() == 2


@pytest.mark.parametrize(("later", "kept"), [(2, True), (0, False)])
def test_a_pair_that_met_before_the_planned_time_did_not_meet_then(pair, priya, later, kept, still):
    at = clock.now() + dt.timedelta(days=1)
    assert booking.book(pair, priya, 1, at)
    clock.move(dt.timedelta(days=later))
    holding.hold(pair, 1)
    held = Meeting.get(Meeting.group == pair, Meeting.number == 1)
    assert (held.starts_at is not None) == kept and held.held_at <= clock.now()
    assert held.sequence == (0 if kept else 1), "calendars hear that the planned time is free again"


def test_the_agenda_of_an_earlier_meeting_stays_readable(browser_of, pair, priya, add, at):
    add("Talked about").mark(pair, "discussed")
    holding.hold(pair, 1)
    browser = browser_of(priya)
    listed = browser.get(at(pair, "meetings"))
    page = browser.get(listed.select_one("ul.lines a")["href"])
    assert "Talked about" in page.get_text()


def test_a_stale_edit_shows_both_wordings(browser_of, pair, priya, omar, add, at):
    item = add("First wording")
    mine, theirs = browser_of(priya), browser_of(omar)
    page = mine.get(at(pair, "items", item.ref, "edit"))
    theirs.submit(theirs.get(at(pair, "items", item.ref, "edit")), "li form", words="Omar's wording")
    both = mine.submit(page, "li form", words="Priya's wording", status=409)
    assert "Omar's wording" in both.get_text()
    assert both.textarea.get_text().strip() == "Priya's wording"
    assert words_of(pair, priya) == ["Omar's wording"]


@pytest.mark.parametrize(
    ("choice", "left"),
    [("mine", ["Priya's"]), ("theirs", ["Omar's"]), ("both", ["Omar's", "Priya's"])],
)
def test_whoever_settles_chooses_what_stays(browser_of, pair, priya, omar, add, at, choice, left):
    item = add("First")
    add("Last")
    browser = browser_of(priya)
    page = browser.get(at(pair, "items", item.ref, "edit"))
    item.edit(pair, omar, "Omar's", 1)
    both = browser.submit(page, "li form", words="Priya's", status=409)
    for _ in range(2):
        browser.submit(both, "li form", choice=choice, status=(303, 409))
    assert words_of(pair, priya) == [*left, "Last"]


def test_words_typed_into_a_removed_point_are_not_lost(browser_of, pair, priya, add, at):
    item = add("First")
    browser = browser_of(priya)
    page = browser.get(at(pair, "items", item.ref, "edit"))
    item.remove(pair)
    both = browser.submit(page, "li form", words="Still worth it", status=409)
    browser.submit(both, "li form", choice="mine")
    assert words_of(pair, priya) == ["Still worth it"]


def test_words_typed_while_the_other_said_we_met_are_not_lost(browser_of, pair, priya, add, at):
    item = add("First")
    browser = browser_of(priya)
    page = browser.get(at(pair, "items", item.ref, "edit"))
    item.mark(pair, "discussed")
    holding.hold(pair, 1)
    both = browser.submit(page, "li form", words="And another thing", status=409)
    browser.submit(both, "li form", choice="mine")
    assert words_of(pair, priya) == ["And another thing"]


def test_an_agenda_has_an_end(pair, add):
    for number in range(MOST_ITEMS):
        add(f"Point {number}")
    with pytest.raises(RuleBroken):
        add("One too many")


def test_a_closed_group_is_read_and_no_longer_written(browser_of, pair, priya, omar, add, at):
    item = add("Stays readable")
    pair.close(by=omar)
    page = browser_of(priya).get(at(pair))
    assert "Stays readable" in page.get_text()
    assert not page.select("main form:not([action*='/keep-in-touch'])")
    for verb in ("discuss", "remove", "up"):
        assert browser_of(priya).post(at(pair, "items", item.ref, verb), status=409)
    with pytest.raises(RuleBroken):
        AgendaItem.add(Group.get_by_id(pair.id), priya, "Too late", new_ref())


def test_every_change_moves_the_group(pair, priya, omar, add):
    def moved():
        return Group.get_by_id(pair.id).moved

    item = add("one")
    other = add("two")
    for change in (
        lambda: item.edit(pair, priya, "uno", 1),
        lambda: other.move(pair, -1, 2),
        lambda: item.mark(pair, "discussed"),
        lambda: item.remove(pair),
        lambda: item.put_back(pair),
        lambda: booking.move(pair, priya, 1, 1, starts_at=None, minutes=30, means="phone", place=""),
        lambda: holding.hold(pair, 1),
        lambda: pair.close(),
    ):
        before = moved()
        change()
        assert moved() > before
