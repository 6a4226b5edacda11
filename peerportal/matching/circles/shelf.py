"""The circles there are, read at once and kept in memory beside the index until one of them changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peerportal.core.db import database, is_postgres
from peerportal.groups.models.circle import ANYBODY
from peerportal.groups.models.group import TRYING
from peerportal.matching.index.index import Index
from peerportal.matching.index.reading import written
from peerportal.matching.index.words import Words
from peerportal.terms.models import Term

Ints = NDArray[np.int64]
WIDEST = 8  # people in a circle at most
_NOBODY: Ints = np.zeros(0, np.int64)

# Those that wait for a coordinator are nobody's but their founder's.
_SHELF = """
SELECT c.group_id, g.ref, g.format, g.state, c.topic, c.about, COALESCE(t.into_id, t.id, 0), c.joining, c.most,
  COALESCE(c.founder_id, 0), (SELECT {members} FROM membership m WHERE m.group_id = c.group_id AND m.left_at IS NULL)
FROM circle c JOIN peer_group g ON g.id = c.group_id LEFT JOIN term t ON t.id = c.term_id
WHERE g.state <> 'closed' AND c.approved_at IS NOT NULL AND g.programme_id = {mark}
"""
_ONLY = " AND c.group_id IN ({keys})"


@dataclass(frozen=True, eq=False)
class Shelved:
    """One circle; `members` are people's keys in ascending order, `term` is 0 where the topic is no known one."""

    id: int
    ref: str
    format: str
    is_gathering: bool
    topic: str
    about: str
    term: int
    is_open: bool
    most: int
    founder: int
    members: tuple[int, ...]

    @property
    def room(self) -> int:
        """How many more people may join."""
        return max(0, self.most - len(self.members))


class Shelf:
    """All circles, the same as columns: `members` has a line a circle, with 0 after the last of its members."""

    def __init__(self, circles: list[Shelved]) -> None:
        self.circles = circles
        self.by_ref = {circle.ref: place for place, circle in enumerate(circles)}
        self.by_id = {circle.id: place for place, circle in enumerate(circles)}
        self.members = np.zeros((len(circles), WIDEST), np.int64)
        for place, circle in enumerate(circles):
            self.members[place, : len(circle.members)] = circle.members
        self.sizes = (self.members > 0).sum(axis=1)
        self.terms = _column([circle.term for circle in circles])
        self.founders = _column([circle.founder for circle in circles])
        self.joinable = _column([circle.is_open and circle.room > 0 for circle in circles]).astype(bool)
        self.people = np.unique(self.members[self.members > 0])
        self.kept: OrderedDict[int, Any] = OrderedDict()  # what was worked out for a viewer

    def of_format(self, key: str) -> NDArray[np.bool_]:
        """Which circles are of this format."""
        return _column([circle.format == key for circle in self.circles]).astype(bool)

    @cached_property
    def words(self) -> Words:
        """What circles are searched by: the words of their topics, and whatever the terms of these are called."""
        called: dict[int, set[str]] = {}
        terms = [int(term) for term in np.unique(self.terms) if term]
        root = Term.into_id.in_(terms) | Term.id.in_(terms)
        for term in Term.select(Term.id, Term.into_id, Term.label).where(root) if terms else ():
            called.setdefault(term.root_id, set()).add(term.label)
        keys = [circle.id for circle in self.circles]
        parts = [(keys, [circle.topic for circle in self.circles], [""] * len(keys))]
        return Words.filled(parts, called.items(), self._about)

    def _about(self, terms: object) -> Ints:
        """The keys of the circles about any of these terms."""
        places = np.flatnonzero(np.isin(self.terms, list(terms)))  # type: ignore[call-overload]
        return _column([self.circles[place].id for place in places])


def _column(values: list[int] | list[bool]) -> Ints:
    return np.array(values, np.int64) if values else _NOBODY


def shelf_of(known: Index) -> Shelf:
    """The shelf as of this moment of the index; only the circles that have changed are read anew."""
    found: Shelf | None = known.shelf
    programme = known.programme.id if known.programme else 0
    if found is None:
        found = known.shelf = Shelf(_read(programme))
    elif known.stale:
        stay = [circle for circle in found.circles if circle.id not in known.stale]
        found = known.shelf = Shelf(stay + _read(programme, known.stale))
    known.stale.clear()
    return found


def _read(programme: int, only: Collection[int] = ()) -> list[Shelved]:
    listed = "string_agg(m.person_id::text, ',')" if is_postgres() else "group_concat(m.person_id)"
    statement = written(_SHELF + (_ONLY if only else ""), only, members=listed)
    rows = database.execute_sql(statement, (programme,)).fetchall()
    return [_shelved(row) for row in rows if row[-1]]


def _shelved(row: tuple[object, ...]) -> Shelved:
    key, ref, form, state, topic, about, term, joining, most, founder, members = row
    people = tuple(sorted(int(one) for one in str(members).split(",")))
    return Shelved(
        int(str(key)), str(ref), str(form), state == TRYING, str(topic), str(about), int(str(term)),
        joining == ANYBODY, int(str(most)), int(str(founder)), people,
    )  # fmt: skip
