"""What was worked out for one viewer and is kept: pages, cards, and what stands between them and others.

After a change, what it cannot have touched stays: a card until its person or the viewer changes, a page until somebody
who is or could be among the first hundred does. Everything else is asked of the index again, which takes a millisecond.
A test holds it equal to what is worked out anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peerportal.matching import ranking, score
from peerportal.matching.filters import Narrowing, SuggestionFilter
from peerportal.matching.index.pool import Answer
from peerportal.matching.peer import Peer
from peerportal.matching.reasons import leads_with
from peerportal.matching.score import Fit, Wishes
from peerportal.matching.tilt import Tilt, tilted

if TYPE_CHECKING:
    from peerportal.matching.index.index import Index

KEPT_PAGES, KEPT_CARDS = 8, 40
LIKELY = 2  # times as many people as are listed are read at once: variety seldom looks further
FOLLOWED = 20  # changed people that are looked at one by one; after more, the pages are made anew
ANYBODY = -(1 << 30)  # points that everybody has
WORDED = frozenset({"term", "q"})  # filters that go by what people say
Key = tuple[SuggestionFilter, Tilt]


@dataclass(frozen=True)
class Kept:
    """A page, and what it would take to change it: `reach` are the points of the last who was looked at."""

    page: Any
    looked_at: frozenset[int]
    reach: int

    @classmethod
    def of(cls, page: Any, best: list[tuple[int, int]]) -> Kept:
        reach = best[-1][1] if len(best) == ranking.LOOKED_AT else ANYBODY
        return cls(page, frozenset(person for person, _ in best), reach)


class Standing:
    """One viewer's lists as of one moment of the index; `viewer` is as the index has them, without name and words."""

    def __init__(self, known: Index, viewer: Peer) -> None:
        self.viewer, self.hour, self.turn = viewer, known.hour, known.moves.turn
        self.between = known.between(viewer.id)
        self.ties = known.ties(viewer.id, self.between)
        self.pages: dict[Key, Kept] = {}
        self.cards: dict[tuple[int, bool], Any] = {}
        self._fits: dict[int, Fit] = {}

    def follow(self, known: Index) -> bool:
        """Take in what moved since; False when all of it has to be made anew."""
        if self.hour != known.hour:
            return False  # A rest may have ended.
        if self.turn == known.moves.turn:
            return True
        moved = known.moves.since(self.turn)
        if moved is None or self.viewer.id in moved[0] | moved[1]:
            return False
        deeply, lightly = moved
        self._forget(deeply | lightly)
        if deeply or len(lightly) > FOLLOWED:
            self.between = known.between(self.viewer.id)
            self.ties = known.ties(self.viewer.id, self.between)
            self.pages.clear()
        else:
            self.pages = {
                key: kept for key, kept in self.pages.items() if self._holds(known, key, kept, lightly)
            }
        self.turn = known.moves.turn
        return True

    def _forget(self, people: Collection[int]) -> None:
        self.cards = {key: card for key, card in self.cards.items() if key[0] not in people}
        for person in people:
            self._fits.pop(person, None)

    def _holds(self, known: Index, key: Key, kept: Kept, people: Iterable[int]) -> bool:
        """Whether a page is the same after these people changed what they offer, seek or like."""
        chosen, tilt = key
        if not WORDED.isdisjoint(chosen.chosen):
            return False
        wishes = tilted(known.wishes, tilt)
        for person in people:
            points = known.points(self.viewer, person, wishes)
            if person in kept.looked_at or points is None or points >= kept.reach:
                return False
        return True

    def keep(self, key: Key, page: Any, best: list[tuple[int, int]]) -> None:
        """Keep a page made from the first hundred of a ranking."""
        if len(self.pages) >= KEPT_PAGES:
            self.pages.clear()
        self.pages[key] = Kept.of(page, best)

    def ask(self, known: Index, wishes: Wishes, narrowing: Narrowing | None = None) -> Answer:
        """The index's answer for this viewer."""
        return known.pool.ask(known.question(self.viewer, self.ties, wishes, narrowing))

    def fit(self, known: Index, other: Peer) -> Fit:
        """How the two fit by the programme's own wishes, whatever the viewer's tilt."""
        found = self._fits.get(other.id)
        if found is None:
            if len(self._fits) > ranking.LOOKED_AT:
                self._fits.clear()
            found = self._fits[other.id] = score.compare(self.viewer, other, known.near, known.wishes)
        return found

    def varied(self, known: Index, best: list[tuple[int, int]], count: int) -> list[Peer]:
        """The first `count` of a ranking with the variety of departments and reasons that a list should have.

        Sought among the first hundred, by `ranking.within_reach`.
        """
        ranked = ranking.within_reach(best, count)
        found = {peer.id: peer for peer in known.pool.peers(ranked[: count * LIKELY])}

        def reason_of(person: int) -> str:
            if person not in found:
                found.update((peer.id, peer) for peer in known.pool.peers([person]))
            return leads_with(self.viewer, found[person], known.near)

        people = ranking.varied(ranked, count, reason_of, department_of=known.pool.department)
        return [found[person] if person in found else known.pool.peers([person])[0] for person in people]
