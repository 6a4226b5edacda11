"""Decks of a group's own: theirs alone, written line by line or pasted as rows, and gone with the group."""

import re

import pytest

from peerportal.activities.banks import decks
from peerportal.activities.kind import Refused
from peerportal.activities.mechanics.cards import CARDS
from peerportal.activities.models import ActivitySession, OwnDeck
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from tests.activities import portal_deck

table = portal_deck.table  # a fixture

OURS = "\n".join(f"Which {number} do you like?" for number in range(1, 53))


def test_a_deck_of_their_own_is_theirs_alone(table, priya, omar, circle, begin, lin):
    table.does(priya, "keep", name="Ours", cards=OURS)
    (own,) = [one for one in table.facts(omar)["choices"] if one.own]
    assert own.name == "Ours" and not own.may_remove
    table.does(omar, "use", deck=own.ref)
    table.goes_on(omar)
    table.does(omar, "draw")
    assert re.fullmatch(r"Which \d+ do you like\?", table.facts(priya)["open"]["words"])
    theirs = begin(circle, lin, "deck")
    assert not [one for one in theirs.facts(lin)["choices"] if one.own]
    with pytest.raises(RuleBroken, match="no such deck"):
        theirs.does(lin, "use", deck=own.ref)
    raw = bytes(OwnDeck.get().words)
    assert b"Ours" not in raw and b"do you like" not in raw


def test_a_form_sent_twice_keeps_one_deck_and_only_its_writer_removes_it(table, priya, omar):
    key = new_ref()
    for _ in range(2):
        table.does(priya, "keep", key=key, name="Ours", cards=OURS)
    own = OwnDeck.get()
    with pytest.raises(RuleBroken, match="Whoever wrote"):
        table.does(omar, "remove", deck=own.ref)
    table.does(priya, "remove", deck=own.ref)
    assert not OwnDeck.select().exists()


def test_no_more_than_a_dozen_decks_of_their_own(table, priya):
    for number in range(decks.MOST_OWN):
        table.does(priya, "keep", name=f"Deck {number}", cards=OURS)
    with pytest.raises(Refused, match="Remove one"):
        table.does(priya, "keep", name="One more", cards=OURS)


ROWS = "\n".join(f'{card.replace("-", ",")},"Do you like {card}, or not?"' for card in CARDS)


@pytest.mark.parametrize(
    "text", [ROWS, f"suit,rank,words\n{ROWS}", ROWS.replace('"', "").replace(", or", "").replace(",", "\t")]
)
def test_a_deck_is_pasted_as_rows_too(text):
    assert decks.read(text)["hearts-A"].startswith("Do you like hearts-A")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One question?", "these are 1"),
        (ROWS.replace("hearts,A", "hearts,11"), "Line 1: There is no such card"),
        (ROWS.replace("hearts,A", "hearts,2"), "twice"),
        (ROWS.rpartition("\n")[0], "no question: spades K"),
        (ROWS.replace('"Do you like hearts-A, or not?"', ""), "The question is missing"),
        (f"{OURS}x" + "x" * 400, "300 characters"),
    ],
)
def test_a_deck_that_is_none_says_what_is_wrong(text, said):
    with pytest.raises(RuleBroken, match=re.escape(said)):
        decks.read(text)


def test_what_was_typed_of_a_deck_stays_when_it_is_refused(table, priya, browser_of):
    browser = browser_of(priya)
    answer = browser.submit(
        browser.get(table.at()), "#choose-keep", status=422, name="Ours", cards="Only one?"
    )
    assert "these are 1" in answer.select_one("#choose-cards-error").get_text()
    assert answer.select_one("#choose-cards").get_text().strip() == "Only one?"


def test_a_retired_group_leaves_no_deck_behind(table, pair, priya):
    from peerportal.groups import hooks

    table.does(priya, "keep", name="Ours", cards=OURS)
    hooks.on_retire.fire(pair)
    assert not OwnDeck.select().exists() and not ActivitySession.select().exists()
