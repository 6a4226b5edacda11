"""Questions as the suggestions page asks them, of a pool filled from a generated organisation."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.organisation import TODAY, Organisation
from peerportal.core import clock
from peerportal.matching import ranking, rules, score
from peerportal.matching.index.pool import Pool, Question
from peerportal.matching.index.table import FACETS, NOBODY
from peerportal.matching.peer import Peer, week_number
from peerportal.matching.reasons import Introduction, introduce, leads_with
from peerportal.matching.score import Wishes

BOUNDS, WISHES, WEEK = rules.Bounds(), Wishes(), week_number(clock.today())
POPULAR = 5


class Asker:
    """Asks for one viewer after the other."""

    def __init__(self, of: Organisation, pool: Pool) -> None:
        self.of, self.pool = of, pool
        self._starts = np.searchsorted(of.table.term_row, np.arange(of.people + 1))

    def viewers(self, count: int, seed: int, popular: bool = False) -> list[Peer]:
        """People drawn at random; `popular`: they seek what most people offer."""
        rng = np.random.default_rng(seed)
        peers = [self.named(self.peer(int(person))) for person in rng.integers(1, self.of.people + 1, count)]
        for peer in peers if popular else ():
            peer.seeks = tuple(range(1, POPULAR + 1))
        return peers

    def peer(self, person: int) -> Peer:
        """A person of the pool, without name and words; raises LookupError."""
        peer = self.pool.peer(person)
        if peer is None:
            raise LookupError(person)
        return peer

    def named(self, peer: Peer) -> Peer:
        """The same with their name and what they typed, as the page reads it from the database for the ten."""
        mine = slice(*self._starts[peer.id - 1 : peer.id + 1].tolist())
        of = self.of.table.term_facet, self.of.table.term, self.of.text
        said = zip(*(column[mine].tolist() for column in of), strict=True)
        peer.words = {(FACETS[facet], term): self.of.words.texts[text] for facet, term, text in said}
        peer.name = self.of.names[peer.id - 1]
        return peer

    def ties(self, viewer: Peer) -> rules.Ties:
        """The reporting line, which is all that stands between people here."""
        return rules.Ties(line=list(self._line(viewer.id)))

    def _line(self, person: int) -> Iterator[int]:
        above = int(self.of.table.manager[person - 1])
        while above != NOBODY:
            yield above
            above = int(self.of.table.manager[above - 1])
        # In a tree of eight, those below stand in stretches, level by level.
        first, last = 8 * person - 6, 8 * person + 1
        while first <= self.of.people:
            yield from range(first, min(last, self.of.people) + 1)
            first, last = 8 * first - 6, 8 * last + 1

    def question(self, viewer: Peer, ties: rules.Ties) -> Question:
        """What the page asks."""
        return Question(viewer, ties, BOUNDS, WISHES, TODAY, WEEK)

    def ten(self, viewer: Peer, ties: rules.Ties) -> list[tuple[Peer, Introduction]]:
        """The ten people of a page, each with the reasons: nine by rank and with variety, one by chance."""
        answer = self.pool.ask(self.question(viewer, ties))
        ranked = ranking.within_reach(answer.best(ranking.LOOKED_AT), ranking.CARDS - 1)
        found = {peer.id: peer for peer in self.pool.peers(ranked[: 2 * ranking.CARDS])}
        shown = ranking.varied(
            ranked,
            ranking.CARDS - 1,
            lambda one: leads_with(viewer, found.get(one) or self.peer(one), self.of.near),
            self.pool.department,
        )
        wild = answer.wild(shown)
        shown += [wild] if wild is not None else []
        return [self._card(viewer, found.get(person) or self.peer(person)) for person in shown]

    def _card(self, viewer: Peer, peer: Peer) -> tuple[Peer, Introduction]:
        fit = score.compare(viewer, peer, self.of.near, WISHES)
        turn = ranking.tie(viewer.id, peer.id, WEEK)
        return peer, introduce(fit, viewer, self.named(peer), turn)
