"""Other people's pages and the people search: whom a person may see, and what stands between the two."""

from __future__ import annotations

from dataclasses import dataclass, replace

from peerportal.matching import index, rules
from peerportal.matching.index.between import Between, ever_met
from peerportal.matching.index.index import Index
from peerportal.matching.peer import Peer
from peerportal.matching.suggestions import Card, card_between

MOST_FOUND = 30
MOST_NAMED = 500  # of those found equally well, so many are put in the order of their names
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
    """The people a person may see who fit every word of the query, the best first, equals by name."""
    with index.opened() as known:
        if viewer_id not in known.pool:
            return []
        people, quality = known.found(query)
        between = known.between(viewer_id)
        ties = known.ties(viewer_id, between)
        best: list[tuple[int, int]] = []
        for place in (-quality).argsort(kind="stable").tolist():
            # Somebody less fitting than enough others is on no page of results.
            if len(best) >= MOST_NAMED or (len(best) >= MOST_FOUND and -quality[place] > best[-1][0]):
                break
            if _visible(known, viewer_id, int(people[place]), ties):
                best.append((-int(quality[place]), int(people[place])))
        found = known.peers([viewer_id, *(person for _, person in best)])
        named = sorted(best, key=lambda one: (one[0], found[one[1]].name, one[1]))[:MOST_FOUND]
        return [_seen(known, found[viewer_id], found[one], between, ties) for _, one in named]


def look_at(viewer_id: int, ref: str) -> Seen | None:
    """The person with this opaque id, unless they cannot be reached."""
    with index.opened() as known:
        viewer, other = known.peer(viewer_id), known.called(ref)
        if viewer is None or other is None:
            return None
        between = known.between(viewer_id)
        ties = known.ties(viewer_id, between)
        return None if rules.hidden(viewer, other, ties) else _seen(known, viewer, other, between, ties)


def may_block(viewer_id: int, ref: str) -> int | None:
    """The key of somebody a person may block: whom they can see, or ever asked, were asked by or met."""
    with index.opened() as known:
        viewer, other = known.pool.peer(viewer_id), known.called(ref)
        if viewer is None or other is None or viewer.id == other.id:
            return None
        if not rules.hidden(viewer, other, known.ties(viewer_id)) or ever_met(viewer_id, other.id):
            return other.id
        return None


def set_aside_by(viewer_id: int) -> list[Seen]:
    """The people a person set aside and may still see, by name."""
    with index.opened() as known:
        if viewer_id not in known.pool:
            return []
        between = known.between(viewer_id)
        ties = known.ties(viewer_id, between)
        visible = [one for one in between.aside if _visible(known, viewer_id, one, ties)]
        found = known.peers([viewer_id, *visible])
        viewer = found.pop(viewer_id)
        people = sorted(found.values(), key=lambda peer: (peer.name, peer.id))
        return [_seen(known, viewer, peer, between, ties) for peer in people]


def _visible(known: Index, viewer_id: int, person: int, ties: rules.Ties) -> bool:
    other = known.pool.peer(person)
    return other is not None and not rules.hidden(Peer(viewer_id), other, ties)


def _seen(known: Index, viewer: Peer, other: Peer, between: Between, ties: rules.Ties) -> Seen:
    others = replace(ties, aside=(), touch=(), waiting={other.id: known.face(other.id).waiting})
    rule = rules.against(viewer, other, others, known.bounds)
    touch = between.touch.get(other.id, "")
    card = card_between(known, viewer, other)
    return Seen(other, card, touch, SAID.get(rule or "", ""), other.id in between.aside)
