"""Whom a member may invite: people who may be with everybody in the circle, those the topic suits first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from peerportal.groups.models import CircleInvitation, Group
from peerportal.matching import index, suggestions
from peerportal.matching.circles import barring
from peerportal.matching.circles.ranking import near_to
from peerportal.matching.circles.shelf import shelf_of
from peerportal.matching.index.index import Index
from peerportal.matching.peer import ACTIVE, Peer
from peerportal.people.models import Person

MOST_SHOWN = 10
SUITED = (
    "seek",
    "interest",
    "offer",
)  # in this order: who would like to learn it, who likes it, who knows it


def found(group: Group, by: Person, query: str = "") -> list[Peer]:
    """The people a member could invite: found by the query, else suited by the topic and by the member's own list."""
    with index.opened() as known:
        barred = _barred(known, group)
        people = _searched(known, query) if query else _suited(known, group, by)
        chosen = list(islice((one for one in people if _may_come(known, one, barred)), MOST_SHOWN))
        named = known.peers(chosen)
        return [named[one] for one in chosen if one in named]


def _barred(known: Index, group: Group) -> set[int]:
    """Who cannot be invited: the members and whoever must not be with them, and whom somebody asked already."""
    members = group.member_ids()
    asked = (CircleInvitation.group == group) & CircleInvitation.state.in_(("pending", "declined"))
    invited = {one.person_id for one in CircleInvitation.select(CircleInvitation.person).where(asked)}
    return barring.barred_from(known, members) | set(members) | invited


def _may_come(known: Index, person: int, barred: set[int]) -> bool:
    if person in barred:
        return False
    peer = known.pool.peer(person)
    return peer is not None and peer.state == ACTIVE


def _searched(known: Index, query: str) -> Iterable[int]:
    people, quality = known.found(query)
    return (int(people[place]) for place in (-quality).argsort(kind="stable").tolist())


def _suited(known: Index, group: Group, by: Person) -> Iterable[int]:
    shelf = shelf_of(known)
    place = shelf.by_id.get(group.id)
    term = shelf.circles[place].term if place is not None else 0
    terms = list(near_to([term], known.near)) if term else []
    people: dict[int, None] = {}
    for facet in SUITED if terms else ():
        people |= dict.fromkeys(sorted({int(one) for one in known.pool.having_any(terms, (facet,))}))
    if len(people) < MOST_SHOWN:
        people |= dict.fromkeys(card.peer.id for card in suggestions.first(by.id, MOST_SHOWN))
    return people
