"""Decks that a group can lay on the table: those of its programme, and its own, which nobody else can read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from peewee import SQL

from peerportal.activities.banks import sheets
from peerportal.activities.banks.loading import shipped
from peerportal.activities.mechanics.cards import CARDS, SUITS
from peerportal.activities.models import OwnDeck, Question, QuestionSet, SetOff
from peerportal.activities.models.content import DECK
from peerportal.core.fixed import fixed
from peerportal.core.rules import RuleBroken
from peerportal.groups.opened import Opened

MOST_OWN = 12
BUILT_IN = "deck"  # the key of the one that comes with the portal


@dataclass(frozen=True)
class Choice:
    """A deck to choose; `own` ones are the group's."""

    ref: str
    name: str
    own: bool = False
    may_remove: bool = False


@dataclass(frozen=True)
class Deck:
    """A deck with the question of each card. That of the portal has themes for its suits."""

    name: str
    questions: dict[str, str]
    has_themes: bool = False


def choices(opened: Opened) -> list[Choice]:
    """The decks of the group's programme, and its own: one statement."""
    here = {member.id for member in opened.members}
    found = []
    for _, ref, name, words, by_id in _ordered(opened):
        own = words is not None
        called = _opened(opened, ref, words)["name"] if own else name
        found.append(Choice(ref, called, own, own and by_id not in here - {opened.reader.id}))
    return found


def _ordered(opened: Opened) -> list[Any]:
    """Those of the programme before the group's own, each in the order in which they were made."""
    rows = _there.rows(opened.group.programme_id, opened.group)
    return sorted(rows, key=lambda row: (row[3] is not None, row[0]))


def chosen(opened: Opened, ref: str) -> Deck:
    """The deck of this ref among those the group can choose; RuleBroken for any other."""
    row = next((row for row in _ordered(opened) if row[1] == ref), None)
    if row is None:
        raise RuleBroken("There is no such deck. Choose another one.")
    if row[3] is not None:
        words = _opened(opened, ref, row[3])
        return Deck(words["name"], words["cards"])
    found = QuestionSet.get(QuestionSet.ref == ref)
    return Deck(found.name, cards_of(found), found.key == BUILT_IN)


def cards_of(row: QuestionSet) -> dict[str, str]:
    """The question of each card of a deck that everybody can use."""
    questions = Question.select().where(Question.set == row, Question.suit != "")
    return {f"{one.suit}-{one.rank}": one.words for one in questions}


def to_print() -> dict[str, Any]:
    """The key of the portal's deck as a sheet to print shows it."""
    row = QuestionSet.get_or_none(QuestionSet.key == BUILT_IN)
    found = cards_of(row) if row else {one.key: one.words for one in shipped(BUILT_IN)}
    return {"suits": by_suit(found)}


def by_suit(questions: dict[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(suit, [(rank, words), …]) in the order of the deck."""
    return [
        (suit, [(card.partition("-")[2], questions[card]) for card in CARDS if card.startswith(f"{suit}-")])
        for suit in SUITS
    ]


def read(text: str) -> dict[str, str]:
    """The questions of a deck that somebody wrote or pasted; RuleBroken with what is wrong.

    Either fifty-two lines, hearts from ace to king, then diamonds, clubs and spades, or rows with suit, rank, question.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and not _has_cards(lines[:2]):
        if len(lines) != len(CARDS):
            raise RuleBroken(f"A deck has fifty-two questions, one a line; these are {len(lines)}.")
        pairs = zip(CARDS, lines, strict=True)
        rows = [_row(number, card, line) for number, (card, line) in enumerate(pairs, 1)]
    else:
        rows = sheets.rows_of(text, sheets.DECK_COLUMNS)
    try:
        return sheets.deck_of(rows)
    except sheets.RowsRefused as refused:
        told = [f"Line {one.line}: {one.why}" for one in refused.troubles[:3]]
        more = len(refused.troubles) - len(told)
        raise RuleBroken(" ".join(told) + (f" And {more} more." if more else "")) from None


def _row(number: int, card: str, line: str) -> sheets.Row:
    suit, _, rank = card.partition("-")
    return number, {"suit": suit, "rank": rank, "words": line.strip()}


def _has_cards(lines: list[str]) -> bool:
    """Whether the lines begin with a suit, or name the columns."""
    return any(line.strip().strip("\"'").casefold().startswith(("suit", *SUITS)) for line in lines)


def keep(opened: Opened, name: str, text: str, form_key: str) -> None:
    """Keep a deck of the group's own; the same form again is the same deck. The group is held."""
    here = OwnDeck.group == opened.group
    if OwnDeck.select().where(here, OwnDeck.form_key == form_key).exists():
        return
    if OwnDeck.select().where(here).count() >= MOST_OWN:
        raise RuleBroken(f"You have {MOST_OWN} decks of your own. Remove one to keep another.")
    row = OwnDeck(group=opened.group, by=opened.reader, form_key=form_key)
    words = json.dumps({"name": name, "cards": read(text)}, ensure_ascii=False)
    row.words = opened.space.seal(OwnDeck.words, row.ref, words)
    row.save(force_insert=True)
    opened.group.touch()


def remove(opened: Opened, ref: str) -> None:
    """Take a deck of the group's own away; on tables where it lies it stays."""
    found = next((one for one in choices(opened) if one.ref == ref and one.own), None)
    if found is not None and not found.may_remove:
        raise RuleBroken("Whoever wrote the deck can remove it.")
    if OwnDeck.delete().where(OwnDeck.group == opened.group, OwnDeck.ref == ref).execute():
        opened.group.touch()


def _opened(opened: Opened, ref: str, words: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(opened.space.read_sealed(bytes(words), OwnDeck.words, ref))
    return found


@fixed
def _there(programme: Any, group: Any) -> Any:
    off = SetOff.select(SetOff.set).where(SetOff.programme == programme)
    here = QuestionSet.shape == DECK, QuestionSet.id.not_in(off)
    nothing = SQL("NULL")
    shared = QuestionSet.select(QuestionSet.id, QuestionSet.ref, QuestionSet.name, nothing, nothing).where(
        *here
    )
    own: Any = OwnDeck.select(OwnDeck.id, OwnDeck.ref, SQL("''"), OwnDeck.words, OwnDeck.by)
    return shared.union_all(own.where(OwnDeck.group == group)).tuples()
