"""Files of questions: brought into a bank or a deck as a whole or not at all, and written out to be read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peerportal.activities.banks import placing, sheets, wording
from peerportal.activities.banks.sheets import BankRow, RowsRefused, Trouble
from peerportal.activities.mechanics.cards import CARDS
from peerportal.activities.models import Question, QuestionSet, QuestionWording
from peerportal.core import clock, log
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.core.text import fold
from peerportal.people.models import Person

AT_ONCE = 500  # rows in one statement


@dataclass
class Came:
    """How many questions of a file were new, changed, or there already as they are."""

    new: int = 0
    changed: int = 0
    same: int = 0

    @property
    def said(self) -> str:
        return f"{self.new} new, {self.changed} changed, {self.same} as they were"


def bring(into: QuestionSet, data: bytes, by: Person) -> Came:
    """Bring a file into a bank or deck; RuleBroken about the whole of it, RowsRefused with what is wrong with rows."""
    text = sheets.text_of(data)
    if into.is_deck:
        questions = sheets.deck_of(sheets.rows_of(text, sheets.DECK_COLUMNS))
        return _into(into, by, lambda held: _bring_deck(held, questions, by))
    rows = sheets.bank_of(sheets.rows_of(text, sheets.BANK_COLUMNS))
    return _into(into, by, lambda held: _bring_bank(held, rows, by))


def make_deck(name: str, data: bytes, by: Person) -> QuestionSet:
    """A new deck from a file; refused as in `bring`."""
    rows = sheets.rows_of(sheets.text_of(data), sheets.DECK_COLUMNS)
    return wording.make_deck(name, sheets.deck_of(rows), by)


def _into(into: QuestionSet, by: Person, bring_all: Any) -> Came:
    with transaction():
        came: Came = bring_all(wording.held_set(into))
        if came.new or came.changed:
            log.write(by.id, "imported questions", "questions", into.ref, came.said)
    return came


def _bring_deck(into: QuestionSet, questions: dict[str, str], by: Person) -> Came:
    came = Came()
    for row in Question.select().where(Question.set == into, Question.suit != ""):
        changed = wording.change(row, by, {"words": questions[f"{row.suit}-{row.rank}"]})
        came.changed += changed
        came.same += not changed
    return came


def _bring_bank(into: QuestionSet, rows: list[BankRow], by: Person) -> Came:
    there = list(Question.select().where(Question.set == into))
    named = {question.name: question for question in there}
    said = {fold(question.words): question for question in there}
    came, new, troubles = Came(), [], []
    for row in rows:
        same = said.get(fold(row.words))
        known = named.get(row.key) or same
        if known is None:
            new.append(row)
        elif same is not None and same.id != known.id:
            troubles.append(Trouble(row.line, row.words, wording.THERE_ALREADY))
        else:
            facts = {"words": row.words, "theme": row.theme, "stages": row.stages}
            changed = wording.change(known, by, facts)
            came.changed += changed
            came.same += not changed
    if troubles:
        raise RowsRefused(troubles)
    if len(there) + len(new) > wording.MOST_QUESTIONS:
        raise RuleBroken(f"A bank holds {wording.MOST_QUESTIONS:,} questions at most. Make another one.")
    came.new = _create_all(into, new, by)
    return came


def _create_all(into: QuestionSet, rows: list[BankRow], by: Person) -> int:
    made = [
        {"ref": new_ref(), "set": into, "theme": row.theme, "stages": row.stages, "words": row.words, "ours": True}
        for row in rows
    ]  # fmt: skip
    for some in _parts(made):
        Question.insert_many(some).execute()
        created = list(Question.select().where(Question.ref.in_([one["ref"] for one in some])))
        first = {"version": 1, "by": by, "at": clock.now()}
        QuestionWording.insert_many(
            [first | {"question": one, "words": one.words} for one in created]
        ).execute()
        placing.place_all(created)
    return len(made)


def _parts(rows: list[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    return (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))


def written(chosen: QuestionSet) -> str:
    """The questions of a bank or deck as a file that `bring` reads again as they are."""
    rows = list(
        Question.select().where(Question.set == chosen, Question.dropped_at.is_null()).order_by(Question.id)
    )
    if not chosen.is_deck:
        told = [(one.name, one.theme, one.stages, one.words) for one in rows]
        return sheets.written(sheets.BANK_COLUMNS, told)
    by_card = {f"{one.suit}-{one.rank}": one for one in rows}
    ordered = [by_card[card] for card in CARDS if card in by_card]
    return sheets.written(sheets.DECK_COLUMNS, [(one.suit, one.rank, one.words) for one in ordered])
