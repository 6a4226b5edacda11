"""What is worked out for one viewer and kept: who may be suggested to them, in which order.

After a change only the people it concerns are looked at again; what concerns the viewer, the reporting line or the
programme makes the whole of it void (the index forgets it). A test holds it equal to what is worked out anew.
"""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from peerportal.matching import ranking, rules
from peerportal.matching.lens import Lens
from peerportal.matching.peer import Peer
from peerportal.matching.shortage import Sorted

if TYPE_CHECKING:
    from peerportal.matching.index.index import Index

TIE_BITS = 64


class _Order:
    """People in the order of a list; three columns side by side, because there are hundreds of thousands of rows.

    The key sorts by points, the highest first, then by tie; merit is what the points were before the price.
    """

    def __init__(self) -> None:
        self.peers: list[Peer] = []
        self._keys: list[int] = []
        self._merits = array("l")

    def fill(self, rows: Iterable[tuple[int, int, Peer]]) -> None:
        """These (key, merit, person) and nobody else."""
        rows = sorted(rows, key=lambda row: row[0])
        self._keys = [key for key, _, _ in rows]
        self._merits = array("l", [merit for _, merit, _ in rows])
        self.peers = [peer for _, _, peer in rows]

    def put(self, key: int, merit: int, peer: Peer) -> None:
        """One more, in their place."""
        place = bisect(self._keys, key)
        self._keys.insert(place, key)
        self._merits.insert(place, merit)
        self.peers.insert(place, peer)

    def drop(self, people: Collection[int]) -> None:
        """Without these."""
        places = [place for place, peer in enumerate(self.peers) if peer.id in people]
        for place in reversed(places):
            del self._keys[place], self._merits[place], self.peers[place]

    def price_anew(self, attention: ranking.Attention) -> None:
        """The same people by other prices."""
        ties = [key & (1 << TIE_BITS) - 1 for key in self._keys]
        rows = zip(ties, self._merits, self.peers, strict=True)
        self.fill([(_key(merit - attention.price(peer), tie), merit, peer) for tie, merit, peer in rows])


def _key(points: int, tie: int) -> int:
    return (-points << TIE_BITS) + tie


class Standing:
    """One viewer's list as of one moment of the index; `tally.eligible` is in the order of the list.

    `pages` and `cards` are for others to keep what they make of it; both hold only while it is true.
    """

    def __init__(self, known: Index, viewer: Peer) -> None:
        self.viewer, self.hour, self.turn = viewer, known.hour, known.turn
        self.pages: dict[Any, Any] = {}
        self.cards: dict[tuple[int, bool], Any] = {}
        self._attention = known.attention
        self._left_out: dict[int, str] = {}
        self._order = _Order()
        self._order.fill(self._judged(known, known.peers.values()))
        self.tally = self._counted(known)

    def follow(self, known: Index, moved: Collection[int]) -> None:
        """Look again at these people, whom changes since concern."""
        self._order.drop(moved)
        for one in moved:
            self._left_out.pop(one, None)
        if known.attention != self._attention:
            self._attention = known.attention
            self._order.price_anew(known.attention)
        for row in self._judged(known, [known.peers[one] for one in moved if one in known.peers]):
            self._order.put(*row)
        self.turn, self.tally = known.turn, self._counted(known)
        self.pages.clear()
        self.cards = {key: card for key, card in self.cards.items() if key[0] not in moved}

    def _judged(self, known: Index, people: Iterable[Peer]) -> Iterator[tuple[int, int, Peer]]:
        """The eligible among these, as rows of the order; the others are noted with the rule that leaves them out."""
        viewer, week, today = self.viewer, known.week, known.day.toordinal()
        ties, bounds, price = known.ties(viewer.id), known.bounds, known.attention.price
        lens = Lens(viewer, known.near, known.wishes)
        for peer in people:
            if peer.id == viewer.id:
                continue
            rule = rules.against(viewer, peer, ties, bounds)
            if rule is None:
                merit = lens.total(peer) + ranking.newcomer_lift(peer, today)
                yield _key(merit - price(peer), ranking.tie(viewer.id, peer.id, week)), merit, peer
            else:
                self._left_out[peer.id] = rule

    def _counted(self, known: Index) -> Sorted:
        eligible = list(self._order.peers)
        others = len(known.peers) - (self.viewer.id in known.peers)
        nearly: dict[str, list[Peer]] = {}
        for one, rule in self._left_out.items():
            peer = known.peers[one]
            if rule in rules.SUITED and len(rules.unsuited(self.viewer, peer, known.bounds)) == 1:
                nearly.setdefault(rule, []).append(peer)
        by_rule = dict(Counter(self._left_out.values()))
        return Sorted(others, by_rule, nearly=nearly, eligible=eligible, left=eligible)

    def wild_card(self, known: Index, shown: Collection[int]) -> Peer | None:
        """The one person of the week whom chance puts on the list."""
        highest = max(known.peers, default=0)
        return ranking.wild_card(self.viewer, self.tally.eligible, shown, known.week, highest)
