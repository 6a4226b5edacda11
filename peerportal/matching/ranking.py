"""From scores to a list: whose turn it is, ties, variety, the wild card and the surprise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import TypeVar

from peerportal.matching.peer import Peer

CARDS, OF_A_DEPARTMENT, OF_A_REASON = 10, 4, 6
LOOKED_AT = 100  # how far down the ranking variety is sought
BEHIND = 2_000  # points, a fifth of the scale: nobody further behind is listed for the sake of variety
PRICE, LIFT = 500, 300
NEWCOMER_DAYS = 21
ASK_WEIGHT = (
    4  # one request weighs as much as four showings; more would make the price as uneven as requests are
)
DRAWS = 64  # for the wild card; with one in ten eligible they fail once in eight hundred times
LOT = 0xA17D
OTHER = 0xC2B2AE3D27D4EB4F
MIXING = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_MASK = (1 << 64) - 1
One = TypeVar("One")


def load(peer: Peer) -> int:
    """How much attention somebody has had."""
    return peer.shown + ASK_WEIGHT * peer.asked


@dataclass(frozen=True)
class Attention:
    """How much attention the average person has had; whoever had more is moved down a little, whoever less up.

    The average is rounded down to eighths, so that one more request for one person does not move all others.
    """

    whole: int = 0
    people: int = 1
    _prices: dict[int, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def usual(self) -> int:
        """The average, in eighths."""
        return self.whole * 8 // self.people

    def price(self, peer: Peer) -> int:
        """From -500 (nobody looked yet, others are asked a lot) to 1,500 (four times the usual attention)."""
        return self.price_of(load(peer))

    def price_of(self, attention: int) -> int:
        """The price of somebody who has had so much."""
        price = self._prices.get(attention)
        if price is None:
            price = max(-PRICE, min(3 * PRICE, PRICE * (attention + 1) * 8 // (self.usual + 8) - PRICE))
            self._prices[attention] = price
        return price


def attention(peers: Collection[Peer]) -> Attention:
    return Attention(sum(map(load, peers)), max(1, len(peers)))


def newcomer_lift(peer: Peer, today: int) -> int:
    """A small lift for the first three weeks; `today` is a proleptic day number."""
    return LIFT if 0 <= today - peer.joined_on < NEWCOMER_DAYS else 0


def seed(viewer: int, week: int, salt: int = 0) -> int:
    """What a tie takes from the viewer and the week."""
    return (viewer * 0x9E3779B97F4A7C15 + week * 0x165667B19E3779F9 + salt) & _MASK


def mixed(number: int) -> int:
    """The finishing steps of splitmix64 (Steele, Lea, Flood 2014), which scatter small differences over all bits."""
    number = ((number ^ number >> 30) * MIXING[0]) & _MASK
    number = ((number ^ number >> 27) * MIXING[1]) & _MASK
    return number ^ number >> 31


def tie(viewer: int, other: int, week: int, salt: int = 0) -> int:
    """A number that orders equals: the same for a viewer all week, another for the next viewer and the next week."""
    return mixed((seed(viewer, week, salt) + other * OTHER) & _MASK)


def order(viewer: Peer, scored: Iterable[tuple[int, Peer]], week: int) -> list[Peer]:
    """Highest first; equals by `tie`, never by name or id."""
    keyed = [(-points, tie(viewer.id, peer.id, week), peer) for points, peer in scored]
    keyed.sort(key=lambda entry: entry[:2])
    return [peer for _, _, peer in keyed]


def within_reach(best: list[tuple[int, int]], count: int) -> list[int]:
    """From a ranking as (person, points): those among whom variety is sought.

    Whoever seeks one thing alone gets the same main reason from everybody who fits; somebody who fits far worse is no
    better for being different.
    """
    least = best[min(count, len(best)) - 1][1] - BEHIND if best else 0
    return [person for person, points in best[:LOOKED_AT] if points >= least]


def varied(
    ranked: Iterable[One],
    count: int,
    reason_of: Callable[[One], Hashable] = lambda one: None,
    department_of: Callable[[One], str] = attrgetter("department"),
) -> list[One]:
    """The first `count`, but at most four of one department and six with the same main reason.

    Only the first hundred are looked at, and only as many of them as it takes; when they are not enough, those who
    were passed over fill up in the order of the ranking. `reason_of` gives what a card would lead with, and is not
    asked about somebody passed over already; an empty one is no reason to pass anybody over.
    """
    chosen: list[One] = []
    passed: list[One] = []
    departments: Counter[str] = Counter()
    reasons: Counter[Hashable] = Counter()
    for one in islice(ranked, LOOKED_AT):
        if len(chosen) == count:
            break
        department = department_of(one)
        if department and departments[department] >= OF_A_DEPARTMENT:
            passed.append(one)
            continue
        reason = reason_of(one)
        if reason and reasons[reason] >= OF_A_REASON:
            passed.append(one)
            continue
        departments[department] += 1
        reasons[reason] += 1
        chosen.append(one)
    return chosen + passed[: count - len(chosen)]


def other_area(viewer: Peer, peer: Peer) -> bool:
    """Whether somebody works in another area; for a viewer without a department everybody does."""
    return not viewer.department or bool(peer.department) and peer.department != viewer.department


def lot(viewer: int, other: int, week: int) -> int:
    """What decides who is the wild card when drawing found nobody: the lowest of a week."""
    return tie(viewer, other, week, LOT)


def draws(viewer: int, week: int, highest: int) -> Iterator[int]:
    """Person ids drawn with equal chances from 0 up to a power of two above the highest, the same all week."""
    space = (1 << highest.bit_length()) - 1
    return (lot(viewer, draw, week) & space for draw in range(DRAWS))


def wild_card(
    viewer: Peer, eligible: Iterable[Peer], shown: Collection[int], week: int, highest: int
) -> Peer | None:
    """One person drawn with equal chances from another area, the same all week; nobody already on the list.

    `highest` is the highest id of anybody in the programme. Drawing ids until one fits costs the same however many
    people there are; only where few fit, all of them are looked at.
    """
    pool = {peer.id: peer for peer in eligible if peer.id not in shown and other_area(viewer, peer)}
    for drawn in draws(viewer.id, week, highest):
        if drawn in pool:
            return pool[drawn]
    return min(pool.values(), key=lambda peer: lot(viewer.id, peer.id, week), default=None)


def surprise(viewer: Peer, eligible: Iterable[Peer], pick: Callable[[list[Peer]], Peer]) -> Peer | None:
    """Somebody of another area, drawn anew each time by `pick`."""
    pool = [peer for peer in eligible if other_area(viewer, peer)]
    return pick(pool) if pool else None


def shown_before(weeks: Mapping[int, int], this_week: int) -> int:
    """Showings of earlier weeks, the last one whole and each one before it half of the next."""
    earlier = sorted((week for week in weeks if week < this_week), reverse=True)
    return sum(weeks[week] >> age for age, week in enumerate(earlier[:6]))
