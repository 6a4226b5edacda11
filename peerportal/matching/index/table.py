"""Everybody in the programme as columns of numbers: what the index is filled from, in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from peerportal.matching.peer import Peer

FACETS = ("offer", "seek", "interest", "situation")
OFFER, SEEK, INTEREST, SITUATION = range(4)
# What a person has one value of, out of few: a column holds the number of the value.
CLASSES = ("state", "department", "location", "hours", "formats", "languages")
NUMBERS = ("level", "manager", "joined_on", "room", "asked", "shown", "waiting")
NO_LEVEL, NOBODY = -(1 << 15), -1


@dataclass
class Table:
    """One row a person, in any order; every array is one-dimensional and of whole numbers.

    A class column holds positions in `values[name]`, the list of values in the type that a `Peer` has them (hours: a
    bit mask of the UTC week; formats, languages: frozensets; no department or place: ""). `level` is NO_LEVEL and
    `manager` NOBODY where there is none. `term_*` are parallel: the person's row, the number of the facet in
    FACETS, the place in the person's own list (only the order counts), the term's id. A term stands once in a facet.
    """

    ids: np.ndarray
    state: np.ndarray
    department: np.ndarray
    location: np.ndarray
    hours: np.ndarray
    formats: np.ndarray
    languages: np.ndarray
    level: np.ndarray
    manager: np.ndarray
    joined_on: np.ndarray
    room: np.ndarray
    asked: np.ndarray
    shown: np.ndarray
    waiting: np.ndarray
    term_row: np.ndarray
    term_facet: np.ndarray
    term_place: np.ndarray
    term: np.ndarray
    values: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, peers: Iterable[Peer], waiting: Mapping[int, int]) -> Table:
        """From people one by one."""
        people = list(peers)
        values: dict[str, list[Any]] = {}
        columns = {"ids": _whole([peer.id for peer in people])}
        for name in CLASSES:
            known: dict[Any, int] = {}
            columns[name] = _whole([known.setdefault(getattr(peer, name), len(known)) for peer in people])
            values[name] = list(known)
        for name in NUMBERS:
            columns[name] = _whole([number_of(peer, name, waiting.get(peer.id, 0)) for peer in people])
        said = [
            (row, facet, place, term)
            for row, peer in enumerate(people)
            for facet, terms in enumerate(said_by(peer))
            for place, term in enumerate(terms)
        ]
        rows, facets, places, terms = _whole(said).reshape(-1, 4).T
        return cls(**columns, term_row=rows, term_facet=facets, term_place=places, term=terms, values=values)


def said_by(peer: Peer) -> tuple[tuple[int, ...], ...]:
    """The term ids of a person by facet, in their order."""
    return peer.offers, peer.seeks, tuple(sorted(peer.interests)), tuple(sorted(peer.situations))


def number_of(peer: Peer, name: str, waiting: int) -> int:
    """The value of one of NUMBERS for a person."""
    if name == "waiting":
        return waiting
    value: int | None = getattr(peer, name)
    if value is None:
        return NO_LEVEL if name == "level" else NOBODY
    return value


def _whole(values: Any) -> np.ndarray:
    return np.array(values, dtype=np.int64)
