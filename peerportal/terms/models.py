"""The vocabulary: what people offer and seek, resolved to canonical terms, and what coordinators did to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from peewee import (
    SQL,
    AutoField,
    BooleanField,
    CharField,
    Check,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    JSONField,
    fn,
)

from peerportal.core import changes, clock
from peerportal.core.db import BaseModel, RefField, UTCDateTimeField, database, is_postgres, transaction
from peerportal.terms import hooks
from peerportal.terms.complete import complete
from peerportal.terms.known import ENOUGH, known
from peerportal.terms.normalise import Reading
from peerportal.terms.resolve import ALIAS, EXACT, Resolution, alternatives, resolve
from peerportal.terms.similarity import RELATED, reading

LONGEST_LABEL = 80
_COMPARED = 200  # at most so many terms are compared closely with a new one
_TURN = 0x7465726D  # the number of PostgreSQL's lock for whoever changes the vocabulary


def take_turn() -> None:
    """Let one transaction at a time change the vocabulary, to its end: what two add at once can then see each other.

    To be called before any row is locked, so that nobody who waits here holds what another one needs.
    """
    if is_postgres():  # SQLite's one write lock does it already
        database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_TURN,))


class Term(BaseModel):
    """One skill, topic or interest, or another way to write one.

    `key` is its normalised form; `into_id` the term it stands for since somebody merged it (never a term that is
    merged itself), None for itself. `uses` counts the words of profiles read as exactly this term, `hidden` those of
    them that say what somebody is going through. `own`: a coordinator said that it is read as itself.
    """

    id = AutoField()
    ref = RefField()
    label = CharField(max_length=80)
    key = CharField(max_length=200, unique=True)
    uses = IntegerField(default=0)
    made_at = UTCDateTimeField(default=clock.now)
    hidden = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    own = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    into_id = IntegerField(null=True, index=True)
    looked_at = UTCDateTimeField(null=True)

    @property
    def root_id(self) -> int:
        """The key of the term this one stands for, its own when it stands for itself."""
        return self.into_id or self.id

    @property
    def root(self) -> Term:
        """The term this one stands for."""
        return Term.get_by_id(self.into_id) if self.into_id else self

    @classmethod
    def spelt(cls, text: str) -> Term | None:
        """The term of exactly this spelling, whatever it stands for."""
        return cls.get_or_none(cls.key == reading(text).key)

    @classmethod
    def resolve(cls, text: str) -> Resolution:
        """What a cleaned text is understood as: as coordinators settled it, then by the vocabulary."""
        term = cls.spelt(text)
        if term is not None and (term.into_id or term.own):
            return Resolution(text, term.root.label, 1.0, ALIAS if term.into_id else EXACT)
        vocabulary = known(cls)
        found = resolve(text, vocabulary.all)
        others = vocabulary.said_all(found.alternatives)
        if found.asks:
            several = len(others) != 1 or len(found.alternatives) == 1
            return replace(found, alternatives=others) if several else Resolution(text, others[0], 1.0, ALIAS)
        label = vocabulary.said(found.label)
        return replace(found, label=label, alternatives=tuple(one for one in others if one != label))

    @classmethod
    def alternatives(cls, text: str) -> tuple[str, ...]:
        """Labels a text could mean besides itself."""
        vocabulary = known(cls)
        return vocabulary.said_all(alternatives(text, vocabulary.all))

    @classmethod
    def completions(cls, text: str, limit: int = 8) -> list[str]:
        """Labels for what has been typed so far, the likeliest first."""
        vocabulary = known(cls)
        return list(vocabulary.said_all(complete(text, vocabulary.all, limit)))

    @classmethod
    def most_used(cls, limit: int = 8) -> list[str]:
        """The labels most profiles name, but for what people are going through."""
        member = cls.alias()
        more = member.select(fn.SUM(member.uses - member.hidden)).where(member.into_id == cls.id)
        uses = cls.uses - cls.hidden + fn.COALESCE(more, 0)
        query: Any = (
            cls.select(cls.label)
            .where(cls.into_id.is_null(), uses > 0)
            .order_by(uses.desc(), cls.label)
            .limit(limit)
        )
        return [row[0] for row in query.tuples()]

    @classmethod
    def understand(cls, text: str) -> Term:
        """The term that a cleaned text is kept under.

        That of its own spelling when this stands for another term; a new one when it resembles nothing, or several.
        """
        return cls.taken(text)[0]

    @classmethod
    def taken(cls, text: str) -> tuple[Term, Resolution]:
        """The term a cleaned text is kept under, and what it is understood as."""
        found = cls.resolve(text)
        term = cls.spelt(text) if found.how == ALIAS else None
        if term is None or not term.into_id:
            term = cls.named(text if found.asks else found.label)
        return term, found

    @classmethod
    def named(cls, label: str) -> Term:
        """The term of exactly this label (however it is spelt), made and linked to its like when it is not there.

        Outside of a transaction it is made in one of its own, so that nobody waits longer than for that.
        """
        label = label[:LONGEST_LABEL]
        term = reading(label)
        found = cls.get_or_none(cls.key == term.key)
        if found is not None:
            return found
        with transaction():
            take_turn()
            return cls.get_or_none(cls.key == term.key) or cls._make(label, term)

    @classmethod
    def _make(cls, label: str, term: Reading) -> Term:
        """A new term, linked to its like; one that no label is like waits for a coordinator's look."""
        looked_at = clock.now() if term.key in known(cls).all.by_key else None
        cls.insert(label=label, key=term.key, looked_at=looked_at).on_conflict_ignore().execute()
        made = cls.get(cls.key == term.key)
        made.link_to_its_like()
        hooks.on_new_term()
        return made

    def link_to_its_like(self) -> None:
        """Store how near other terms are, in both directions: to what they stand for."""
        near = known(Term).used.near(reading(self.label), RELATED, limit=_COMPARED, candidates=_COMPARED)
        weights = {entry.key: round(score * 100) for score, entry in near if entry.key != self.key}
        rows: Any = Term.select(Term.id, Term.into_id, Term.key).where(Term.key.in_(list(weights))).tuples()
        found: dict[int, int] = {}
        for key, into, spelling in rows:
            root = into or key
            found[root] = max(weights[spelling], found.get(root, 0))
        found.pop(self.root_id, None)
        for other, weight in sorted(found.items()):
            TermLink.put(self.id, other, weight, over=False)

    @classmethod
    def count_use(cls, uses: Mapping[int, int], hidden: Mapping[int, int] | None = None) -> None:
        """So many more words of profiles (less, when negative) are read as these terms.

        `hidden` are those of them about what somebody is going through. One call a transaction, since the rows are
        locked in the order of their keys.
        """
        for key in sorted(uses):
            about = (hidden or {}).get(key, 0)
            if uses[key] or about:
                more = {cls.uses: cls.uses + uses[key], cls.hidden: cls.hidden + about}
                cls.update(more).where(cls.id == key).execute()


