"""A viewer's list worked out the plain way: every pair compared, every rule asked, nothing kept.

It answers what `index.pool.Answer` answers, one object a person and slowly. What the portal shows must equal it: tests
compare the two, and `flask suggest EMAIL --plain` lets an operator do so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from peerportal.matching import ranking, score, shortage
from peerportal.matching.filters import Narrowing
from peerportal.matching.index.index import Index
from peerportal.matching.peer import Peer
from peerportal.matching.rules import Ties
from peerportal.matching.score import Wishes
from peerportal.matching.shortage import Sorted, Tally


class Plain:
    """The answer for one viewer, as of this moment of the index."""

    def __init__(
        self, known: Index, viewer: Peer, ties: Ties, wishes: Wishes, narrowing: Narrowing | None = None
    ) -> None:
        self._known, self._viewer, self._wishes, self._narrowing = known, viewer, wishes, narrowing
        everybody = list(known.everybody())
        self._peers = [peer for peer, _ in everybody]
        self._ties = replace(ties, waiting={peer.id: waiting for peer, waiting in everybody})

    @cached_property
    def _sorted(self) -> Sorted:
        found = shortage.sort(self._viewer, self._peers, self._ties, self._known.bounds)
        return shortage.narrow(self._viewer, found, self._narrowing) if self._narrowing else found

    @cached_property
    def points(self) -> dict[int, int]:
        """What the place of each who is left goes by."""
        price, today = ranking.attention(self._peers).price, self._known.day.number
        return {
            peer.id: score.compare(self._viewer, peer, self._known.near, self._wishes).total
            + ranking.newcomer_lift(peer, today)
            - price(peer)
            for peer in self._sorted.left
        }

    def best(self, count: int = ranking.LOOKED_AT) -> list[tuple[int, int]]:
        """The first `count` as (person, points)."""
        scored = [(self.points[peer.id], peer) for peer in self._sorted.left]
        ranked = ranking.order(self._viewer, scored, self._known.week)
        return [(peer.id, self.points[peer.id]) for peer in ranked[:count]]

    def tally(self) -> Tally:
        """What became of everybody."""
        return self._sorted.tally

    def wild(self, shown: Collection[int]) -> int | None:
        """Whom chance chooses."""
        highest = max((peer.id for peer in self._peers), default=0)
        found = ranking.wild_card(self._viewer, self._sorted.eligible, shown, self._known.week, highest)
        return found.id if found else None
