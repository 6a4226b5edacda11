"""The ranking with its figures, for the operator who asks "why?".

What people are going through is theirs alone, so it takes no part here: neither in a reason nor, hidden in a figure,
in the score. Where two people named the same, their place may differ from the one the person sees.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

from peerportal.matching import index, ranking, score, shortage, suggestions
from peerportal.matching.index.index import Index
from peerportal.matching.peer import Peer
from peerportal.matching.reasons import Introduction, introduce
from peerportal.matching.score import Fit


@dataclass(frozen=True)
class Explained:
    """One suggestion: as the viewer would see it (`fit`, `says`) and as the other would (`back`, `says_back`)."""

    peer: Peer
    fit: Fit
    says: Introduction
    back: Fit
    says_back: Introduction
    lift: int
    price: int
    wild: bool = False

    @property
    def points(self) -> int:
        """What the place in the list goes by."""
        return self.fit.total + self.lift - self.price


def explain(person_id: int, limit: int) -> tuple[str, list[Explained]]:
    """Whether the person has a list at all (see suggestions.Page.state), and its first `limit` entries."""
    with index.opened() as known:
        viewer = known.peers.get(person_id)
        state = suggestions.state_of(known, viewer)
        if viewer is None or state != suggestions.READY:
            return state, []
        viewer = replace(viewer, situations=frozenset())
        eligible = ranked(known, viewer)
        draw = partial(_wild_card, known, viewer, eligible)
        chosen = suggestions.choose(known, eligible, limit, draw)
        return state, [_explained(known, viewer, peer, wild) for peer, wild in chosen]


def ranked(known: Index, viewer: Peer) -> list[Peer]:
    """The eligible in order, the plain way: every pair compared, nothing kept. The list of the page must equal it."""
    eligible = shortage.sort(viewer, known.peers.values(), known.ties(viewer.id), known.bounds).eligible
    today = known.day.toordinal()
    scored = [
        (
            score.compare(viewer, peer, known.near, known.wishes).total
            + ranking.newcomer_lift(peer, today)
            - known.attention.price(peer),
            peer,
        )
        for peer in eligible
    ]
    return ranking.order(viewer, scored, known.week)


def _wild_card(known: Index, viewer: Peer, eligible: list[Peer], shown: Collection[int]) -> Peer | None:
    return ranking.wild_card(viewer, eligible, shown, known.week, max(known.peers, default=0))


def _explained(known: Index, viewer: Peer, other: Peer, wild: bool) -> Explained:
    fit = score.compare(viewer, other, known.near, known.wishes)
    back = score.compare(other, viewer, known.near, known.wishes)
    turn = ranking.tie(viewer.id, other.id, known.week)
    return Explained(
        other,
        fit,
        introduce(fit, viewer, other, turn),
        back,
        introduce(back, other, viewer, turn),
        ranking.newcomer_lift(other, known.day.toordinal()),
        known.attention.price(other),
        wild,
    )
