"""The index itself: people, the reporting line, nearness of terms, ties; it follows the change log."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Collection, Iterable
from itertools import takewhile
from typing import Any

from peerportal.core import changes, clock
from peerportal.matching import ranking, rules
from peerportal.matching.index import reading
from peerportal.matching.index.between import Between
from peerportal.matching.peer import Peer, week_number
from peerportal.matching.score import RELATED, Wishes
from peerportal.matching.search import SearchIndex
from peerportal.programmes.models import Programme
from peerportal.terms.similarity import LINK
from peerportal.terms.vocabulary import Vocabulary

BETWEEN = frozenset({"block", "aside", "request", "group"})
EVERYTHING = frozenset({"programme", "people", "level"})  # when they concern nobody in particular
LOOK_BACK = dt.timedelta(days=180)
MOST_CHANGES = 2000


class Index:
    """Everything as of change `seq`; to be read and moved on by one thread at a time."""

    def __init__(self, seq: int) -> None:
        self.seq, self.now = seq, clock.now()
        self.day = self.now.date()
        self.monday = self.day - dt.timedelta(days=self.day.weekday())
        self.week = week_number(self.day)
        self.peers: dict[int, Peer] = {}
        self.by_ref: dict[str, int] = {}
        self.near: dict[int, dict[int, int]] = {}
        self.labels: dict[int, str] = {}
        self.search = SearchIndex()
        # What was worked out for a viewer, until a change concerns the viewer themselves or everybody.
        self.kept: OrderedDict[int, Any] = OrderedDict()
        self.turn = 0  # counts the times changes were taken in
        self._moved: dict[int, int] = {}  # person → the last turn that concerned them, in the order of turns
        self.programme: Programme | None = None
        self.between = Between(())
        self.attention = ranking.attention(())
        self._capacity: dict[int, int] = {}
        self._manager: dict[int, int | None] = {}
        self._reports: dict[int, set[int]] = {}
        self._shown: dict[int, int] = {}
        self._waiting: dict[int, int] = {}
        self._vocabulary: Vocabulary | None = None
        self._spelled: dict[int, str] = {}

    @classmethod
    def read(cls) -> Index:
        """Everything from the database."""
        # The number first: what commits in between is read now and read again, which does no harm.
        index = cls(changes.head())
        index.programme = reading.programme()
        index._link(reading.links(RELATED))
        index._count_showings()
        index.between = Between(reading.ties(index.now - LOOK_BACK))
        index._place(reading.people(index.programme, index.monday), reading.terms())
        index._settle(index.peers)
        return index

    def catch_up(self) -> bool:
        """Take in what changed since; False when everything has to be read anew."""
        self.now = clock.now()
        if self.now.date() != self.day:
            return False
        head = changes.head()
        if head == self.seq:
            return True
        new = changes.since(self.seq, MOST_CHANGES) if head > self.seq else []
        if not new or len(new) == MOST_CHANGES or new[0][0] != self.seq + 1:
            return False
        if any(kind in EVERYTHING and not person for _, kind, person, _, _ in new):
            return False
        self._take_in(new)
        self.seq = new[-1][0]
        return True

    def _take_in(self, new: list[tuple[int, str, int, int, int]]) -> None:
        relinked = {term for _, kind, _, a, b in new if kind == "term_link" for term in (a, b)} - {0}
        if relinked:
            self._relink(relinked)
        themselves = {person for _, kind, person, _, _ in new if kind not in BETWEEN and person}
        concerned = {
            one
            for _, kind, person, a, b in new
            if kind in BETWEEN | {"room", "state"}
            for one in (person, a, b)
        }
        concerned -= {0}
        if themselves:
            found = reading.people(self.programme, self.monday, themselves)
            gone = themselves - {row.id for row in found}
            found += [reading.PersonRow(person, None, None, 0) for person in gone]
            self._place(found, reading.terms(themselves))
        if concerned:
            concerned |= self.between.drop(concerned)
            concerned |= self.between.add(reading.ties(self.now - LOOK_BACK, concerned))
        self._settle(themselves | concerned)
        # Nearness lies between two terms, so it touches nobody who has neither of them.
        reworded = {peer.id for peer in self.peers.values() if not peer.terms.isdisjoint(relinked)}
        self._move(themselves | concerned | reworded)

    def _move(self, people: set[int]) -> None:
        self.turn += 1
        for person in people:
            self.kept.pop(person, None)
            self._moved.pop(person, None)
            self._moved[person] = self.turn

    def moved_since(self, turn: int) -> set[int]:
        """Everybody whom changes taken in after this turn concern."""
        return {person for person, _ in takewhile(lambda move: move[1] > turn, reversed(self._moved.items()))}

    def _place(self, people: Iterable[reading.PersonRow], terms: Iterable[reading.TermRow]) -> None:
        said: dict[int, list[reading.TermRow]] = {}
        for row in terms:
            said.setdefault(row.person, []).append(row)
        unknown = {row.term for rows in said.values() for row in rows} - self.labels.keys()
        if self.peers and unknown:
            self._link(reading.links(RELATED, unknown))
        for rows in said.values():
            self.labels.update((row.term, row.label) for row in rows)
        for person in people:
            self._set_manager(person.id, person.manager)
            self._set_peer(person, said.get(person.id, []))

    def _set_manager(self, person: int, manager: int | None) -> None:
        before = self._manager.get(person)
        if before != manager and person in self._manager:
            self.kept.clear()  # Whose reporting lines have moved is everybody above and below.
        if before is not None:
            self._reports[before].discard(person)
        self._manager[person] = manager
        if manager is not None:
            self._reports.setdefault(manager, set()).add(person)

    def _set_peer(self, person: reading.PersonRow, said: list[reading.TermRow]) -> None:
        old = self.peers.pop(person.id, None)
        if person.facts is None:
            if old is not None:
                del self.by_ref[old.ref]
                self.search.drop(person.id)
            return
        facets: dict[str, list[int]] = {}
        for row in said:
            facets.setdefault(row.facet, []).append(row.term)
        peer = Peer(
            **person.facts,
            offers=tuple(facets.get("offer", ())),
            seeks=tuple(facets.get("seek", ())),
            interests=frozenset(facets.get("interest", ())),
            situations=frozenset(facets.get("situation", ())),
            words={(row.facet, row.term): row.typed for row in said},
        )
        self.peers[peer.id], self.by_ref[peer.ref] = peer, peer.id
        self._capacity[peer.id] = person.capacity
        found_by = [row.typed for row in said if row.facet != "situation"]
        found_by += [row.label for row in said if row.facet != "situation"]
        self.search.put(peer.id, [peer.name, peer.title, *found_by])

    def _settle(self, people: Collection[int]) -> None:
        """Work out what follows from ties: room left, attention."""
        for person in people:
            peer = self.peers.get(person)
            if peer is not None:
                peer.room = self._capacity[person] - self.between.groups(person)
                peer.asked = self.between.asked(person, self.now)
                peer.shown = self._shown.get(person, 0)
                self._waiting[person] = self.between.waiting(person)
        self.attention = ranking.attention(self.peers.values())

    def _link(self, links: Iterable[tuple[int, int, int]]) -> None:
        for a, b, percent in links:
            self.near.setdefault(a, {})[b] = percent
            self.near.setdefault(b, {})[a] = percent

    def _relink(self, terms: set[int]) -> None:
        for term in terms:
            for other in self.near.pop(term, {}):
                self.near.get(other, {}).pop(term, None)
        self._link(reading.links(RELATED, terms))

    def _count_showings(self) -> None:
        weeks: dict[int, dict[int, int]] = {}
        for person, week, shown in reading.showings(week_number(self.day - dt.timedelta(weeks=6))):
            weeks.setdefault(person, {})[week] = shown
        self._shown = {person: ranking.shown_before(of, self.week) for person, of in weeks.items()}

    @property
    def hour(self) -> int:
        """The hour of this moment, counted from 1970."""
        return int(self.now.timestamp()) // 3600

    def line(self, person: int) -> set[int]:
        """The whole reporting line of a person."""
        return rules.line_of(person, self._manager.get, lambda one: self._reports.get(one, ()))

    def ties(self, person: int) -> rules.Ties:
        """What stands between a person and others."""
        rest = dt.timedelta(days=self.programme.cooldown_days if self.programme else 60)
        return rules.Ties(
            line=self.line(person),
            touch=self.between.touch(person).keys(),
            closed=self.between.closed(person, self.now, rest),
            aside=self.between.aside(person),
            waiting=self._waiting,
        )

    def terms_like(self, text: str) -> set[int]:
        """The terms in use that say the same as this text."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary.of(())
        known = self._vocabulary
        for term in self.labels.keys() - self._spelled.keys():
            self._spelled[term] = known.add(self.labels[term]).key
        found = {entry.key for _, entry in known.near(known.read(text), LINK, limit=50)}
        return {term for term, key in self._spelled.items() if key in found}

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
