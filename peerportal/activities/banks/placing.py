"""Where the questions of banks lie, for every way of asking for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peerportal.activities.models import Question, QuestionPlace

ANY = ""
AT_ONCE = 1000  # rows in one statement


def places_of(question: Question) -> list[dict[str, Any]]:
    """The rows of a question: by its theme or any, by each of its stages or any. Cards and dropped ones have none."""
    if not question.theme or question.dropped_at is not None:
        return []
    here = {"set": question.set_id, "shuffle": question.shuffle, "question": question.id}
    stages = [ANY, *question.stages.split()]
    return [here | {"theme": theme, "stage": stage} for theme in (ANY, question.theme) for stage in stages]


def place(question: Question) -> None:
    """Lay a question where it can be drawn, and nowhere else; part of the verb that made or changed it."""
    take_away(question)
    place_all([question])


def place_all(questions: Iterable[Question]) -> None:
    """Lay questions that lie nowhere yet."""
    rows = [row for question in questions for row in places_of(question)]
    for at in range(0, len(rows), AT_ONCE):
        QuestionPlace.insert_many(rows[at : at + AT_ONCE]).execute()


def take_away(question: Question) -> None:
    """Let a question be drawn no more."""
    QuestionPlace.delete().where(QuestionPlace.question == question).execute()
