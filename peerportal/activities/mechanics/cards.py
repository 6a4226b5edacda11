"""A deck of fifty-two cards on the table: shuffled once, drawn one after the other, none twice. Pure.

What stands on the table is plain data: `order` names every card once, as it lies; the first `at` of them are drawn,
the last of those lies open.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from peerportal.core.rules import RuleBroken

SUITS = ("hearts", "diamonds", "clubs", "spades")
RANKS = ("A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K")
CARDS = tuple(f"{suit}-{rank}" for suit in SUITS for rank in RANKS)
ALL_DRAWN = "All fifty-two cards are drawn. Shuffle them to begin anew."
Shuffler = Callable[[list[str]], None]
# Nobody can work out what lies next.
_shuffle = random.SystemRandom().shuffle


def named(suit: str, rank: str) -> str:
    """The card of this suit and rank; RuleBroken when no deck holds it."""
    card = f"{suit.strip().casefold()}-{rank.strip().upper()}"
    if card not in CARDS:
        raise RuleBroken("There is no such card in the deck. It has A, 2 to 10, J, Q and K of four suits.")
    return card


def laid(shuffle: Shuffler = _shuffle) -> dict[str, Any]:
    """A deck as it lies on the table, shuffled, with nothing drawn."""
    order = list(CARDS)
    shuffle(order)
    return {"order": order, "at": 0}


def opened(deck: dict[str, Any]) -> str:
    """The card that lies open, or ""."""
    return str(deck["order"][deck["at"] - 1]) if deck["at"] else ""


def left(deck: dict[str, Any]) -> int:
    """How many cards can still be drawn."""
    return len(deck["order"]) - int(deck["at"])


def draw(deck: dict[str, Any]) -> str:
    """Open the next card."""
    if not left(deck):
        raise RuleBroken(ALL_DRAWN)
    deck["at"] += 1
    return opened(deck)


def put_back(deck: dict[str, Any]) -> str:
    """Put the open card under the pile and open the next one instead."""
    if not deck["at"]:
        raise RuleBroken("No card lies open.")
    if not left(deck):
        raise RuleBroken("This is the last card. Shuffle them to begin anew.")
    deck["order"].append(deck["order"].pop(deck["at"] - 1))
    return opened(deck)


def turn_up(deck: dict[str, Any], card: str) -> str:
    """Open this very card, as it was drawn from a real deck."""
    if card not in deck["order"]:
        raise RuleBroken("There is no such card in this deck.")
    place = deck["order"].index(card)
    if place < deck["at"]:
        raise RuleBroken("You have had this card. Draw another one, or shuffle to begin anew.")
    deck["order"].insert(deck["at"], deck["order"].pop(place))
    return draw(deck)


def reshuffle(deck: dict[str, Any], shuffle: Shuffler = _shuffle) -> None:
    """Take all cards together and shuffle them."""
    shuffle(deck["order"])
    deck["at"] = 0
