"""Circles for somebody: the list, the best few, one to look at, and the ones they are invited into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from peerportal.core.text import clean
from peerportal.groups import formats
from peerportal.groups.circles import inviting
from peerportal.matching import index
from peerportal.matching.circles import barring, fit
from peerportal.matching.circles.ranking import Bools, Seen
from peerportal.matching.circles.shelf import Shelf, Shelved, shelf_of
from peerportal.matching.circles.telling import CircleIntroduction, introduce
from peerportal.matching.filters import LONGEST
from peerportal.matching.hits import RELATED
from peerportal.matching.index.index import Index
from peerportal.matching.index.naming import terms_like
from peerportal.matching.peer import Peer
from peerportal.matching.suggestions import FULL, READY, state_of
from peerportal.people.models import Person

ON_A_PAGE = 10
KEPT = 2000  # viewers whose best circles a process keeps


@dataclass(frozen=True)
class CircleFilter:
    """What narrows the list, as it stands in the address."""

    format: str = ""
    q: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> CircleFilter:
        """From a query string; what makes no sense is left out rather than refused."""
        found = args.get("format", "")
        known = found if found in {one.key for one in formats.offered()} else ""
        return cls(known, clean(args.get("q", ""))[:LONGEST])

    def to_args(self) -> dict[str, str]:
        """The query string that gives this filter again."""
        return {name: value for name, value in (("format", self.format), ("q", self.q)) if value}

    def __bool__(self) -> bool:
        return bool(self.format or self.q)


@dataclass(frozen=True, eq=False)
class CircleCard:
    """One circle as somebody who is not in it sees it: what it is about, who is in, what they would give and gain."""

    circle: Shelved
    form: formats.Format
    names: list[str]
    says: CircleIntroduction
    fit: fit.CircleFit
    invitation: str = ""  # the opaque id of the one that waits for the viewer

    @property
    def missing(self) -> int:
        """How many people are needed before it begins."""
        return max(0, self.form.least - len(self.circle.members)) if self.circle.is_gathering else 0


@dataclass(frozen=True)
class CirclesPage:
    """What the list shows; `state` says why there is none at all when it is not READY."""

    state: str
    chosen: CircleFilter
    cards: list[CircleCard] = field(default_factory=list)
    invited: list[CircleCard] = field(default_factory=list)
    total: int = 0
    number: int = 1
    last: int = 1


def page(person: Person, chosen: CircleFilter, number: int = 1) -> CirclesPage:
    """A page of the circles somebody may join, the best first, after those they are invited into."""
    with index.opened() as known:
        seen, state = _seen(known, person.id)
        if seen is None:
            return CirclesPage(state, chosen)
        there = seen.there()
        invited = _invited(seen, person, there)
        ranked = seen.ranked(
            there & seen.shelf.joinable & _narrowed(seen, chosen) & ~_at(seen.shelf, invited)
        )
        last = max(1, -(-len(ranked) // ON_A_PAGE))
        number = min(max(number, 1), last)
        shown = ranked[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        cards = _cards(seen, [*invited, *shown], invited)
        first = len(invited)
        return CirclesPage(READY, chosen, cards[first:], cards[:first], len(ranked), number, last)


def best(known: Index, person_id: int, count: int) -> list[CircleCard]:
    """The few circles that fit somebody best; made anew only when something in matching has moved."""
    shelf = shelf_of(known)
    if not shelf.circles:
        return []
    moment, kept = (known.moves.turn, known.day, count), shelf.kept.get(person_id)
    if kept is None or kept[0] != moment:
        seen, _ = _seen(known, person_id)
        places = seen.ranked(seen.there() & shelf.joinable)[:count] if seen else []
        kept = shelf.kept[person_id] = (moment, _cards(seen, places) if seen else [])
        if len(shelf.kept) > KEPT:
            shelf.kept.popitem(last=False)
    cards: list[CircleCard] = kept[1]
    return cards


def look_at(person: Person, ref: str) -> CircleCard | None:
    """The circle with this opaque id for somebody who is not in it; None when it is not there for them."""
    with index.opened() as known:
        seen, _ = _seen(known, person.id)
        place = seen.shelf.by_ref.get(ref) if seen else None
        if seen is None or place is None or not seen.there()[place]:
            return None
        invited = _invitations(person)
        circle = seen.shelf.circles[place]
        if not circle.is_open and circle.id not in invited:
            return None
        return _cards(seen, [place], {place: invited.get(circle.id, "")})[0]


def invitations_of(person: Person) -> list[CircleCard]:
    """The circles somebody is invited into, as cards; two statements more than none."""
    waiting = _invitations(person)
    if not waiting:
        return []
    with index.opened() as known:
        seen, _ = _seen(known, person.id)
        if seen is None:
            return []
        invited = _places(seen.shelf, waiting, seen.there())
        return _cards(seen, list(invited), invited)


def _seen(known: Index, person_id: int) -> tuple[Seen | None, str]:
    viewer = known.pool.peer(person_id)
    state = state_of(known, viewer)
    # A circle takes no place of the room one has for pairs.
    if viewer is None or state not in (READY, FULL):
        return None, state
    return Seen(known, shelf_of(known), viewer, barring.barred_from(known, [person_id])), READY


def _invitations(person: Person) -> dict[int, str]:
    """The circles somebody is invited into, by their keys, with the opaque id of the invitation."""
    return {one.group_id: one.ref for one in inviting.waiting_for(person)}


def _invited(seen: Seen, person: Person, there: Bools) -> dict[int, str]:
    return _places(seen.shelf, _invitations(person), there)


def _places(shelf: Shelf, waiting: Mapping[int, str], there: Bools) -> dict[int, str]:
    found = {shelf.by_id[key]: ref for key, ref in waiting.items() if key in shelf.by_id}
    return {place: ref for place, ref in found.items() if there[place]}


def _at(shelf: Shelf, places: Iterable[int]) -> Bools:
    found = np.zeros(len(shelf.circles), np.bool_)
    found[list(places)] = True
    return found


def _narrowed(seen: Seen, chosen: CircleFilter) -> Bools:
    """Which circles a filter leaves."""
    shelf = seen.shelf
    fits = shelf.of_format(chosen.format) if chosen.format else np.ones(len(shelf.circles), np.bool_)
    if not chosen.q:
        return fits
    called = _at(shelf, (shelf.by_id[int(key)] for key in shelf.words.find(chosen.q)[0]))
    found: Bools = fits & (called | np.isin(shelf.terms, list(_meant(seen.known, chosen.q))))
    return found


def _meant(known: Index, text: str) -> set[int]:
    """The terms that say the same as this text, and those that are near to them."""
    said = terms_like(text)
    near = {other for one in said for other, percent in known.near.get(one, {}).items() if percent >= RELATED}
    return said | near


def _cards(seen: Seen, places: Sequence[int], invited: Mapping[int, str] | None = None) -> list[CircleCard]:
    """The cards of some circles; everybody in them is read by one statement."""
    circles = [seen.shelf.circles[place] for place in places]
    people = dict.fromkeys(one for circle in circles for one in circle.members)
    named = seen.known.peers([seen.viewer.id, *people])
    me = named.get(seen.viewer.id)
    if me is None:
        return []
    refs = invited or {}
    return [
        _card(seen.known, me, circle, named, refs.get(place, ""))
        for place, circle in zip(places, circles, strict=True)
    ]


def _card(known: Index, me: Peer, circle: Shelved, named: Mapping[int, Any], ref: str) -> CircleCard:
    members: list[Peer] = [named[one] for one in circle.members if one in named]
    found = fit.compare(me, members, circle.term, circle.founder, known.near)
    names = [member.first_name for member in members]
    return CircleCard(circle, formats.of(circle.format), names, introduce(found, me, members), found, ref)
