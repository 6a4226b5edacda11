"""Other people's pages and the people search: whom a person may see, and what stands between the two."""

from __future__ import annotations

from dataclasses import dataclass, replace

from peerportal.matching import index, rules
from peerportal.matching.index.index import Index
from peerportal.matching.peer import Peer
from peerportal.matching.suggestions import Card, card_between

MOST_FOUND = 30
# Why somebody who can be seen cannot be asked; what only the two can know is no reason to hide the page.
SAID = {
    rules.FULL: "No room for another request right now. That may change within days.",
    rules.LANGUAGE: "You two named no language in common.",
    rules.FORMAT: "You two named no way of meeting in common.",
    rules.LEVEL: "Your levels are further apart than the programme allows.",
    rules.HOURS: "You two share fewer working hours than the programme asks for.",
}


@dataclass(frozen=True)
class Seen:
    """Somebody as another person may see them. `touch` is asked, asking, trying or group, or empty."""

    peer: Peer
    card: Card
    touch: str
    why_not: str
    aside: bool

    @property
    def may_ask(self) -> bool:
        return not self.why_not and not self.touch


def find(viewer_id: int, query: str) -> list[Seen]:
    """The people a person may see who fit every word of the query, the best first."""
    with index.opened() as known:
        viewer = known.peers.get(viewer_id)
        if viewer is None:
            return []
        ties, hits = known.ties(viewer_id), known.search.find(query)
        visible = [known.peers[one] for one in hits if not rules.hidden(viewer, known.peers[one], ties)]
        visible.sort(key=lambda peer: (-hits[peer.id], peer.name))
        return [_seen(known, viewer, peer, ties) for peer in visible[:MOST_FOUND]]


def look_at(viewer_id: int, ref: str) -> Seen | None:
    """The person with this opaque id, unless they cannot be reached."""
    with index.opened() as known:
        viewer, other = known.peers.get(viewer_id), known.peers.get(known.by_ref.get(ref, 0))
        if viewer is None or other is None:
            return None
        ties = known.ties(viewer_id)
        return None if rules.hidden(viewer, other, ties) else _seen(known, viewer, other, ties)


def may_block(viewer_id: int, ref: str) -> int | None:
    """The key of somebody a person may block: whom they can see, or ever asked, were asked by or met."""
    with index.opened() as known:
        viewer, other = known.peers.get(viewer_id), known.peers.get(known.by_ref.get(ref, 0))
        if viewer is None or other is None or viewer is other:
            return None
        met = any(
            tie.kind in ("request", "group", "ended") and other.id in tie[2:4]
            for tie in known.between.of(viewer_id)
        )
        return other.id if met or not rules.hidden(viewer, other, known.ties(viewer_id)) else None


def set_aside_by(viewer_id: int) -> list[Seen]:
    """The people a person set aside and may still see, by name."""
    with index.opened() as known:
        viewer = known.peers.get(viewer_id)
        if viewer is None:
            return []
        ties = known.ties(viewer_id)
        peers = [known.peers[one] for one in ties.aside if one in known.peers]
        visible = [peer for peer in peers if not rules.hidden(viewer, peer, ties)]
        return [_seen(known, viewer, peer, ties) for peer in sorted(visible, key=lambda peer: peer.name)]


def _seen(known: Index, viewer: Peer, other: Peer, ties: rules.Ties) -> Seen:
    touch = known.between.touch(viewer.id).get(other.id, "")
    rule = rules.against(viewer, other, replace(ties, aside=(), touch=()), known.bounds)
    return Seen(
        other, card_between(known, viewer, other), touch, SAID.get(rule or "", ""), other.id in ties.aside
    )