class TermLink(BaseModel):
    """Two terms that are near each other, in both directions; `weight` is their similarity in percent."""

    a = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    b = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    weight = IntegerField()

    class Meta:
        primary_key = CompositeKey("a", "b")
        constraints = [Check("weight BETWEEN 1 AND 100")]

    @classmethod
    def weight_of(cls, a: int, b: int) -> int:
        """How near the two are, in percent; 0 when they are not."""
        row = TermLink.get_or_none(cls.a == a, cls.b == b)
        return row.weight if row else 0

    @classmethod
    def put(cls, a: int, b: int, weight: int, *, over: bool = True) -> None:
        """Set how near the two are (0: not at all), in both directions; what is there stays unless `over`."""
        if over:
            TermLink.delete().where(((cls.a == a) & (cls.b == b)) | ((cls.a == b) & (cls.b == a))).execute()
        if weight:
            both = [(a, b, weight), (b, a, weight)]
            TermLink.insert_many(both, fields=[cls.a, cls.b, cls.weight]).on_conflict_ignore().execute()
        changes.record("term_link", a=a, b=b)


class TermDeed(BaseModel):
    """What a coordinator did to the vocabulary: `said` tells it, `before` holds what undoing it takes."""

    term_id: int
    other_id: int | None

    id = AutoField()
    ref = RefField()
    at = UTCDateTimeField(default=clock.now)
    by = IntegerField()
    kind = CharField(max_length=10)
    term = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    other = ForeignKeyField(Term, null=True, on_delete="CASCADE", lazy_load=False)
    said = CharField(max_length=250)
    before: Any = JSONField(default=dict)
    undone_at = UTCDateTimeField(null=True)


__all__ = ["ENOUGH", "LONGEST_LABEL", "Term", "TermDeed", "TermLink", "take_turn"]
