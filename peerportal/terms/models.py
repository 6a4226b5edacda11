"""The vocabulary: what people offer and seek, resolved to canonical terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peewee import AutoField, CharField, Check, CompositeKey, ForeignKeyField, IntegerField

from peerportal.core import changes, clock
from peerportal.core.db import BaseModel, RefField, UTCDateTimeField, transaction
from peerportal.terms.complete import complete
from peerportal.terms.known import known
from peerportal.terms.normalise import Reading
from peerportal.terms.resolve import ALIAS, Resolution, alternatives, resolve
from peerportal.terms.similarity import RELATED, reading

LONGEST_LABEL = 80
_COMPARED = 200  # at most so many terms are compared closely with a new one


class Term(BaseModel):
    """One canonical skill, topic or interest. `key` is its normalised form; `uses` counts the profiles naming it."""

    id = AutoField()
    ref = RefField()
    label = CharField(max_length=80)
    key = CharField(max_length=200, unique=True)
    uses = IntegerField(default=0)
    made_at = UTCDateTimeField(default=clock.now)

    @classmethod
    def resolve(cls, text: str) -> Resolution:
        """What a cleaned text is understood as: by the organisation's aliases first, then by the vocabulary."""
        alias = TermAlias.term_of(reading(text))
        if alias is not None:
            return Resolution(text, alias.label, 1.0, ALIAS)
        return resolve(text, known(cls).all)

    @classmethod
    def alternatives(cls, text: str) -> tuple[str, ...]:
        """Labels a text could mean besides itself."""
        return alternatives(text, known(cls).all)

    @classmethod
    def completions(cls, text: str, limit: int = 8) -> list[str]:
        """Labels for what has been typed so far, the likeliest first."""
        return complete(text, known(cls).all, limit)

    @classmethod
    def most_used(cls, limit: int = 8) -> list[str]:
        """The labels most profiles name."""
        query: Any = (
            cls.select(cls.label).where(cls.uses > 0).order_by(cls.uses.desc(), cls.label).limit(limit)
        )
        return [row[0] for row in query.tuples()]

    @classmethod
    def understand(cls, text: str) -> Term:
        """The term a person means by a cleaned text; a new one when it resembles nothing, or several things."""
        found = cls.resolve(text)
        return cls.named(text if found.asks else found.label)

    @classmethod
    def named(cls, label: str) -> Term:
        """The term of exactly this label (however it is spelt), made and linked to its like when it is not there."""
        label = label[:LONGEST_LABEL]
        term = reading(label)
        with transaction():
            found = cls.get_or_none(cls.key == term.key)
            return found or cls._make(label, term)

    @classmethod
    def _make(cls, label: str, term: Reading) -> Term:
        near = known(cls).used.near(term, RELATED, limit=_COMPARED, candidates=_COMPARED)
        cls.insert(label=label, key=term.key).on_conflict_ignore().execute()
        made = cls.get(cls.key == term.key)
        made._link((entry.key, round(score * 100)) for score, entry in near if entry.key != made.key)
        return made

    def _link(self, near: Iterable[tuple[str, int]]) -> None:
        """Store how near other terms are, in both directions."""
        weights = dict(near)
        if not weights:
            return
        others: Any = (
            Term.select(Term.id, Term.key).where(Term.key.in_(list(weights))).order_by(Term.id).tuples()
        )
        pairs: list[tuple[int, int]] = [(row[0], weights[row[1]]) for row in others]
        rows = [
            row for other, weight in pairs for row in ((self.id, other, weight), (other, self.id, weight))
        ]
        if rows:
            TermLink.insert_many(
                rows, fields=[TermLink.a, TermLink.b, TermLink.weight]
            ).on_conflict_ignore().execute()
        for other, _ in pairs:
            changes.record("term_link", a=self.id, b=other)

    @classmethod
    def count_use(cls, term_id: int, by: int) -> None:
        """One profile more (or less, -1) names this term."""
        cls.update(uses=cls.uses + by).where(cls.id == term_id).execute()


class TermAlias(BaseModel):
    """Another way to write a term; `key` is its normalised form."""

    id = AutoField()
    term = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    label = CharField(max_length=80)
    key = CharField(max_length=200, unique=True)

    @classmethod
    def term_of(cls, term: Reading) -> Any:
        """The term this way of writing stands for, or None."""
        return Term.select(Term).join(cls).where(cls.key == term.key).get_or_none()


class TermLink(BaseModel):
    """Two terms that are near each other, in both directions; `weight` is their similarity in percent."""

    a = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    b = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    weight = IntegerField()

    class Meta:
        primary_key = CompositeKey("a", "b")
        constraints = [Check("weight BETWEEN 1 AND 100")]
