"""Pairs of terms that mean nearly the same though no word shows it: proposed to coordinators, who decide.

Each term's vector is worked out once, by a job after the term was made, and kept; what is near it is proposed. A
proposal changes nothing until a coordinator accepts it. With the semantic layer off nothing here is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from peewee import AutoField, BlobField, CharField, Check, ForeignKeyField, IntegerField

from peerportal.core import clock, jobs
from peerportal.core.db import BaseModel, RefField, UTCDateTimeField, transaction
from peerportal.terms import hooks, semantic
from peerportal.terms.listing import seen
from peerportal.terms.models import Term, TermLink
from peerportal.terms.relating import SOME, parted, relate
from peerportal.terms.similarity import reading

JOB = "propose_terms"
LEAST = 0.45  # cosine; docs/decisions/0016 has what it lets through
MOST = 2  # proposals for a new term
_LOOKED_AT = 40
_LETTERS, _SHORT, _BEGINNING = 2, 4, 5  # letters
AT_ONCE = 200  # terms a job works on
_MINUTE, _HOUR = 60, 3600


class TermVector(BaseModel):
    """What a model makes of a term's label: SIZE numbers of two bytes, of length 1."""

    term_id: int

    term = ForeignKeyField(Term, primary_key=True, on_delete="CASCADE", lazy_load=False)
    model = CharField(max_length=40)
    vector: Any = BlobField()

    @classmethod
    def keep(cls, term: int, vector: semantic.Vectors) -> None:
        """Keep it, in the place of what another model made."""
        row = {"term": term, "model": semantic.MODEL, "vector": vector.astype("<f2").tobytes()}
        cls.insert(row).on_conflict(conflict_target=[cls.term], update=row).execute()


class TermProposal(BaseModel):
    """Two terms (`a` the older one) that may be related; `score` is their nearness in percent."""

    a_id: int
    b_id: int

    id = AutoField()
    ref = RefField()
    a = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    b = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    score = IntegerField()
    made_at = UTCDateTimeField(default=clock.now)
    dismissed_at = UTCDateTimeField(null=True)

    class Meta:
        indexes = ((("a", "b"), True),)
        constraints = [Check("score BETWEEN 1 AND 100"), Check("a_id < b_id")]

    @classmethod
    def waiting(cls, limit: int = 20) -> list[Proposed]:
        """What waits for a coordinator, the nearest first; without terms that coordinators are not shown."""
        rows = list(
            cls.select()
            .where(cls.dismissed_at.is_null())
            .order_by(cls.score.desc(), cls.id)
            .limit(10 * limit)
        )
        shown = {term.id: term for term in seen([key for row in rows for key in (row.a_id, row.b_id)])}
        found = [
            Proposed(row.ref, shown[row.a_id], shown[row.b_id], row)
            for row in rows
            if row.a_id in shown and row.b_id in shown
        ]
        return found[:limit]

    def accept(self, by: int) -> None:
        """Relate the two as a coordinator's deed; RuleBroken when they are one, or related by now."""
        with transaction():
            a, b = Term.get_by_id(self.a_id), Term.get_by_id(self.b_id)
            self.delete_instance()
            relate(a, b, SOME, by)

    def dismiss(self) -> None:
        """Propose these two no more."""
        still = (TermProposal.id == self.id) & TermProposal.dismissed_at.is_null()
        TermProposal.update(dismissed_at=clock.now()).where(still).execute()


@dataclass(frozen=True)
class Proposed:
    """One proposal as a page shows it."""

    ref: str
    a: Term
    b: Term
    row: TermProposal


def ask() -> None:
    """Have new terms looked at by and by, all of a minute together; part of the transaction that makes one."""
    if semantic.is_on():
        minute = int(clock.timestamp() // _MINUTE)
        jobs.enqueue(JOB, delay=_MINUTE, key=f"{JOB}:new:{minute}")


hooks.when_a_term_is_made(ask)


@jobs.handler(JOB)
def propose(payload: dict[str, Any]) -> None:
    """Work out the vectors that are missing, and propose what is near each; more at the next turn if there are many."""
    if not semantic.is_on():
        return
    known = TermVector.select(TermVector.term).where(TermVector.model == semantic.MODEL)
    missing = list(Term.select().where(Term.id.not_in(known)).order_by(Term.id).limit(AT_ONCE))
    vectors = semantic.vectors([term.label for term in missing]) if missing else None
    if vectors is None:
        return
    with transaction():
        for term, vector in zip(missing, vectors, strict=True):
            TermVector.keep(term.id, vector)
        _propose_near({term.id for term in missing})
    if len(missing) == AT_ONCE:
        jobs.enqueue(JOB)


jobs.every(JOB, _HOUR)


def _propose_near(new: set[int]) -> None:
    keys, labels, vectors = _kept()
    rows = [row for row, key in enumerate(keys) if key in new]
    for row in rows:
        near = vectors @ vectors[row]
        near[row] = 0
        best = np.argsort(-near, kind="stable")[:_LOOKED_AT].tolist()
        found = [at for at in best if near[at] >= LEAST and _only_meaning_shows(labels[row], labels[at])]
        _write(keys[row], [(keys[at], float(near[at])) for at in found])


def _only_meaning_shows(a: str, b: str) -> bool:
    """Whether these two are for the model to judge; names of one or two letters (C, R, Go) mean nothing to it."""
    return min(len(a), len(b)) > _LETTERS and not share_a_word(a, b)


def share_a_word(a: str, b: str) -> bool:
    """Whether two labels have a word in common, or two words of one beginning: what words show is judged by words."""
    words, others = reading(a).words, reading(b).words
    return any(
        one == other or (min(len(one), len(other)) >= _SHORT and one[:_BEGINNING] == other[:_BEGINNING])
        for one in words
        for other in others
    )


def _kept() -> tuple[list[int], list[str], semantic.Vectors]:
    """Every standing term with its label and vector."""
    query: Any = (
        TermVector.select(TermVector.term, Term.label, TermVector.vector)
        .join(Term)
        .where(TermVector.model == semantic.MODEL, Term.into_id.is_null())
        .order_by(TermVector.term)
    )
    rows = list(query.tuples())
    packed = b"".join(bytes(vector) for _, _, vector in rows)
    found = np.frombuffer(packed, dtype="<f2").reshape(len(rows), semantic.SIZE).astype(np.float32)
    return [key for key, _, _ in rows], [label for _, label, _ in rows], found


def _write(term: int, near: list[tuple[int, float]]) -> None:
    for other, score in list(_unsaid(term, near))[:MOST]:
        low, high = sorted((term, other))
        percent = min(100, round(score * 100))
        TermProposal.insert(a=low, b=high, score=percent).on_conflict_ignore().execute()


def _unsaid(term: int, near: list[tuple[int, float]]) -> Iterator[tuple[int, float]]:
    """Those that nobody has related to the term, or taken apart from it, and that words do not link."""
    linked: Any = TermLink.select(TermLink.b).where(TermLink.a == term).tuples()
    said = {other for (other,) in linked} | parted(term)
    return ((other, score) for other, score in near if other not in said)
