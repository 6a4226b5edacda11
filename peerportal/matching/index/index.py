"""The index itself: everybody in the programme in this process's memory, following the change log."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Collection, Iterator
from copy import copy
from typing import Any

from peerportal.core import changes, clock
from peerportal.core.db import beside, database
from peerportal.matching import rules
from peerportal.matching.filters import Narrowing, SuggestionFilter
from peerportal.matching.index import bulk, moves, reading
from peerportal.matching.index.between import Between, between
from peerportal.matching.index.faces import Face, Faces
from peerportal.matching.index.line import Keys, Line
from peerportal.matching.index.moves import Concerned, Moves
from peerportal.matching.index.naming import Names, terms_like
from peerportal.matching.index.pool import Pool, Question
from peerportal.matching.index.reading import Day
from peerportal.matching.peer import Peer
from peerportal.matching.score import Wishes, compare
from peerportal.programmes.models import Programme

MOST_CHANGES = 2000  # and one more for every FIFTY people: beyond that, reading everything anew is quicker
FIFTY = 50
EVERY_FACET = ("offer", "seek", "interest", "situation")


class Index:
    """Everything as of change `seq`; to be read and moved on by one thread at a time."""

    def __init__(self, seq: int, day: Day, programme: Programme | None, found: bulk.Everybody) -> None:
        self.seq, self.day, self.now = seq, day, clock.now()
        self.programme = programme
        self.near = found.near
        self.pool = Pool.filled(found.table, found.near)
        self.faces = Faces(day)
        # What was worked out for a viewer, until a change concerns the viewer themselves or everybody.
        self.kept: OrderedDict[int, Any] = OrderedDict()
        self.moves = Moves()
        # The circles there are, read when somebody looks for one, and those of them that have changed since.
        self.shelf: Any = None
        self.stale: set[int] = set()
        self._line = Line(found.managers)
        self._names: Names | None = None

    @classmethod
    def read(cls) -> Index:
        """Everything from the database."""
        # The number first: what commits in between is read now and read again, which does no harm.
        seq, day, programme = changes.head(), Day.now(), reading.programme()
        return cls(seq, day, programme, bulk.everybody(programme.id if programme else 0, day))

    def catch_up(self) -> bool:
        """Take in what changed since; False when everything has to be read anew."""
        self.now = clock.now()
        if Day.now() != self.day:
            return False
        most = MOST_CHANGES + len(self.pool) // FIFTY
        head, new = changes.news(self.seq, most)
        if head == self.seq:
            return True
        # What is missing at the beginning was pruned: this process was away for too long.
        if not new or len(new) == most or new[0][0] != self.seq + 1:
            return False
        found = moves.concerned(new)
        if found is None or not self._take_in(found, most):
            return False
        self.seq = new[-1][0]
        return True

    def _take_in(self, found: Concerned, most: int) -> bool:
        if found.merged:
            found.themselves |= reading.having(found.merged)
        if len(found.themselves) > most or (found.programme and not self._same_programme()):
            return False
        self.stale |= found.circles
        if found.merged:
            self.shelf = None
        if found.terms:
            self._relink(found)
        self._read_anew(found)
        if found.programme or len(found.deeply) + len(found.lightly) > moves.MOST_NOTED:
            self.moves.void()
        else:
            self.moves.note(found.deeply, found.lightly)
        return True

    def _same_programme(self) -> bool:
        """Read what the programme wishes; False when it is another one than before."""
        before, self.programme = self.programme, reading.programme()
        return bool(before and self.programme and before.id == self.programme.id)

    def _relink(self, found: Concerned) -> None:
        """Nearness lies between two terms, so it touches nobody who has neither of them."""
        for term in found.terms:
            for other in self.near.pop(term, {}):
                self.near.get(other, {}).pop(term, None)
        for a, b, percent in reading.links(found.terms):
            self.near.setdefault(a, {})[b] = percent
            self.near.setdefault(b, {})[a] = percent
        self.pool.relink(self.near, found.terms)
        for term in found.terms:
            found.reworded.update(self.pool.having(term, EVERY_FACET).tolist())

    def _read_anew(self, found: Concerned) -> None:
        rows = reading.people(self.programme.id if self.programme else 0, self.day, found.people)
        for gone in found.people - {row.id for row in rows}:
            rows.append(reading.Row(gone, None, None, 0))
        for row in rows:
            if self._line.set(row.id, row.manager):
                self.moves.void()  # Whose reporting lines have moved is everybody above and below.
            if row.peer is None:
                self.pool.drop(row.id)
            else:
                self.pool.put(row.peer, row.waiting)
        self.faces.drop(found.people)
        if self._names is not None:
            self._names.follow(rows, found.merged)

    def apart(self) -> Index:
        """The same with faces and lists of its own, for whoever sees what may yet be undone."""
        found = copy(self)
        found.faces, found.kept = Faces(self.day), OrderedDict()
        found.shelf, found.stale = None, set()
        return found

    @property
    def hour(self) -> int:
        """The hour of this moment, counted from 1970; a rest ends with the hour."""
        return int(self.now.timestamp()) // 3600

    @property
    def week(self) -> int:
        """The ISO week as year * 100 + week."""
        return self.day.week

    @property
    def bounds(self) -> rules.Bounds:
        """What the programme makes hard."""
        of = self.programme
        return rules.Bounds(of.level_gap, of.shared_hours, of.pending_in) if of else rules.Bounds()

    @property
    def wishes(self) -> Wishes:
        """What the programme wishes."""
        of = self.programme
        return Wishes(of.weights, of.department_wish, of.place_wish) if of else Wishes()

    def peer(self, person: int) -> Peer | None:
        """A person of the programme as others see them."""
        return self.peers((person,)).get(person)

    def peers(self, people: Collection[int]) -> dict[int, Peer]:
        """These people as others see them, those who are in the programme; one statement at most."""
        faces = self.faces.of(people)
        plain = ((person, self.pool.peer(person)) for person in people if person in faces)
        return {person: faces[person].of(peer) for person, peer in plain if peer is not None}

    def face(self, person: int) -> Face:
        """What is known of somebody who was asked for with `peers` a moment ago."""
        return self.faces.of((person,))[person]

    def called(self, ref: str) -> Peer | None:
        """The person of the programme with this opaque id."""
        face = self.faces.called(ref)
        peer = self.pool.peer(face.id) if face else None
        return face.of(peer) if face and peer else None

    def between(self, person: int) -> Between:
        """What stands between a person and others, read anew each time.

        A rest ends with the hour, so that every process says the same and a list holds for an hour.
        """
        rest = dt.timedelta(days=self.programme.cooldown_days if self.programme else 0)
        return between(person, self.now.replace(minute=0, second=0, microsecond=0) - rest)

    def ties(self, person: int, found: Between | None = None) -> rules.Ties:
        """The same for the rules, with the reporting line; how many requests wait with others is not in it."""
        found = found or self.between(person)
        line = self._line.of(person)
        return rules.Ties(line, found.touch.keys(), found.closed, found.aside)

    def question(
        self, viewer: Peer, ties: rules.Ties, wishes: Wishes, narrowing: Narrowing | None = None
    ) -> Question:
        """What a viewer's list is asked for with."""
        return Question(viewer, ties, self.bounds, wishes, self.day.number, self.week, narrowing)

    def found(self, query: str) -> tuple[Keys, Keys]:
        """The people who fit every word of a search, and how well each does (higher is better)."""
        if self._names is None:
            # Read when somebody first searches, and followed from then on.
            self._names = beside(lambda: Names(self.pool)) if database.in_transaction() else Names(self.pool)
        return self._names.words.find(query)

    def narrowing(self, chosen: SuggestionFilter) -> Narrowing:
        """The filter with its words looked up."""
        terms = terms_like(chosen.term) if chosen.term else ()
        return Narrowing(chosen, terms, self.found(chosen.q)[0] if chosen.q else ())

    def points(self, viewer: Peer, person: int, wishes: Wishes) -> int | None:
        """What the place of somebody in a viewer's list goes by, were they eligible; None when they are gone."""
        other = self.pool.peer(person)
        if other is None:
            return None
        turn = self.pool.turn(person, self.day.number)
        return compare(viewer, other, self.near, wishes).total + turn

    def everybody(self) -> Iterator[tuple[Peer, int]]:
        """Everybody as the plain way looks at them, each with how many requests wait with them."""
        columns = self.pool.columns
        for row in columns.present().tolist():
            peer = self.pool.peer(int(columns.ids[row]))
            if peer is not None:
                yield peer, int(columns.waiting[row])
