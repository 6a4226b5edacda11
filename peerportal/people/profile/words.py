"""What a person offers, seeks, likes and is going through: their own words, and the term each was understood as."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from peerportal.core import changes, clock
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.core.text import fold
from peerportal.people.models import Person, PersonTerm, Profile
from peerportal.people.models.profile import FACETS, MOST_TERMS
from peerportal.terms.models import Term


@dataclass(frozen=True)
class Word:
    """One word of a profile as its owner sees it; `ref` is the term's."""

    ref: str
    typed: str
    label: str
    asks: tuple[str, ...] = field(default=())

    @property
    def understood(self) -> str:
        """The term's label where it is not just what was typed."""
        return "" if fold(self.typed) == fold(self.label) else self.label


def words_of(person: Person) -> dict[str, list[Word]]:
    """The person's words by facet, in the order they were given: one query."""
    rows: Any = (
        PersonTerm.select(PersonTerm.facet, PersonTerm.typed, Term.ref, Term.label)
        .join(Term)
        .where(PersonTerm.person == person.id)
        .order_by(PersonTerm.position, PersonTerm.id)
        .tuples()
    )
    found: dict[str, list[Word]] = {facet: [] for facet in FACETS}
    for facet, typed, ref, label in rows:
        found[facet].append(Word(ref, typed, label))
    return found


def add(person: Person, facet: str, typed: str) -> Word:
    """Take one more word; the answer says as what, and what else it could mean. The same term twice is taken once."""
    found = Term.resolve(typed)
    with transaction():
        term = Term.named(typed if found.asks else found.label)
        held = PersonTerm.select().where(PersonTerm.person == person.id, PersonTerm.facet == facet)
        position = held.count()
        if position >= MOST_TERMS:
            raise RuleBroken(f"{MOST_TERMS} are enough: please remove one first.")
        _insert(person, facet, term, typed, position)
        _note(person)
    return Word(term.ref, typed, term.label, found.alternatives if found.asks else ())


def add_all(person: Person, given: list[tuple[str, str]]) -> list[Word]:
    """Take several words, each with its facet, or none of them."""
    with transaction():
        return [add(person, facet, typed) for facet, typed in given]


def asked(person: Person, facet: str, ref: str) -> Word | None:
    """The word of this term with what else it could mean, while its owner has not said."""
    for word in words_of(person).get(facet, []):
        if word.ref == ref:
            return Word(word.ref, word.typed, word.label, Term.alternatives(word.typed))
    return None


def drop(person: Person, facet: str, ref: str) -> None:
    """Take a word away; not having it is fine."""
    with transaction():
        term = Term.get_or_none(Term.ref == ref)
        if term is not None and _delete(person, facet, term):
            _note(person)


def understand_as(person: Person, facet: str, ref: str, label: str) -> Word | None:
    """Let the word mean another label, or itself when no label is given; None when the person has no such word."""
    with transaction():
        term = Term.get_or_none(Term.ref == ref)
        row = _row(person, facet, term) if term is not None else None
        if row is None or term is None:
            return None
        meant = Term.named(label or row.typed)
        if meant.id != term.id:
            _delete(person, facet, term)
            _insert(person, facet, meant, row.typed, row.position)
            _note(person)
        return Word(meant.ref, row.typed, meant.label)


def _row(person: Person, facet: str, term: Term) -> Any:
    return PersonTerm.get_or_none(
        PersonTerm.person == person.id, PersonTerm.facet == facet, PersonTerm.term == term
    )


def _insert(person: Person, facet: str, term: Term, typed: str, position: int) -> None:
    """Hold the term once, and count its use only then (two clicks at once hold it once)."""
    new = PersonTerm.insert(person=person.id, facet=facet, term=term, typed=typed, position=position)
    if list(new.on_conflict_ignore().returning(PersonTerm.id).tuples().execute()):
        Term.count_use(term.id, +1)


def _delete(person: Person, facet: str, term: Term) -> bool:
    gone = (
        PersonTerm.delete()
        .where(PersonTerm.person == person.id, PersonTerm.facet == facet, PersonTerm.term == term)
        .execute()
    )
    if gone:
        Term.count_use(term.id, -1)
    return bool(gone)


def _note(person: Person) -> None:
    Profile.insert(person=person.id).on_conflict_ignore().execute()
    Profile.update(changed_at=clock.now()).where(Profile.person == person.id).execute()
    changes.record("terms", person.id)
