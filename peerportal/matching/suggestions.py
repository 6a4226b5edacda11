"""A person's list: in which order, with which reasons, and what is said when few are left."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from peerportal.matching import exposure, index, ranking, score
from peerportal.matching.filters import SuggestionFilter
from peerportal.matching.index.index import Index
from peerportal.matching.index.pool import Answer
from peerportal.matching.models import KeptTilt
from peerportal.matching.peer import ACTIVE, UNPUBLISHED, Peer
from peerportal.matching.plain import Plain
from peerportal.matching.reasons import Introduction, introduce
from peerportal.matching.score import Fit, Wishes
from peerportal.matching.shortage import Tally
from peerportal.matching.standing import KEPT_CARDS, Standing
from peerportal.matching.tilt import Tilt, tilted

READY, OUTSIDE, CLOSED, PAUSED, FULL = "ready", "outside", "closed", "paused", "full"
EVERYBODY, UNTILTED, WISHES = SuggestionFilter(), Tilt(), Wishes()
FEW = 5
KEPT_LISTS = 2000  # viewers whose lists a process keeps
Best = list[tuple[int, int]]


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
    """What the suggestions page shows; `state` says why there are no cards at all when it is not READY.

    `tally` is of everybody where the page says so (`counted`); else of those alone whom the list was made from.
    `choices` is what the filters offer: whatever somebody active has. `tilt` is the one the list is made with, from
    the programme's own `wishes`; `kept` is the one the person keeps. `beside` is what stands beside the list.
    """

    state: str
    chosen: SuggestionFilter
    cards: list[Card] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    viewer: Peer | None = None
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tilt: Tilt = UNTILTED
    kept: Tilt = UNTILTED
    wishes: Wishes = WISHES
    beside: Any = None

    @property
    def counted(self) -> bool:
        """Whether the tally is of everybody."""
        return bool(self.chosen) or self.few

    @property
    def few(self) -> bool:
        """Whether the page should say why there are so few."""
        return self.state == READY and self.tally.left < FEW


def page(
    person_id: int,
    chosen: SuggestionFilter = EVERYBODY,
    tilt: Tilt | None = None,
    beside: Callable[[Index], Any] = lambda known: None,
) -> Page:
    """The ten people to show (nine by rank, the tenth by chance), counted as shown; without `tilt`, the kept one.

    `beside` is asked at the same opening of the index, which costs a statement.
    """
    kept = KeptTilt.of(person_id)
    with index.opened() as known:
        found = _page(known, person_id, chosen, kept if tilt is None else tilt)
        exposure.count(card.peer.id for card in found.cards)
        more = beside(known)
    same = found.kept == kept and more is None
    return found if same else replace(found, kept=kept, beside=more)


def first(person_id: int, count: int) -> list[Card]:
    """The first few by rank, not counted: what a person sees beside their own profile form."""
    kept = KeptTilt.of(person_id)
    with index.opened() as known:
        return [card for card in _page(known, person_id, EVERYBODY, kept).cards if not card.wild][:count]


def by_surprise(person_id: int, pick: Callable[[Sequence[int]], int] = random.choice) -> Page:
    """One eligible person of another area, another one each time; `pick` takes one of many numbers."""
    with index.opened() as known:
        standing, state = _standing(known, person_id)
        if standing is None:
            return Page(state, EVERYBODY)
        answer = standing.ask(known, known.wishes)
        drawn = answer.surprise(pick)
        me, cards = _cards(known, standing, [(peer, True) for peer in _found(known, drawn)])
        exposure.count(card.peer.id for card in cards)
        # How many could be asked at all is only said when nobody can be shown.
        return Page(state, EVERYBODY, cards, Tally() if cards else answer.tally(), me)


def between(viewer_id: int, other_id: int) -> Card | None:
    """The reasons between two people of the programme, whatever the rules say; None when one is not in it."""
    with index.opened() as known:
        found = known.peers((viewer_id, other_id))
        viewer, other = found.get(viewer_id), found.get(other_id)
        return card_between(known, viewer, other) if viewer and other else None


def _found(known: Index, person: int | None) -> list[Peer]:
    found = known.pool.peer(person) if person is not None else None
    return [found] if found else []


def _page(known: Index, person_id: int, chosen: SuggestionFilter, tilt: Tilt) -> Page:
    standing, state = _standing(known, person_id)
    if standing is None:
        return Page(state, chosen, tilt=tilt)
    kept = standing.pages.get((chosen, tilt))
    if kept is None:
        made, best = _new_page(known, standing, chosen, tilt)
        standing.keep((chosen, tilt), made, best)
        return made
    found: Page = kept.page
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


def _standing(known: Index, person_id: int) -> tuple[Standing | None, str]:
    """What is kept for a viewer, made anew where it has to be; None with the state that says why there is none."""
    viewer = known.pool.peer(person_id)
    state = state_of(known, viewer)
    if viewer is None or state != READY:
        return None, state
    kept: Standing | None = known.kept.get(person_id)
    if kept is None or not kept.follow(known):
        kept = known.kept[person_id] = Standing(known, viewer)
        if len(known.kept) > KEPT_LISTS:
            known.kept.popitem(last=False)
    known.kept.move_to_end(person_id)
    return kept, READY


def _new_page(known: Index, standing: Standing, chosen: SuggestionFilter, tilt: Tilt) -> tuple[Page, Best]:
    narrowing = known.narrowing(chosen) if chosen else None
    answer = standing.ask(known, tilted(known.wishes, tilt), narrowing)
    best = answer.best()
    if chosen:
        people = [(peer, False) for peer in standing.varied(known, best, ranking.CARDS)]
    else:
        people = choose(known, standing, answer, best, ranking.CARDS)
    me, cards = _cards(known, standing, people)
    return Page(
        READY, chosen, cards, tally_of(answer, best, chosen), me, answer.choices, tilt, tilt, known.wishes
    ), best


def tally_of(answer: Answer | Plain, best: Best, chosen: SuggestionFilter) -> Tally:
    """What became of everybody, where the page says so; else of those alone whom the list was made from.

    Sorting everybody costs more than the list itself.
    """
    if chosen or len(best) < FEW:
        return answer.tally()
    return Tally(eligible=len(best), left=len(best))


def choose(
    known: Index, standing: Standing, answer: Answer | Plain, best: Best, count: int
) -> list[tuple[Peer, bool]]:
    """The `count` people of a list without filters, each with whether chance chose them."""
    wild: list[Peer] = []
    listed: list[Peer] = []
    if known.programme and known.programme.wild_card:
        listed = standing.varied(known, best, count - 1)
        wild = _found(known, answer.wild({peer.id for peer in listed}))
    if not wild:
        listed = standing.varied(known, best, count)
    return [*((peer, False) for peer in listed), *((peer, True) for peer in wild)]


def _cards(
    known: Index, standing: Standing, people: Sequence[tuple[Peer, bool]]
) -> tuple[Peer | None, list[Card]]:
    """The viewer as themselves see them, and the cards of these people, whose names and words are read at once."""
    named = known.peers([standing.viewer.id, *(peer.id for peer, _ in people)])
    me = named.get(standing.viewer.id)
    if me is None:
        return None, []
    found = [
        _card(known, standing, (me, named[peer.id]), peer, wild) for peer, wild in people if peer.id in named
    ]
    return me, found


def _card(known: Index, standing: Standing, named: tuple[Peer, Peer], peer: Peer, wild: bool) -> Card:
    if len(standing.cards) > KEPT_CARDS:
        standing.cards.clear()
    card: Card | None = standing.cards.get((peer.id, wild))
    if card is None:
        me, other = named
        # Words are read later than terms: where somebody has changed theirs meanwhile, the two are compared by these.
        same = _says(me) == _says(standing.viewer) and _says(other) == _says(peer)
        fit = standing.fit(known, peer) if same else score.compare(me, other, known.near, known.wishes)
        card = standing.cards[peer.id, wild] = card_of(known, me, other, fit, wild=wild)
    return card


def _says(peer: Peer) -> tuple[object, ...]:
    return peer.offers, peer.seeks, peer.interests, peer.situations


def card_between(known: Index, viewer: Peer, other: Peer) -> Card:
    """The reasons between two people, by the programme's wishes."""
    return card_of(known, viewer, other, score.compare(viewer, other, known.near, known.wishes))


def card_of(known: Index, viewer: Peer, other: Peer, fit: Fit, *, wild: bool = False) -> Card:
    turn = ranking.tie(viewer.id, other.id, known.week)
    new = ranking.newcomer_lift(other, known.day.number) > 0
    says = introduce(fit, viewer, other, turn, new=new)
    return Card(other, fit, says, known.face(other.id).answers_in, wild)
