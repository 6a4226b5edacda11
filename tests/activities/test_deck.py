"""Deck of cards: the portal's deck, on the screen and in the hand; played by two."""

import re

import pytest

from peerportal.activities.banks import loading
from peerportal.activities.kind import Refused
from peerportal.activities.models import Question, SetOff
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from tests.activities import portal_deck
from tests.activities.portal_deck import built_in
from tests.looking import look

table, laid = portal_deck.table, portal_deck.laid  # fixtures


def test_all_fifty_two_come_in_turn_and_each_asks_its_own_question(laid, priya, omar):
    asked, whose = [], []
    for number in range(52):
        laid.does((priya, omar)[number % 2], "draw")
        facts = laid.facts(omar)
        asked.append(facts["open"]["words"])
        whose.append(facts["whose"])
        assert facts["left"] == 51 - number
    assert sorted(asked) == sorted(one.words for one in loading.shipped("deck"))
    assert whose == ["Priya", "Omar"] * 26
    with pytest.raises(RuleBroken, match="All fifty-two"):
        laid.does(priya, "draw")
    laid.does(omar, "shuffle")
    assert laid.facts(priya)["left"] == 52 and laid.facts(priya)["open"] is None
    laid.does(priya, "draw")
    assert laid.facts(priya)["whose"] == "Priya"


def test_a_double_click_and_two_at_once_draw_one_card(laid, priya, omar):
    version = laid.session.version
    laid.does(priya, "draw", version=version)
    laid.does(priya, "draw", version=version)
    laid.does(omar, "draw", version=version)
    assert laid.facts(priya)["left"] == 51


def test_whoever_would_rather_not_puts_the_card_back(laid, priya):
    laid.does(priya, "draw")
    first = laid.facts(priya)["open"]["words"]
    laid.does(priya, "put-back")
    facts = laid.facts(priya)
    assert facts["open"]["words"] != first and facts["whose"] == "Priya" and facts["left"] == 51


def test_a_real_deck_shows_the_question_of_the_card_one_drew(laid, priya, omar):
    laid.does(priya, "hold", real="yes")
    laid.does(priya, "turn-up", suit="hearts", rank="Q")
    wanted = next(one.words for one in loading.shipped("deck") if one.key == "hearts-Q")
    assert laid.facts(omar)["open"]["words"] == wanted
    laid.does(priya, "turn-up", suit="hearts", rank="Q")
    assert laid.facts(omar)["left"] == 51
    laid.does(omar, "turn-up", suit="spades", rank="2")
    with pytest.raises(Refused, match="had this card"):
        laid.does(omar, "turn-up", suit="hearts", rank="Q")


@pytest.mark.parametrize(("suit", "rank"), [("hearts", "11"), ("stars", "A"), ("hearts", "🂡")])
def test_a_card_that_is_in_no_deck_is_refused_beside_its_blank(laid, priya, browser_of, suit, rank):
    laid.does(priya, "hold", real="yes")
    before = laid.session.words
    browser = browser_of(priya)
    answer = browser.submit(browser.get(laid.at()), "#cards-turn-up", status=422, suit=suit, rank=rank)
    assert "no such card" in answer.select_one("#cards-rank-error").get_text()
    assert laid.session.words == before


def test_nobody_goes_on_without_a_deck_nor_with_one_that_is_not_there(table, priya):
    with pytest.raises(RuleBroken, match="Choose a deck first"):
        table.goes_on(priya)
    with pytest.raises(RuleBroken, match="no such deck"):
        table.does(priya, "use", deck=new_ref())


def test_a_deck_that_the_programme_leaves_out_is_not_to_be_chosen_but_stays_on_tables(
    laid, begin, pair, priya
):
    SetOff.create(programme=pair.programme_id, set=built_in())
    laid.does(priya, "draw")
    other = begin(pair, priya, "deck")
    assert other.facts(priya)["choices"] == []
    with pytest.raises(RuleBroken, match="no such deck"):
        other.does(priya, "use", deck=built_in().ref)


def test_a_changed_card_asks_as_before_where_the_deck_lies_already(laid, priya):
    Question.update(words="Changed?").where(Question.suit != "").execute()
    laid.does(priya, "draw")
    assert laid.facts(priya)["open"]["words"] != "Changed?"


def test_the_page_costs_no_more_than_eight_statements(
    laid, table, priya, browser_of, count_queries, begin, pair
):
    fresh = begin(pair, priya, "deck")
    for address in (laid.at(), fresh.at()):
        browser = browser_of(priya)
        browser.get(address)
        with count_queries() as counted:
            browser.get(address)
        assert counted.count <= 8


def test_the_key_to_print_holds_every_card_even_before_they_were_loaded(app, priya, browser_of):
    for _ in range(2):
        page = browser_of(priya).get("/activities/kinds/deck")
        assert len(page.select(".key tr")) == 52
        loading.load()


@pytest.mark.browser
def test_two_draw_cards_on_two_devices_and_by_hand(content, page_of, pair, priya, omar):
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto("/activities/kinds/deck")
    pages = len(re.findall(rb"/Type\s*/Page\b", mine.pdf(format="A4")))
    assert pages <= 2
    mine.get_by_role("button", name="Begin").click()
    theirs.goto(mine.url)
    look(mine, "deck-choose")
    mine.get_by_role("button", name="Use it").click()
    theirs.wait_for_selector("text=on the table")
    theirs.get_by_text("A deck of your own").click()
    look(theirs, "deck-own")
    theirs.get_by_role("button", name="Go on").click()
    mine.wait_for_selector("text=nothing drawn yet")
    look(mine, "deck-begun")
    mine.get_by_role("button", name="Draw for Priya").dblclick()
    theirs.wait_for_selector("text=51 of 52 left")
    asked = mine.locator(".speaking").inner_text()
    assert theirs.locator(".speaking").inner_text() == asked
    theirs.get_by_role("button", name="Draw for Omar").press("Enter")
    mine.wait_for_selector("text=50 of 52 left")
    look(mine, "deck-drawn")
    asked = theirs.locator(".speaking").inner_text()
    mine.get_by_role("button", name="Put it back").click()
    theirs.wait_for_function("old => document.querySelector('.speaking').innerText != old", arg=asked)
    mine.get_by_role("button", name="We use a real deck").click()
    theirs.wait_for_selector("text=from your own deck")
    look(theirs, "deck-real")
    theirs.select_option("#cards-suit", "spades")
    theirs.select_option("#cards-rank", "Q")
    theirs.get_by_role("button", name="Show its question").click()
    mine.wait_for_selector("#open-card:has-text('Queen of Spades'), #cards-rank-error")
    mine.get_by_role("button", name="Go on").click()
    theirs.wait_for_selector("#step-lessons")
    theirs.fill("#lessons-line", "You sing!")
    theirs.get_by_role("button", name="Keep it").click()
    mine.wait_for_selector("text=You sing!")
    look(mine, "deck-lessons")
    mine.get_by_role("button", name="Finish").click()
    theirs.wait_for_selector("text=finished on")
    look(theirs, "deck-finished")


@pytest.mark.browser
def test_cards_are_drawn_without_a_script(content, page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "deck")
    page = page_of(omar, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.get_by_role("button", name="I am here").click()
    page.get_by_role("button", name="Use it").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Draw for").click()
    assert page.locator(".speaking").inner_text() in {one.words for one in loading.shipped("deck")}
