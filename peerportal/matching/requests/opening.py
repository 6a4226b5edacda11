"""The note a request begins with: two or three sentences from the reasons, to be changed at will."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from peerportal.matching import reasons, score
from peerportal.matching.peer import Peer
from peerportal.people.models import Person, PersonTerm
from peerportal.people.models.profile import OFFER, SEEK
from peerportal.programmes.models import Programme
from peerportal.terms.models import TermLink


def opening_note(viewer: Person, other: Person, programme: Programme) -> str:
    """A first note from `viewer` to `other`, from what each offers and seeks; never from what both go through."""
    one, two = _exchanging(viewer), _exchanging(other)
    wishes = score.Wishes(programme.weights, programme.department_wish, programme.place_wish)
    fit = score.compare(one, two, _near(one, two), wishes)
    return reasons.note(fit, one, two)


def _exchanging(person: Person) -> Peer:
    said: Any
    facets: dict[str, list[int]] = {OFFER: [], SEEK: []}
    words: dict[tuple[str, int], str] = {}
    mine = PersonTerm.select().where(PersonTerm.person == person, PersonTerm.facet.in_(list(facets)))
    for said in mine.order_by(PersonTerm.position, PersonTerm.id):
        facets[said.facet].append(said.term_id)
        words[said.facet, said.term_id] = said.typed
    offers, seeks = tuple(facets[OFFER]), tuple(facets[SEEK])
    return Peer(person.id, person.ref, person.name, offers=offers, seeks=seeks, words=words)


def _near(one: Peer, two: Peer) -> dict[int, dict[int, int]]:
    near: dict[int, dict[int, int]] = defaultdict(dict)
    between: Any = TermLink.select().where(TermLink.a.in_(list(one.terms)), TermLink.b.in_(list(two.terms)))
    for link in between:
        near[link.a_id][link.b_id] = near[link.b_id][link.a_id] = link.weight
    return near
