"""Banks, decks and their questions as coordinators look through them. Never what a group drew, or wrote itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, Case, fn

from peerportal.activities import texts
from peerportal.activities.banks.switching import kinds_off
from peerportal.activities.kind import Kind
from peerportal.activities.kinds import KINDS
from peerportal.activities.mechanics.cards import CARDS
from peerportal.activities.models import Question, QuestionOff, QuestionSet, QuestionWording, SetOff
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

A_PAGE = 52  # so that a deck is one page
ALL, OFF, OURS = "", "off", "ours"
SHOWN = {ALL: "All", OFF: "Switched off", OURS: "Added or changed here"}
PORTAL = "The portal"


@dataclass(frozen=True)
class KindLine:
    """A kind of activity, and whether groups can begin it."""

    kind: Kind
    name: str
    is_on: bool


@dataclass(frozen=True)
class SetLine:
    """A bank or deck, how many questions it holds, how many of these are switched off, and whether it is drawn from."""

    set: QuestionSet
    questions: int
    off: int
    is_on: bool


@dataclass(frozen=True)
class Line:
    """A question, and whether it is drawn."""

    question: Question
    is_on: bool


@dataclass(frozen=True)
class Roll:
    """One page of questions. `counts` says how many fit the other filters, by what can be shown of them."""

    lines: list[Line]
    counts: dict[str, int]
    page: int
    last: int


@dataclass(frozen=True)
class Version:
    """One wording of a question, by whom and when."""

    version: int
    words: str
    by: str
    at: dt.datetime


def kinds(programme: Programme) -> list[KindLine]:
    """All kinds in the order of the shelf."""
    off = kinds_off(programme.id)
    return [KindLine(kind, texts.of(key).name, key not in off) for key, kind in KINDS.items()]


def sets(programme: Programme) -> list[SetLine]:
    """All banks and decks with their counts: one query."""
    query: Any = _with_off(QuestionSet.select(*_columns()), programme)
    joined = query.join(SetOff, JOIN.LEFT_OUTER, on=_off_set(programme)).group_by(QuestionSet.id, SetOff.set)
    rows = joined.order_by(QuestionSet.shape, QuestionSet.id)
    return [SetLine(row, row.questions, row.off, row.left_out is None) for row in rows.objects()]


def _columns() -> list[Any]:
    off = fn.COUNT(QuestionOff.question).alias("off")
    return [QuestionSet, fn.COUNT(Question.id).alias("questions"), off, SetOff.set.alias("left_out")]


def _with_off(query: Any, programme: Programme) -> Any:
    there = (Question.set == QuestionSet.id) & Question.dropped_at.is_null()
    query = query.join(Question, JOIN.LEFT_OUTER, on=there)
    return query.join(QuestionOff, JOIN.LEFT_OUTER, on=_off_question(programme)).switch(QuestionSet)


def _off_question(programme: Programme) -> Any:
    return (QuestionOff.question == Question.id) & (QuestionOff.programme == programme)


def _off_set(programme: Programme) -> Any:
    return (SetOff.set == QuestionSet.id) & (SetOff.programme == programme)


def is_set_on(programme: Programme, chosen: QuestionSet) -> bool:
    """Whether the programme draws from it."""
    return not SetOff.select().where(SetOff.programme == programme, SetOff.set == chosen).exists()


@dataclass(frozen=True)
class Filter:
    """Which questions to show: those that hold these words, of a theme, for a stage."""

    words: str = ""
    theme: str = ""
    stage: str = ""
    shown: str = ALL


def look_through(programme: Programme, chosen: QuestionSet, wanted: Filter, page: int) -> Roll:
    """One page of the questions of a bank or deck: two queries, whatever their number."""
    off = Case(None, [(QuestionOff.question.is_null(), 0)], 1)
    query: Any = Question.select().join(QuestionOff, JOIN.LEFT_OUTER, on=_off_question(programme))
    query = query.where(Question.set == chosen, Question.dropped_at.is_null(), *_fits(wanted))
    kinds = {ALL: Question.id > 0, OFF: off == 1, OURS: Question.ours}
    counted = [fn.COALESCE(fn.SUM(Case(None, [(fits, 1)], 0)), 0) for fits in kinds.values()]
    counts = dict(zip(kinds, query.select(*counted).tuples().get(), strict=True))
    last = max(1, -(-counts[wanted.shown] // A_PAGE))
    page = min(page, last)
    rows = query.where(kinds[wanted.shown]).select(Question, off.alias("off")).order_by(*_order(chosen))
    found = rows.paginate(page, A_PAGE).objects()
    return Roll([Line(row, not row.off) for row in found], counts, page, last)


def _fits(wanted: Filter) -> list[Any]:
    fits = [Question.words.contains(wanted.words)] if wanted.words else []
    fits += [Question.theme == wanted.theme] if wanted.theme else []
    return fits + ([Question.stages.contains(wanted.stage)] if wanted.stage else [])


def _order(chosen: QuestionSet) -> list[Any]:
    if not chosen.is_deck:
        return [Question.theme, Question.id]
    card = Question.suit.concat("-").concat(Question.rank)
    return [Case(card, [(name, place) for place, name in enumerate(CARDS)], len(CARDS))]


def is_question_on(programme: Programme, question: Question) -> bool:
    """Whether the programme draws it."""
    here = QuestionOff.programme == programme, QuestionOff.question == question
    return not QuestionOff.select().where(*here).exists()


def versions(question: Question) -> list[Version]:
    """Every wording it had, the newest first, with who wrote it."""
    query: Any = QuestionWording.select(QuestionWording, Person.name.alias("name"))
    query = query.join(Person, JOIN.LEFT_OUTER, on=(Person.id == QuestionWording.by))
    rows = query.where(QuestionWording.question == question).order_by(QuestionWording.version.desc())
    return [Version(row.version, row.words, row.name or PORTAL, row.at) for row in rows.objects()]


def banks() -> list[QuestionSet]:
    """The banks that a question can be taken into."""
    return list(QuestionSet.select().where(QuestionSet.shape == "bank").order_by(QuestionSet.id))
