"""Deck of cards: fifty-two questions, drawn one after the other; with cards on the screen or in the hand."""

from __future__ import annotations

from typing import Any

from peerportal.activities.banks import decks
from peerportal.activities.kind import BOX, FREE, KEY, LINE, PICK, REF, Blank, Deed, Kind, Refused, Step
from peerportal.activities.mechanics import cards, talking, whose_turn
from peerportal.activities.play import Play
from peerportal.core.rules import RuleBroken

LONGEST_DECK = 20_000
WHICH = Blank("deck", REF, required=True)


def _laid(play: Play) -> dict[str, Any]:
    """What stands on the table of the cards; RuleBroken before a deck was chosen."""
    found: dict[str, Any] = play.tables.get("cards", {})
    if "order" not in found:
        raise RuleBroken("Choose a deck first.")
    return found


def use(play: Play, values: dict[str, Any]) -> str:
    """Lay a deck on the table, shuffled; its questions are copied, so that it stays as it was chosen."""
    deck = decks.chosen(play.opened, values["deck"])
    kept = play.tables.get("cards", {})
    play.tables["cards"] = cards.laid() | {
        "deck": values["deck"],
        "name": deck.name,
        "questions": deck.questions,
        "themes": deck.has_themes,
        "real": kept.get("real", False),
    }
    return "The deck is shuffled and lies on the table."


def keep(play: Play, values: dict[str, Any]) -> str:
    """Keep a deck of one's own."""
    try:
        decks.keep(play.opened, values["name"], values["cards"], play.key)
    except RuleBroken as broken:
        raise Refused("cards", str(broken)) from None
    return "Your deck is there to be chosen. Nobody outside your group can read it."


def remove(play: Play, values: dict[str, Any]) -> str:
    """Take a deck of one's own away."""
    decks.remove(play.opened, values["deck"])
    return "Removed."


def to_choose(play: Play) -> dict[str, Any]:
    """The decks there are, as long as the group chooses."""
    laid = play.tables.get("cards", {})
    found = decks.choices(play.opened) if play.is_now else []
    return {"choices": found, "chosen": laid.get("deck", ""), "name": laid.get("name", "")}


def draw(play: Play, values: dict[str, Any]) -> str:
    """Open the next card, for whose turn it is."""
    deck = _laid(play)
    cards.draw(deck)
    return _for_the_next(play, deck)


def put_back(play: Play, values: dict[str, Any]) -> str:
    """Pass: another card for the same person, and this one once more at the end."""
    cards.put_back(_laid(play))
    return "Another card."


def turn_up(play: Play, values: dict[str, Any]) -> str:
    """Open the card that was drawn from a real deck; the same one again is the same."""
    deck = _laid(play)
    try:
        card = cards.named(values["suit"], values["rank"])
        if card == cards.opened(deck):
            return "This card lies open."
        cards.turn_up(deck, card)
    except RuleBroken as broken:
        raise Refused("rank", str(broken)) from None
    return _for_the_next(play, deck)


def _for_the_next(play: Play, deck: dict[str, Any]) -> str:
    whose = whose_turn.after(play, deck.get("for"))
    deck["for"] = whose.ref
    return f"A card for {whose.first_name}."


def shuffle(play: Play, values: dict[str, Any]) -> str:
    """Take all cards together and shuffle them; whose turn is next stays."""
    cards.reshuffle(_laid(play))
    return "All fifty-two are shuffled."


def hold(play: Play, values: dict[str, Any]) -> str:
    """Say whether the cards are real ones, which the group shuffles and draws by hand."""
    _laid(play)["real"] = values["real"] == "yes"
    return (
        "Draw from your own deck, and say which card it is."
        if values["real"] == "yes"
        else "The cards are here."
    )


def on_table(play: Play) -> dict[str, Any]:
    """What the cards' template shows."""
    deck = play.tables.get("cards", {})
    if "order" not in deck:
        return {"laid": False}
    had = [_card(deck, card) for card in deck["order"][: deck["at"]]]
    return {
        "laid": True,
        "name": deck["name"],
        "themes": deck["themes"],
        "real": deck["real"],
        "open": had[-1] if had else None,
        "had": had[-2::-1],
        "whose": whose_turn.named(play, deck["for"]) if had else "",
        "next": whose_turn.after(play, deck.get("for")).first_name,
        "left": cards.left(deck),
        "suits": decks.by_suit(deck["questions"]) if deck["real"] else [],
        "all": (cards.SUITS, cards.RANKS),
    }


def _card(deck: dict[str, Any], card: str) -> dict[str, str]:
    suit, _, rank = card.partition("-")
    return {"suit": suit, "rank": rank, "words": deck["questions"][card]}


def no_deck_yet(play: Play) -> str:
    """Why the group cannot go on to the cards."""
    return "" if "order" in play.tables.get("cards", {}) else "Choose a deck first."


KIND = Kind(
    "deck",
    number=7,
    minutes=30,
    stages=("meet", "agree", "sustain", "close"),
    steps=(
        Step(
            "choose",
            (
                Deed("use", use, (WHICH,)),
                Deed(
                    "keep",
                    keep,
                    (Blank("name", LINE, 80, True), Blank("cards", BOX, LONGEST_DECK, True)),
                    KEY,
                ),
                Deed("remove", remove, (WHICH,), FREE),
            ),
            to_choose,
            no_deck_yet,
        ),
        Step(
            "cards",
            (
                Deed("draw", draw),
                Deed("put-back", put_back),
                Deed("turn-up", turn_up, (Blank("suit", LINE, 10, True), Blank("rank", LINE, 4, True)), FREE),
                Deed("shuffle", shuffle),
                Deed("hold", hold, (Blank("real", PICK, required=True, choices=("yes", "no")),), FREE),
            ),
            on_table,
        ),
        talking.step("lessons"),
    ),
    sheet=decks.to_print,
)
