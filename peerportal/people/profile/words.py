"""What a person offers, seeks, likes and is going through: their own words, and the term each was understood as."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from peewee import fn

from peerportal.core import changes, clock
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.core.text import fold
from peerportal.people.models import Person, PersonTerm, Profile
from peerportal.people.models.profile import FACETS, MOST_TERMS, SITUATION
from peerportal.terms.models import Term
from peerportal.terms.resolve import Resolution

MOST_AT_ONCE = len(FACETS) * MOST_TERMS


@dataclass(frozen=True)
class Word:
    """One word of a profile as its owner sees it.

    `ref` is that of the term it is kept under, `label` the name of the one it is understood as; `settled` when a
    coordinator said so for everybody.
    """

    ref: str
    typed: str
    label: str
    asks: tuple[str, ...] = field(default=())
    settled: bool = False

    @property
    def understood(self) -> str:
        """The term's label where it is not just what was typed."""
        return "" if fold(self.typed) == fold(self.label) else self.label


def words_of(person: Person) -> dict[str, list[Word]]:
    """The person's words by facet, in the order they were given: one query."""
    root: Any = Term.alias()
    rows: Any = (
        PersonTerm.select(PersonTerm.facet, PersonTerm.typed, Term.ref, root.label, Term.into_id)
        .join(Term)
        .join(root, on=(root.id == fn.COALESCE(Term.into_id, Term.id)))
        .where(PersonTerm.person == person.id)
        .order_by(PersonTerm.position, PersonTerm.id)
        .tuples()
    )
    found: dict[str, list[Word]] = {facet: [] for facet in FACETS}
    for facet, typed, ref, label, into in rows:
        found[facet].append(Word(ref, typed, label, settled=into is not None))
    return found


def add(person: Person, facet: str, typed: str) -> Word:
    """Take one more word; the answer says as what, and what else it could mean. The same term twice is taken once."""
    return add_all(person, [(facet, typed)])[0]


def add_all(person: Person, given: list[tuple[str, str]]) -> list[Word]:
    """Take several words, each with its facet, or none of them."""
    if len(given) > MOST_AT_ONCE:
        raise RuleBroken(f"{len(given)} at once are too many: please add up to {MOST_AT_ONCE}.")
    # Terms are made before anything is locked: whoever makes one has to wait for others who do (Term.named).
    meant = [(facet, typed, *Term.taken(typed)) for facet, typed in given]
    with transaction():
        held = _held(person)
        uses = _Uses()
        for facet, typed, term, _ in meant:
            here = held[facet]
            if term.root_id in here:
                continue
            if len(here) >= MOST_TERMS:
                raise RuleBroken(f"{MOST_TERMS} are enough: please remove one first.")
            here.append(term.root_id)
            uses.add(_insert(person, facet, term, typed, len(here) - 1), facet, term.id)
        uses.count()
        _note(person)
    return [_taken(typed, term, found) for _, typed, term, found in meant]


def _taken(typed: str, term: Term, found: Resolution) -> Word:
    label = found.label if term.into_id else term.label
    return Word(term.ref, typed, label, found.alternatives if found.asks else (), bool(term.into_id))


def _held(person: Person) -> dict[str, list[int]]:
    """What each list of the person's holds, as what it is understood, in its order."""
    rows: Any = (
        PersonTerm.select(PersonTerm.facet, Term.id, Term.into_id)
        .join(Term)
        .where(PersonTerm.person == person.id)
        .order_by(PersonTerm.position)
        .tuples()
    )
    found: dict[str, list[int]] = {facet: [] for facet in FACETS}
    for facet, term, into in rows:
        found[facet].append(into or term)
    return found


def asked(person: Person, facet: str, ref: str) -> Word | None:
    """The word of this term with what else it could mean, while its owner has not said."""
    for word in words_of(person).get(facet, []):
        if word.ref == ref and not word.settled:
            return Word(word.ref, word.typed, word.label, Term.alternatives(word.typed))
    return None


def drop(person: Person, facet: str, ref: str) -> None:
    """Take a word away; not having it is fine."""
    term = Term.get_or_none(Term.ref == ref)
    if term is None:
        return
    with transaction():
        uses = _Uses()
        uses.add(-_delete(person, facet, term), facet, term.id)
        if uses.count():
            _note(person)


def understand_as(person: Person, facet: str, ref: str, label: str) -> Word | None:
    """Let the word mean another label, or itself when no label is given; None when the person has no such word."""
    term = Term.get_or_none(Term.ref == ref)
    row = _row(person, facet, term) if term is not None else None
    if row is None or term is None:
        return None
    meant = Term.named(label or row.typed)
    if meant.id != term.id:
        with transaction():
            uses = _Uses()
            uses.add(-_delete(person, facet, term), facet, term.id)
            uses.add(_insert(person, facet, meant, row.typed, row.position), facet, meant.id)
            uses.count()
            _note(person)
    return Word(meant.ref, row.typed, meant.root.label, settled=meant.into_id is not None)


class _Uses:
    """The terms whose uses change in one transaction: counted together, since their rows are locked in one order."""

    def __init__(self) -> None:
        self._all: Counter[int] = Counter()
        self._hidden: Counter[int] = Counter()

    def add(self, number: int, facet: str, term: int) -> None:
        self._all[term] += number
        self._hidden[term] += number if facet == SITUATION else 0

    def count(self) -> bool:
        """Count them; whether there were any."""
        Term.count_use(self._all, self._hidden)
        return any(self._all.values())


def _row(person: Person, facet: str, term: Term) -> Any:
    return PersonTerm.get_or_none(
        PersonTerm.person == person.id, PersonTerm.facet == facet, PersonTerm.term == term
    )


def _insert(person: Person, facet: str, term: Term, typed: str, position: int) -> int:
    """Hold the term once; 1 when it was not held yet (two clicks at once hold it once)."""
    new = PersonTerm.insert(person=person.id, facet=facet, term=term, typed=typed, position=position)
    return len(list(new.on_conflict_ignore().returning(PersonTerm.id).tuples().execute()))


def _delete(person: Person, facet: str, term: Term) -> int:
    gone = PersonTerm.delete().where(
        PersonTerm.person == person.id, PersonTerm.facet == facet, PersonTerm.term == term
    )
    return int(gone.execute())


def _note(person: Person) -> None:
    Profile.insert(person=person.id).on_conflict_ignore().execute()
    Profile.update(changed_at=clock.now()).where(Profile.person == person.id).execute()
    changes.record("terms", person.id)
