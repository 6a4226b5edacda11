"""The ranking with its figures, for the operator who asks "why?".

What people are going through is theirs alone, so it takes no part here: neither in a reason nor, hidden in a figure,
in the score. Nor does anybody's tilt. So places may differ from those the person sees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from peerportal.matching import index, ranking, score, suggestions
from peerportal.matching.index.index import Index
from peerportal.matching.peer import Peer
from peerportal.matching.plain import Plain
from peerportal.matching.reasons import Introduction, introduce
from peerportal.matching.score import Fit
from peerportal.matching.standing import Standing


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


def explain(person_id: int, limit: int, *, plain: bool = False) -> tuple[str, list[Explained]]:
    """Whether the person has a list at all (see suggestions.Page.state), and its first `limit` entries.

    `plain`: by comparing every pair instead of asking the index; the outcome is the same.
    """
    with index.opened() as known:
        found = known.peer(person_id)
        state = suggestions.state_of(known, found)
        if found is None or state != suggestions.READY:
            return state, []
        viewer = replace(found, situations=frozenset())
        standing = Standing(known, viewer)
        answer = (
            Plain(known, viewer, standing.ties, known.wishes) if plain else standing.ask(known, known.wishes)
        )
        best = answer.best(max(limit, ranking.LOOKED_AT))
        chosen = suggestions.choose(known, standing, answer, best, limit)
        named = known.peers([peer.id for peer, _ in chosen])
        return state, [_explained(known, viewer, named[peer.id], wild) for peer, wild in chosen]


def _explained(known: Index, viewer: Peer, other: Peer, wild: bool) -> Explained:
    fit = score.compare(viewer, other, known.near, known.wishes)
    back = score.compare(other, viewer, known.near, known.wishes)
    turn = ranking.tie(viewer.id, other.id, known.week)
    lift = ranking.newcomer_lift(other, known.day.number)
    points = known.points(viewer, other.id, known.wishes) or 0
    return Explained(
        other,
        fit,
        introduce(fit, viewer, other, turn),
        back,
        introduce(back, other, viewer, turn),
        lift,
        fit.total + lift - points,
        wild,
    )
