"""What a programme leaves out: kinds of activities, whole banks and decks, single questions."""

from __future__ import annotations

from typing import Any

from peerportal.activities import texts
from peerportal.activities.kind import Kind
from peerportal.activities.models import (
    ActivitySession,
    KindOff,
    Question,
    QuestionOff,
    QuestionSet,
    SetOff,
)
from peerportal.activities.models.session import OPEN
from peerportal.core import log
from peerportal.core.db import transaction
from peerportal.people.models import Person
from peerportal.programmes.models import Programme


def switch_kind(programme: Programme, kind: Kind, by: Person, *, on: bool) -> None:
    """Let groups begin this activity, or not; what has begun goes on. Switching twice is once."""
    row = {"programme": programme.id, "kind": kind.key}
    _switch(KindOff, row, by, on, "activity", programme.ref, texts.of(kind.key).name)


def switch_set(programme: Programme, chosen: QuestionSet, by: Person, *, on: bool) -> None:
    """Draw from this bank or deck, or not."""
    row = {"programme": programme.id, "set": chosen.id}
    with transaction():
        _switch(SetOff, row, by, on, "questions", chosen.ref, chosen.name)
        if chosen.is_deck:
            show_decks()


def show_decks() -> None:
    """Have the open pages on which a deck is chosen show which ones there are now; part of the verb that changed it."""
    choosing = ActivitySession.kind == "deck", ActivitySession.state == OPEN
    ActivitySession.update(moved=ActivitySession.moved + 1).where(*choosing).execute()


def switch_question(programme: Programme, question: Question, by: Person, *, on: bool) -> None:
    """Draw this question, or not."""
    row = {"programme": programme.id, "question": question.id}
    _switch(QuestionOff, row, by, on, "question", question.ref, question.words)


def _switch(table: Any, row: dict[str, Any], by: Person, on: bool, kind: str, ref: str, reason: str) -> None:
    with transaction():
        if on:
            here = [getattr(table, name) == value for name, value in row.items()]
            changed = table.delete().where(*here).execute()
        else:
            there = table.select().where(*[getattr(table, name) == value for name, value in row.items()])
            changed = not there.exists()
            table.insert(row).on_conflict_ignore().execute()
        if changed:
            log.write(by.id, f"switched {'on' if on else 'off'}", kind, ref, reason)


def kinds_off(programme_id: int) -> set[str]:
    """The keys of the kinds that a programme leaves out."""
    rows: Any = KindOff.select(KindOff.kind).where(KindOff.programme == programme_id).tuples()
    return {key for (key,) in rows}
