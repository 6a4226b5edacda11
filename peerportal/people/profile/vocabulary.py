"""What the vocabulary may know of the words in profiles: how many and how they are spelt, never whose they are.

What somebody is going through is left out of every count and list here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from peewee import fn

from peerportal.core.db import locked
from peerportal.people.models import Person, PersonTerm
from peerportal.people.models.profile import SITUATION
from peerportal.terms.models import Term
from peerportal.terms.similarity import reading

_AT_ONCE = 500


def _naming(terms: Collection[int]) -> Any:
    return PersonTerm.term.in_(list(terms)) & (PersonTerm.facet != SITUATION)


def profiles(terms: Collection[int]) -> int:
    """How many profiles name one of these terms."""
    counted: Any = PersonTerm.select(fn.COUNT(fn.DISTINCT(PersonTerm.person))).where(_naming(terms))
    return int(counted.scalar() or 0)


def profiles_naming_both(terms: Collection[int], others: Collection[int]) -> int:
    """How many profiles name one of these and one of those in the same list."""
    other: Any = PersonTerm.alias()
    beside = other.select(other.id).where(
        other.person == PersonTerm.person, other.facet == PersonTerm.facet, other.term.in_(list(others))
    )
    counted: Any = PersonTerm.select(fn.COUNT(fn.DISTINCT(PersonTerm.person)))
    return int(counted.where(_naming(terms) & fn.EXISTS(beside)).scalar() or 0)


def spellings(terms: Collection[int], limit: int) -> list[tuple[str, int]]:
    """How these terms are written, and how often, the most frequent first."""
    number = fn.COUNT(PersonTerm.id)
    query: Any = PersonTerm.select(PersonTerm.typed, number).where(_naming(terms)).group_by(PersonTerm.typed)
    return list(query.order_by(number.desc(), PersonTerm.typed).limit(limit).tuples())


def follow(terms: Collection[int], to: int, key: str) -> int:
    """Let every word of these terms that is read as `key` mean the term `to`; returns how many did.

    Whoever has `to` in the same list already keeps the word as it is. The import of a roster locks everybody first,
    so people come first here, too.
    """
    written: Any = PersonTerm.select(PersonTerm.typed).where(PersonTerm.term.in_(list(terms))).distinct()
    typed = [text for (text,) in written.tuples() if reading(text).key == key]
    held: Any = PersonTerm.alias()
    there = held.select(held.id).where(
        held.person == PersonTerm.person, held.facet == PersonTerm.facet, held.term == to
    )
    first: Any = PersonTerm.select(fn.MIN(PersonTerm.id), PersonTerm.person)
    first = first.where(
        PersonTerm.term.in_(list(terms)), PersonTerm.typed.in_(typed), ~fn.EXISTS(there)
    ).group_by(PersonTerm.person, PersonTerm.facet)
    rows = list(first.tuples()) if typed else []
    return _move(rows, to)


def _move(rows: list[tuple[int, int]], to: int) -> int:
    uses: Counter[int] = Counter()
    hidden: Counter[int] = Counter()
    rows.sort(key=lambda row: row[1])
    some = [rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)]
    for part in some:
        theirs = Person.select(Person.id).where(Person.id.in_([person for _, person in part]))
        list(locked(theirs.order_by(Person.id)).tuples())
    for part in some:
        # A word that its owner took away or changed in the meantime is no longer there to follow.
        chosen = PersonTerm.select(PersonTerm.id, PersonTerm.term, PersonTerm.facet).where(
            PersonTerm.id.in_([key for key, _ in part])
        )
        for _, term, facet in list(locked(chosen.order_by(PersonTerm.id)).tuples()):
            uses.update({term: -1, to: 1})
            hidden.update({term: -1, to: 1} if facet == SITUATION else {})
        PersonTerm.update(term=to).where(PersonTerm.id.in_([key for key, _ in part])).execute()
    Term.count_use(uses, hidden)
    return len(rows)


def names(people: Collection[int]) -> dict[int, str]:
    """The names of these people, by key."""
    query: Any = Person.select(Person.id, Person.name).where(Person.id.in_(list(people)))
    return dict(query.tuples())
