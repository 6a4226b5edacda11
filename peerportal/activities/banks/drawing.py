"""Drawing: the next question of the banks that a group has not had, and its own among them.

All questions lie in a circle, each at a random place that never changes. A group draws round it from where it drew
last; those it has had in this round, and those that its programme leaves out, are passed over. So a draw takes the
next row of an index, however many questions there are, and what is left is always found. Why: docs/decisions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import fn

from peerportal.activities.banks.placing import ANY
from peerportal.activities.models import (
    DrawnQuestion,
    OwnQuestion,
    Question,
    QuestionCursor,
    QuestionOff,
    QuestionPlace,
    QuestionSet,
    SetOff,
)
from peerportal.activities.models.content import BANK, new_shuffle
from peerportal.groups.models import Group

BEGINNING = -1  # before every place


@dataclass(frozen=True)
class Wanted:
    """What a group asks for: a theme and a stage, empty for any, or `own` for what it wrote itself."""

    theme: str = ANY
    stage: str = ANY
    own: bool = False


@dataclass(frozen=True)
class Found:
    """A question that was drawn, at its place in the circle: one of a bank, or one of the group's own."""

    shuffle: int
    question: Question | None = None
    own: OwnQuestion | None = None


def draw(group: Group, wanted: Wanted) -> Found | None:
    """The next question, noted as drawn; None when the group has had all that fit. The group is held."""
    at = _cursor(group)
    found = _next(group, wanted, at) or _next(group, wanted, BEGINNING)
    if found is None:
        return None
    if found.question is not None:
        DrawnQuestion.insert(group=group, question=found.question).execute()
    if found.own is not None:
        OwnQuestion.update(drawn=True).where(OwnQuestion.id == found.own.id).execute()
    moved = QuestionCursor.insert(group=group, shuffle=found.shuffle)
    moved.on_conflict(conflict_target=[QuestionCursor.group], preserve=[QuestionCursor.shuffle]).execute()
    return found


def is_left(group: Group, wanted: Wanted) -> bool:
    """Whether a question that fits has not been drawn."""
    return _next(group, wanted, BEGINNING) is not None


def is_any(group: Group, wanted: Wanted) -> bool:
    """Whether any question fits, drawn or not."""
    return bool(_own(group, wanted).exists()) or bool(_banked(group, wanted, BEGINNING, drawn_too=True))


def begin_anew(group: Group, wanted: Wanted) -> None:
    """Let the questions that fit be drawn once more; others that were drawn stay drawn. The group is held."""
    place = QuestionPlace
    fits = place.select(place.question).where(place.theme == wanted.theme, place.stage == wanted.stage)
    if not wanted.own:
        DrawnQuestion.delete().where(DrawnQuestion.group == group, DrawnQuestion.question.in_(fits)).execute()
    mine = _own(group, wanted).select(OwnQuestion.id)
    OwnQuestion.update(drawn=False).where(OwnQuestion.id.in_(mine)).execute()


def _cursor(group: Group) -> int:
    """Where the group drew last; somewhere at random before it ever did."""
    found: int | None = (
        QuestionCursor.select(QuestionCursor.shuffle).where(QuestionCursor.group == group).scalar()
    )
    return new_shuffle() if found is None else found


def _next(group: Group, wanted: Wanted, after: int) -> Found | None:
    fresh = _own(group, wanted).where(~OwnQuestion.drawn, OwnQuestion.shuffle > after)
    nearest = fresh.order_by(OwnQuestion.shuffle, OwnQuestion.id).first()
    found = [] if nearest is None else [Found(nearest.shuffle, own=nearest)]
    found += [Found(one.shuffle, question=one) for one in _banked(group, wanted, after)]
    return min(found, key=lambda one: one.shuffle, default=None)


def _own(group: Group, wanted: Wanted) -> Any:
    """The group's own questions that fit, as a query; one without a theme fits any, and each fits every stage."""
    query = OwnQuestion.select().where(OwnQuestion.group == group)
    if wanted.own or wanted.theme == ANY:
        return query
    return query.where(OwnQuestion.theme.in_([ANY, wanted.theme]))


def _banked(group: Group, wanted: Wanted, after: int, *, drawn_too: bool = False) -> list[Question]:
    """The next question of each bank of the group's programme; `drawn_too` counts those it has had as well."""
    if wanted.own:
        return []
    keys = [key for (key,) in firsts(group, wanted, after, drawn_too).tuples() if key is not None]
    return list(Question.select().where(Question.id.in_(keys))) if keys else []


def firsts(group: Group, wanted: Wanted, after: int, drawn_too: bool) -> Any:
    """The key of the next question in each bank that is not left out, as a query; null where a bank has none."""
    off = SetOff.select(SetOff.set).where(SetOff.programme == group.programme_id)
    of_set = _first_of_a_set(group, wanted, after, drawn_too)
    here = QuestionSet.shape == BANK, QuestionSet.id.not_in(off)
    return QuestionSet.select(of_set.alias("question")).where(*here)


def _first_of_a_set(group: Group, wanted: Wanted, after: int, drawn_too: bool) -> Any:
    """The key of the first question after a place in the set of the outer query: the next row of its index."""
    place: Any = QuestionPlace.alias("place")
    left_out = fn.EXISTS(
        QuestionOff.select(1).where(
            QuestionOff.programme == group.programme_id, QuestionOff.question == place.question
        )
    )
    here = [place.set == QuestionSet.id, place.theme == wanted.theme, place.stage == wanted.stage]
    query = place.select(place.question).where(*here, place.shuffle > after, ~left_out)
    if not drawn_too:
        had = DrawnQuestion.select(1).where(
            DrawnQuestion.group == group, DrawnQuestion.question == place.question
        )
        query = query.where(~fn.EXISTS(had))
    return query.order_by(place.shuffle, place.question).limit(1)
