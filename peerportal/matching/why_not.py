"""Why somebody is not, or not high, in another person's list: for a coordinator who is asked.

Rules come first, then how the order was made. What only the two may know is one answer, "not available right now":
blocks, rests, setting aside, pauses on either side. What people are going through takes no part in any figure here, nor
does anybody's tilt, so a place may differ from the one the person sees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from peerportal.matching import index, ranking, rules, score, suggestions
from peerportal.matching.index.index import Index
from peerportal.matching.peer import ACTIVE, UNPUBLISHED, Peer
from peerportal.matching.rules import Ties
from peerportal.matching.score import Fit, Wishes
from peerportal.matching.standing import Standing
from peerportal.people import roll
from peerportal.people.models import Person

OUTSIDE, CLOSED, TAKEN = "outside", "closed", "room_of_viewer"  # beside the rules of `rules`
MOST_FOUND = 20
SILENT = (rules.LINE, rules.UNAVAILABLE, OUTSIDE)  # nothing more is said of these two


@dataclass(frozen=True)
class Place:
    """Where somebody stands in a list: `rank` among all `eligible` (None beyond the first hundred).

    `shown` is whether they are among the ten, `wild` whether by chance; `points` are theirs, `needed` those of the last
    of the first ten. `lift` and `price` are what a newcomer gains and what attention costs.
    """

    rank: int | None
    eligible: int
    shown: bool
    wild: bool
    points: int
    needed: int
    lift: int
    price: int


@dataclass(frozen=True)
class WhyNot:
    """The answer: the rules that leave `other` out of the list of `viewer`, or their place in it."""

    rules: tuple[str, ...]
    viewer: Peer | None = None
    other: Peer | None = None
    fit: Fit | None = None
    back: Fit | None = None  # the same as `other` would see it
    wishes: Wishes = suggestions.WISHES
    place: Place | None = None


def ask(viewer_id: int, other_id: int) -> WhyNot:
    """Why, as of this moment."""
    with index.opened() as known:
        found = known.peers((viewer_id, other_id))
        if known.programme is None or not known.programme.is_running:
            return WhyNot((CLOSED,))
        if viewer_id not in found or other_id not in found:
            return WhyNot((OUTSIDE,))
        viewer, other = _at_work(found[viewer_id]), _at_work(found[other_id])
        standing = Standing(known, viewer)
        broken = _broken(known, viewer, other, standing.ties)
        if broken and broken[0] in SILENT:
            return WhyNot(broken)
        fit = score.compare(viewer, other, known.near, known.wishes)
        back = score.compare(other, viewer, known.near, known.wishes)
        place = None if broken else _place(known, standing, other, fit)
        return WhyNot(broken, viewer, other, fit, back, known.wishes, place)


def _at_work(peer: Peer) -> Peer:
    """The person without what they are going through."""
    words = {key: word for key, word in peer.words.items() if key[0] != "situation"}
    return replace(peer, situations=frozenset(), words=words)


def candidates(viewer: Person, query: str) -> list[Person]:
    """Of whom to ask: people by name or address, the person themselves left out."""
    if not query:
        return []
    people = roll.Filter(query).people().where(Person.id != viewer.id)
    return list(people.order_by(Person.search_name, Person.id).limit(MOST_FOUND))


def _broken(known: Index, viewer: Peer, other: Peer, ties: Ties) -> tuple[str, ...]:
    """The first rule that leaves `other` out; of those that somebody could change, all."""
    waiting = {other.id: known.face(other.id).waiting}
    first = rules.against(viewer, other, replace(ties, waiting=waiting), known.bounds)
    if first != rules.LINE and viewer.state not in (ACTIVE, UNPUBLISHED):
        return (rules.UNAVAILABLE,)
    if first is None or first in (rules.FULL, *rules.SUITED):
        room = (TAKEN,) if viewer.room < 1 else ()
        full = (rules.FULL,) if first == rules.FULL else ()
        return (*room, *full, *rules.unsuited(viewer, other, known.bounds))
    return (first,)


def _place(known: Index, standing: Standing, other: Peer, fit: Fit) -> Place:
    """Where an eligible person stands, by the list that is made without situations and tilts."""
    answer = standing.ask(known, known.wishes)
    best = answer.best()
    ranked = [person for person, _ in best]
    chosen = {
        peer.id: wild for peer, wild in suggestions.choose(known, standing, answer, best, ranking.CARDS)
    }
    points = known.points(standing.viewer, other.id, known.wishes) or 0
    lift = ranking.newcomer_lift(other, known.day.number)
    return Place(
        rank=ranked.index(other.id) + 1 if other.id in ranked else None,
        eligible=answer.tally().eligible,
        shown=other.id in chosen,
        wild=chosen.get(other.id, False),
        points=points,
        needed=best[: ranking.CARDS][-1][1],
        lift=lift,
        price=fit.total + lift - points,
    )
