"""What coordinators do with banks and their questions: making, adding, changing. Each earlier wording stays."""

from __future__ import annotations

from typing import Any

from peerportal.activities.banks import placing, switching
from peerportal.activities.mechanics.cards import CARDS
from peerportal.activities.models import Question, QuestionSet, QuestionWording
from peerportal.activities.models.content import BANK, DECK
from peerportal.core import log
from peerportal.core.db import locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.people.models import Person

MOST_SETS = 40
MOST_QUESTIONS = 20_000  # in one bank
THERE_ALREADY = "This question is in the bank already."


def held_set(chosen: QuestionSet) -> QuestionSet:
    """The set as it stands now, its row locked until the transaction ends."""
    found: QuestionSet = locked(QuestionSet.select().where(QuestionSet.id == chosen.id)).get()
    return found


def make_bank(name: str, by: Person) -> QuestionSet:
    """An empty bank."""
    return _make(BANK, name, by)


def make_deck(name: str, questions: dict[str, str], by: Person) -> QuestionSet:
    """A deck with a question for each card, by the card's name."""
    with transaction():
        made = _make(DECK, name, by)
        for card in CARDS:
            suit, _, rank = card.partition("-")
            _create(made, by, {"words": questions[card], "suit": suit, "rank": rank})
        switching.show_decks()
    return made


def _make(shape: str, name: str, by: Person) -> QuestionSet:
    with transaction():
        if QuestionSet.select().count() >= MOST_SETS:
            raise RuleBroken(f"There are {MOST_SETS} banks and decks. Add to one that is there.")
        made: QuestionSet = QuestionSet.create(shape=shape, name=name)
        log.write(by.id, f"made a {shape}", "questions", made.ref, name)
    return made


def add(into: QuestionSet, by: Person, words: str, theme: str, stages: str) -> Question:
    """One more question in a bank; RuleBroken where it is there already."""
    with transaction():
        held = held_set(into)
        there = Question.set == held
        if Question.select().where(there, Question.words == words).exists():
            raise RuleBroken(THERE_ALREADY)
        if Question.select().where(there).count() >= MOST_QUESTIONS:
            raise RuleBroken(f"This bank holds {MOST_QUESTIONS:,} questions. Make another one.")
        made = _create(held, by, {"words": words, "theme": theme, "stages": stages})
        placing.place(made)
        log.write(by.id, "added a question", "question", made.ref, words)
    return made


def _create(into: QuestionSet, by: Person, facts: dict[str, Any]) -> Question:
    made: Question = Question.create(set=into, ours=True, **facts)
    QuestionWording.create(question=made, version=1, words=facts["words"], by=by)
    return made


def revise(question: Question, by: Person, version: int, words: str, theme: str, stages: str) -> bool:
    """Change a question of a bank; False when somebody else did since `version`. Its earlier wording stays."""
    with transaction():
        fresh = _held(question)
        if fresh.version != version:
            return False
        same = Question.select().where(Question.set == fresh.set_id, Question.words == words)
        if same.where(Question.id != fresh.id).exists():
            raise RuleBroken(THERE_ALREADY)
        if change(fresh, by, {"words": words, "theme": theme, "stages": stages}):
            log.write(by.id, "changed a question", "question", fresh.ref, words)
    return True


def reword_card(question: Question, by: Person, version: int, words: str) -> bool:
    """Have a card ask something else; False when somebody else changed it since `version`."""
    with transaction():
        fresh = _held(question)
        if fresh.version != version:
            return False
        if change(fresh, by, {"words": words}):
            log.write(by.id, "changed a card", "question", fresh.ref, words)
    return True


def _held(question: Question) -> Question:
    found: Question = locked(Question.select().where(Question.id == question.id)).get()
    return found


def change(fresh: Question, by: Person, wanted: dict[str, Any]) -> bool:
    """Write what differs, as the next version; whether anything did. Part of a verb that holds the question."""
    facts = {name: value for name, value in wanted.items() if getattr(fresh, name) != value}
    if not facts:
        return False
    version = fresh.version + 1
    QuestionWording.create(question=fresh, version=version, words=facts.get("words", fresh.words), by=by)
    Question.update(facts | {"version": version, "ours": True, "dropped_at": None}).where(
        Question.id == fresh.id
    ).execute()
    placing.place(Question.get_by_id(fresh.id))
    return True
