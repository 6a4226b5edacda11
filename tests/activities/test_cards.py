"""A deck on the table: whatever is done with it, no card is drawn twice and none is lost."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerportal.activities.mechanics import cards
from peerportal.core.rules import RuleBroken

MOVES = st.one_of(
    st.just(("draw", None)),
    st.just(("put back", None)),
    st.just(("shuffle", None)),
    st.tuples(st.just("turn up"), st.sampled_from([*cards.CARDS, "hearts-11", "stars-A", ""])),
)


@pytest.fixture
def deck():
    return cards.laid()


def moved(deck, move, card, chance):
    """What came of one move: the card that was opened, None for a refusal."""
    try:
        if move == "draw":
            return cards.draw(deck)
        if move == "put back":
            return cards.put_back(deck)
        if move == "turn up":
            return cards.turn_up(deck, card)
        cards.reshuffle(deck, chance.shuffle)
    except RuleBroken:
        return None
    return ""


@settings(max_examples=300)
@given(st.lists(MOVES, max_size=140), st.integers())
def test_no_sequence_of_moves_draws_a_card_twice_or_loses_one(moves, seed):
    chance = random.Random(seed)
    deck, had = cards.laid(chance.shuffle), []
    for move, card in moves:
        before = {"order": list(deck["order"]), "at": deck["at"]}
        open_card = cards.opened(deck)
        came = moved(deck, move, card, chance)
        assert sorted(deck["order"]) == sorted(cards.CARDS)
        if came is None:
            assert deck == before, "a refusal changes nothing"
            continue
        if move == "shuffle":
            had = []
            assert cards.left(deck) == 52 and cards.opened(deck) == ""
            continue
        if move == "put back":
            had.remove(open_card)
        assert came not in had and came == cards.opened(deck)
        had.append(came)
        assert had == deck["order"][: deck["at"]] and cards.left(deck) == 52 - len(had)


def test_all_fifty_two_come_once_and_then_it_says_so(deck):
    assert sorted(cards.draw(deck) for _ in range(52)) == sorted(cards.CARDS)
    with pytest.raises(RuleBroken, match="All fifty-two cards are drawn"):
        cards.draw(deck)
    with pytest.raises(RuleBroken, match="last card"):
        cards.put_back(deck)
    cards.reshuffle(deck)
    assert cards.draw(deck) in cards.CARDS


def test_a_card_that_was_put_back_comes_again_after_all_others(deck):
    first = cards.draw(deck)
    assert cards.put_back(deck) != first
    rest = [cards.draw(deck) for _ in range(cards.left(deck))]
    assert rest[-1] == first and first not in rest[:-1]


@pytest.mark.parametrize(
    ("suit", "rank"), [("hearts", "11"), ("stars", "A"), ("", ""), ("hearts", "1"), ("٣", "K")]
)
def test_a_card_that_is_in_no_deck_is_refused(suit, rank):
    with pytest.raises(RuleBroken, match="no such card"):
        cards.named(suit, rank)


def test_a_card_is_understood_however_it_is_written():
    assert cards.named(" Hearts", "q ") == "hearts-Q"


def test_a_card_of_a_real_deck_is_had_once(deck):
    cards.turn_up(deck, "hearts-Q")
    with pytest.raises(RuleBroken, match="had this card"):
        cards.turn_up(deck, "hearts-Q")
    assert "hearts-Q" not in [cards.draw(deck) for _ in range(51)]
