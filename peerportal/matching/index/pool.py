"""Everybody in the programme in memory, to be asked for a list: columns of numbers, no object a person.

What it answers is exactly what `score.compare`, `rules.against` and `ranking` say of the same people; properties hold
it to that. It knows no database and no clock: whoever keeps it in step tells it what was written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from peerportal.matching.index.answering import Answer, Question
from peerportal.matching.index.best import Effort
from peerportal.matching.index.columns import GONE, NONE, Columns
from peerportal.matching.index.postings import KINDS, Postings, kinds_of
from peerportal.matching.index.said import Said, Vocabulary, in_order
from peerportal.matching.index.sight import Nearby
from peerportal.matching.index.table import (
    FACETS,
    OFFER,
    Table,
    said_by,
)
from peerportal.matching.index.turns import Turns
from peerportal.matching.peer import Peer
from peerportal.matching.score import Near


class Pool:
    """To be used by one thread at a time. `near` names each similar pair in both directions."""

    effort = Effort()

    def __init__(self, table: Table, near: Near) -> None:
        self.columns = Columns(table)
        row, facet, term = in_order(table)
        self.vocabulary = Vocabulary(term)
        self.nearby = Nearby(near, self.vocabulary)
        number = self.vocabulary.numbers(term)
        self.said = Said(row, facet, number, len(self.columns.ids))
        self.postings = Postings(row, facet, number, len(self.vocabulary.ids))
        self.turns = Turns(self.columns)
        # For the use of one answer at a time: marks by term, sums by row.
        self.scratch = np.zeros(len(self.vocabulary.ids), np.int32)
        self.sums = np.zeros((3, len(self.columns.ids)), np.uint16)

    @classmethod
    def of(cls, peers: Iterable[Peer], near: Near, waiting: Mapping[int, int] | None = None) -> Pool:
        """From people one by one; `waiting` is how many open requests wait with each."""
        return cls(Table.of(peers, waiting or {}), near)

    @classmethod
    def filled(cls, table: Table, near: Near) -> Pool:
        """From everybody at once."""
        return cls(table, near)

    def __len__(self) -> int:
        return self.columns.people

    def __contains__(self, person: int) -> bool:
        return person in self.columns

    @property
    def near(self) -> Near:
        """Which terms are near which, as it was handed over last."""
        return self.nearby.near

    @property
    def highest(self) -> int:
        """The highest id of anybody here."""
        return self.columns.highest

    def put(self, peer: Peer, waiting: int = 0) -> None:
        """Add a person, or write anew everything about them."""
        if peer.id in self.columns:
            self.turns.leave(self.columns.row(peer.id))
        row = self.columns.put(peer, waiting)
        if row >= len(self.said.starts):
            self.said.grow(len(self.columns.ids))
            self.sums = np.zeros((3, len(self.columns.ids)), np.uint16)
        self._say(row, [[self._number(term) for term in facet] for facet in said_by(peer)])
        self.turns.enter(row)

    def drop(self, person: int) -> None:
        """Forget a person; nothing happens when they are not here."""
        row = self.columns.row(person)
        if row == NONE:
            return
        self.turns.leave(row)
        self.columns.drop(row)
        self._say(row, [()] * len(FACETS))

    def settle(self, person: int, *, room: int, asked: int, shown: int, waiting: int) -> None:
        """Write what is counted of a person; nothing happens when they are not here."""
        row = self.columns.row(person)
        if row == NONE:
            return
        self.turns.leave(row)
        self.columns.settle(row, room=room, asked=asked, shown=shown, waiting=waiting)
        self.turns.enter(row)

    def relink(self, near: Near, terms: Collection[int]) -> None:
        """The nearness of these terms is now what `near` says, which may be what was handed over before, changed."""
        self.nearby.near = near
        self.nearby.forget()

    def peer(self, person: int) -> Peer | None:
        """A person as matching sees them; their name, words and photo are not kept here."""
        row = self.columns.row(person)
        if row == NONE:
            return None
        return self._peer(row, self.said.ends[row].tolist(), self.columns.facts_of(row))

    def peers(self, people: Collection[int]) -> list[Peer]:
        """Those among these people who are here, in this order: cheaper than one by one."""
        rows = self.columns.rows(people)
        found = zip(rows.tolist(), self.said.ends[rows].tolist(), self.columns.facts(rows), strict=True)
        return [self._peer(row, ends, facts) for row, ends, facts in found]

    def _peer(self, row: int, ends: list[int], facts: dict[str, Any]) -> Peer:
        said = self.vocabulary.ids[self.said.all(row)].tolist()
        offers, seeks, interests, situations = map(said.__getitem__, map(slice, [0, *ends[:-1]], ends))
        return Peer(
            int(self.columns.ids[row]),
            offers=tuple(offers),
            seeks=tuple(seeks),
            interests=frozenset(interests),
            situations=frozenset(situations),
            **facts,
        )

    def department(self, person: int) -> str:
        """The department of somebody who is here, "" where it is not known."""
        department: str = self.columns.of_class(self.columns.row(person), "department")
        return department

    def turn(self, person: int, today: int) -> int:
        """The lift less the price of somebody who is here, on a day."""
        self.turns.settle(today)
        return int(self.turns.column[self.columns.row(person)])

    def having(self, term: int, facets: Collection[str]) -> np.ndarray:
        """The ids of the people who say a term in one of these facets, sorted."""
        people = self.columns.ids[self._saying([term], [FACETS.index(facet) for facet in facets])]
        return people if np.all(people[1:] > people[:-1]) else np.sort(people)

    def having_any(self, terms: Collection[int], facets: Collection[str]) -> np.ndarray:
        """The ids of the people who say any of these terms in one of these facets, in no order, some repeated."""
        keys = self._lists(terms, [FACETS.index(facet) for facet in facets])
        people: np.ndarray = self.columns.ids[self.postings.gathered(keys)]
        return people

    def offering(self, terms: Collection[int]) -> np.ndarray:
        """The rows of those who offer one of these terms, sorted."""
        return self._saying(terms, [OFFER])

    def ask(self, question: Question) -> Answer:
        return Answer(self, question)

    @property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """The departments, places and languages of the people who are active, sorted."""
        found = {}
        for name in ("department", "location"):
            classes = self.columns.classes[name]
            values = zip(classes.values, classes.active, strict=True)
            found[name] = tuple(sorted(value for value, active in values if active and value))
        classes = self.columns.classes["languages"]
        spoken = [value for value, active in zip(classes.values, classes.active, strict=True) if active]
        return found | {"language": tuple(sorted(set().union(*spoken)))}

    def _saying(self, terms: Collection[int], facets: Collection[int]) -> np.ndarray:
        """The rows of those who say any of these terms in any of these facets, sorted, each once."""
        found = np.zeros(self.columns.size, bool)
        found[self.postings.gathered(self._lists(terms, facets))] = True
        return np.flatnonzero(found)

    def _lists(self, terms: Collection[int], facets: Collection[int]) -> np.ndarray:
        """The posting lists of these terms in these facets."""
        numbers = np.array([number for term in terms if (number := self.vocabulary.known(term))], np.int64)
        kinds = np.array([kind for facet in facets for kind in kinds_of(facet)], np.int64)
        return (numbers[:, None] * KINDS + kinds).ravel()

    def _say(self, row: int, facets: Sequence[Sequence[int]]) -> None:
        """Write what a row says, as term numbers by facet."""
        before = [self.said.of(row, facet).tolist() for facet in range(len(FACETS))]
        self.postings.change(row, before, facets)
        self.said.put(row, facets)

    def _number(self, term: int) -> int:
        known = self.vocabulary.size
        number = self.vocabulary.number(term)
        if self.vocabulary.size > known:
            self.nearby.forget()
        if len(self.scratch) < len(self.vocabulary.ids):
            self.scratch = np.zeros(len(self.vocabulary.ids), np.int32)
            self.postings.grow(len(self.vocabulary.ids))
        return number


__all__ = ["GONE", "Answer", "Pool", "Question"]
