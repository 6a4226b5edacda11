"""The questions and cards that come with the portal: read from their files, and brought into the database.

A new release brings its wordings as new versions. What a coordinator changed stays as they want it.
"""

from __future__ import annotations

import csv
import logging
from dataclasses import dataclass
from functools import cache
from typing import Any

from peerportal.activities.banks import placing
from peerportal.activities.models import Question, QuestionSet, QuestionWording
from peerportal.activities.models.content import BANK, DECK
from peerportal.activities.texts import CONTENT, LANGUAGE
from peerportal.core import clock
from peerportal.core.db import locked, transaction
from peerportal.groups.starters import THEMES

FILES = {"questions": (BANK, "Questions of the portal"), "deck": (DECK, "Cards of the portal")}
logger = logging.getLogger("peerportal")


@dataclass(frozen=True)
class Shipped:
    """A question as a file of the portal words it."""

    key: str
    words: str
    theme: str = ""
    stages: str = ""
    suit: str = ""
    rank: str = ""

    def facts(self) -> dict[str, Any]:
        """What of it is kept, by column."""
        return vars(self).copy()


@cache
def shipped(key: str) -> tuple[Shipped, ...]:
    """The questions of the file with this name, in its order."""
    with (CONTENT / LANGUAGE / f"{key}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Shipped(**({"key": f"{row['suit']}-{row['rank']}"} | row) if "suit" in row else row) for row in rows
    )


def to_print() -> dict[str, Any]:
    """A question of each theme, for a sheet of paper."""
    first = {one.theme: one.words for one in reversed(shipped("questions"))}
    return {"questions": [first[theme] for theme in THEMES]}


def load() -> int:
    """Bring the shipped questions into the database; returns how many were new or changed. Twice is once."""
    with transaction():
        return sum(bring(key, shipped(key)) for key in FILES)


def bring(key: str, questions: tuple[Shipped, ...]) -> int:
    """Bring the questions of one file; part of a transaction. Returns how many were new or changed."""
    into = _held_set(key)
    there = {row.key: row for row in Question.select().where(Question.set == into)}
    changed = sum(_take(into, there.get(one.key), one) for one in questions)
    kept = {one.key for one in questions}
    gone = [row for row in there.values() if row.key and row.key not in kept]
    return changed + sum(_drop(row) for row in gone if not row.ours and row.dropped_at is None)


def _held_set(key: str) -> QuestionSet:
    """The set of this file, made when it is not there; whoever else loads at this moment waits."""
    shape, name = FILES[key]
    QuestionSet.insert(key=key, shape=shape, name=name).on_conflict_ignore().execute()
    found: QuestionSet = locked(QuestionSet.select().where(QuestionSet.key == key)).get()
    return found


def _take(into: QuestionSet, row: Question | None, one: Shipped) -> bool:
    if row is None:
        made = Question.create(set=into, **one.facts())
        QuestionWording.create(question=made, version=1, words=one.words)
        placing.place(made)
        return True
    facts = {name: value for name, value in one.facts().items() if getattr(row, name) != value}
    if row.ours or (not facts and row.dropped_at is None):
        return False
    if "words" in facts:
        facts["version"] = row.version + 1
        QuestionWording.create(question=row, version=row.version + 1, words=one.words)
    Question.update(facts | {"dropped_at": None}).where(Question.id == row.id).execute()
    placing.place(Question.get_by_id(row.id))
    return True


def _drop(row: Question) -> bool:
    """Draw one no more that the portal comes without from now on; its wordings stay."""
    Question.update(dropped_at=clock.now()).where(Question.id == row.id).execute()
    placing.take_away(row)
    return True


def load_at_start(_app: object) -> None:
    """What the server does before it answers: nothing, unless a release brought other questions."""
    changed = load()
    if changed:
        logger.warning("%s questions of activities came with this release.", changed)
