"""A person's list: who is eligible, in which order, with which reasons, and what is said when few are left."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property, partial

from peerportal.matching import exposure, index, ranking, score, shortage
from peerportal.matching.filters import Narrowing, SuggestionFilter
from peerportal.matching.index.index import Index
from peerportal.matching.peer import ACTIVE, UNPUBLISHED, Peer
from peerportal.matching.reasons import Introduction, introduce
from peerportal.matching.score import Fit
from peerportal.matching.standing import Standing

READY, OUTSIDE, CLOSED, PAUSED, FULL = "ready", "outside", "closed", "paused", "full"
EVERYBODY = SuggestionFilter()
Draw = Callable[[Collection[int]], Peer | None]
FEW = 5
KEPT_ROWS = 400_000  # of ranked lists, over all viewers of a process
KEPT_PAGES, KEPT_CARDS = 8, 40  # a viewer
MANY = 8  # when more than one in so many has changed, a list is made anew


@dataclass(frozen=True, eq=False)
class Card:
    """One person shown to another, with the reasons."""

    peer: Peer
    fit: Fit
    says: Introduction
    answers_in: int | None
    wild: bool = False


@dataclass(frozen=True, eq=False)
class Page:
    """What the suggestions page shows; `state` says why there are no cards at all when it is not READY."""

    state: str
    chosen: SuggestionFilter
    cards: list[Card] = field(default_factory=list)
    tally: shortage.Tally = field(default_factory=shortage.Tally)
    viewer: Peer | None = None
    eligible: list[Peer] = field(default_factory=list)

    @property
    def few(self) -> bool:
        """Whether the page should say why there are so few."""
        return self.state == READY and self.tally.left < FEW

    @cached_property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """What the filters offer: only what somebody who could be shown has."""
        eligible = self.eligible
        return {
            "department": tuple(sorted({peer.department for peer in eligible} - {""})),
            "location": tuple(sorted({peer.location for peer in eligible} - {""})),
            "language": tuple(sorted(set().union(*{peer.languages for peer in eligible}))),
        }


def page(person_id: int, chosen: SuggestionFilter = EVERYBODY) -> Page:
    """The ten people to show (nine by rank, the tenth by chance), counted as shown."""
    with index.opened() as known:
        found = _page(known, person_id, chosen)
        exposure.count(card.peer.id for card in found.cards)
    return found


def first(person_id: int, count: int) -> list[Card]:
    """The first few by rank, not counted: what a person sees beside their own profile form."""
    with index.opened() as known:
        return [card for card in _page(known, person_id, EVERYBODY).cards if not card.wild][:count]


def by_surprise(person_id: int, pick: Callable[[list[Peer]], Peer] = random.choice) -> Page:
    """One eligible person of another area, another one each time."""
    with index.opened() as known:
        viewer = known.peers.get(person_id)
        state = state_of(known, viewer)
        if viewer is None or state != READY:
            return Page(state, EVERYBODY, viewer=viewer)
        tally = _standing(known, viewer).tally
        chosen = ranking.surprise(viewer, tally.eligible, pick)
        cards = [card_between(known, viewer, chosen, wild=True)] if chosen else []
        exposure.count(card.peer.id for card in cards)
        return Page(state, EVERYBODY, cards, tally.tally, viewer, tally.eligible)


def between(viewer_id: int, other_id: int) -> Card | None:
    """The reasons between two people of the programme, whatever the rules say; None when one is not in it."""
    with index.opened() as known:
        viewer, other = known.peers.get(viewer_id), known.peers.get(other_id)
        return card_between(known, viewer, other) if viewer and other else None


def _page(known: Index, person_id: int, chosen: SuggestionFilter) -> Page:
    viewer = known.peers.get(person_id)
    state = state_of(known, viewer)
    if viewer is None or state != READY:
        return Page(state, chosen, viewer=viewer)
    standing = _standing(known, viewer)
    found = standing.pages.get(chosen)
    if found is None:
        if len(standing.pages) >= KEPT_PAGES:
            standing.pages.clear()
        found = standing.pages[chosen] = _new_page(known, standing, chosen)
    return found


def state_of(known: Index, viewer: Peer | None) -> str:
    if viewer is None:
        return OUTSIDE
    if known.programme is None or not known.programme.is_running:
        return CLOSED
    # Who is still writing their profile sees whom they would find; nobody sees them yet.
    if viewer.state not in (ACTIVE, UNPUBLISHED):
        return PAUSED
    return FULL if viewer.room < 1 else READY


def _standing(known: Index, viewer: Peer) -> Standing:
    """The list of a viewer; it is made again each hour, because a time of rest may have ended."""
    kept: Standing | None = known.kept.get(viewer.id)
    moved = known.moved_since(kept.turn) if kept else set()
    if kept is None or kept.hour != known.hour or len(moved) * MANY > len(known.peers):
        kept = known.kept[viewer.id] = Standing(known, viewer)
        while len(known.kept) * len(known.peers) > KEPT_ROWS and len(known.kept) > 1:
            known.kept.popitem(last=False)
    elif moved:
        kept.follow(known, moved)
    known.kept.move_to_end(viewer.id)
    return kept


def choose(known: Index, eligible: list[Peer], count: int, draw: Draw) -> list[tuple[Peer, bool]]:
    """The `count` people of a list without filters, each with whether chance chose them; `draw` learns who is shown."""
    wild_cards = 1 if known.programme and known.programme.wild_card else 0
    listed = ranking.varied(eligible, count - wild_cards)
    wild = None
    if wild_cards:
        wild = draw({peer.id for peer in listed})
    if wild is None:
        listed = ranking.varied(eligible, count)
    return [*((peer, False) for peer in listed), *([(wild, True)] if wild else [])]


def _new_page(known: Index, standing: Standing, chosen: SuggestionFilter) -> Page:
    viewer, tally = standing.viewer, standing.tally
    if chosen:
        tally = shortage.narrow(viewer, tally, narrowing(known, chosen))
        people = [(peer, False) for peer in ranking.varied(tally.left, ranking.CARDS)]
    else:
        people = choose(known, tally.eligible, ranking.CARDS, partial(standing.wild_card, known))
    cards = [_card(known, standing, peer, wild) for peer, wild in people]
    return Page(READY, chosen, cards, tally.tally, viewer, tally.eligible)


def _card(known: Index, standing: Standing, peer: Peer, wild: bool) -> Card:
    if len(standing.cards) > KEPT_CARDS:
        standing.cards.clear()
    card: Card | None = standing.cards.get((peer.id, wild))
    if card is None:
        card = standing.cards[peer.id, wild] = card_between(known, standing.viewer, peer, wild=wild)
    return card


def narrowing(known: Index, chosen: SuggestionFilter) -> Narrowing:
    """The filter with its words looked up."""
    terms = known.terms_like(chosen.term) if chosen.term else ()
    return Narrowing(chosen, terms, known.search.find(chosen.q) if chosen.q else ())


def card_between(known: Index, viewer: Peer, other: Peer, *, wild: bool = False) -> Card:
    fit = score.compare(viewer, other, known.near, known.wishes)
    turn = ranking.tie(viewer.id, other.id, known.week)
    return Card(other, fit, introduce(fit, viewer, other, turn), known.between.answers_in(other.id), wild)
