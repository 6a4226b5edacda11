"""From scores to a list: whose turn it is, ties, variety, the wild card and the surprise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from peerportal.matching.peer import Peer

CARDS, OF_A_DEPARTMENT = 10, 4
PRICE, LIFT = 400, 300
NEWCOMER_DAYS = 21
ASK_WEIGHT = 10  # one request weighs as much as being shown on a list of ten
_MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Attention:
    """How much attention the average person has had; whoever had more is moved down a little, whoever less up."""

    whole: int = 0
    people: int = 1
    _prices: dict[int, int] = field(default_factory=dict, compare=False, repr=False)

    def price(self, peer: Peer) -> int:
        """From -400 (nobody looked yet, others are asked a lot) to 1,200 (four times the usual attention)."""
        load = peer.shown + ASK_WEIGHT * peer.asked
        price = self._prices.get(load)
        if price is None:
            usual = self.whole + self.people
            price = max(-PRICE, min(3 * PRICE, PRICE * (load + 1) * self.people // usual - PRICE))
            self._prices[load] = price
        return price


def attention(peers: Collection[Peer]) -> Attention:
    return Attention(sum(peer.shown + ASK_WEIGHT * peer.asked for peer in peers), max(1, len(peers)))


def newcomer_lift(peer: Peer, today: int) -> int:
    """A small lift for the first three weeks; `today` is a proleptic day number."""
    return LIFT if 0 <= today - peer.joined_on < NEWCOMER_DAYS else 0


def tie(viewer: int, other: int, week: int, salt: int = 0) -> int:
    """A number that orders equals: the same for a viewer all week, another for the next viewer and the next week."""
    # The finishing steps of splitmix64 (Steele, Lea, Flood 2014), which scatter small differences over all bits.
    mixed = (
        viewer * 0x9E3779B97F4A7C15 + other * 0xC2B2AE3D27D4EB4F + week * 0x165667B19E3779F9 + salt
    ) & _MASK
    mixed = ((mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & _MASK
    return mixed ^ mixed >> 31


def order(viewer: Peer, scored: Iterable[tuple[int, Peer]], week: int) -> list[Peer]:
    """Highest first; equals by `tie`, never by name or id."""
    keyed = [(-points, tie(viewer.id, peer.id, week), peer) for points, peer in scored]
    keyed.sort(key=lambda entry: entry[:2])
    return [peer for _, _, peer in keyed]


def varied(ranked: Iterable[Peer], count: int) -> list[Peer]:
    """The first `count`, but at most four of one department while others are left; the rest fills up in order."""
    chosen: list[Peer] = []
    passed: list[Peer] = []
    of: dict[str, int] = {}
    for peer in ranked:
        if len(chosen) == count:
            break
        if peer.department and of.get(peer.department, 0) >= OF_A_DEPARTMENT:
            passed.append(peer)
            continue
        of[peer.department] = of.get(peer.department, 0) + 1
        chosen.append(peer)
    return chosen + passed[: count - len(chosen)]


def other_area(viewer: Peer, peer: Peer) -> bool:
    """Whether somebody works in another area; for a viewer without a department everybody does."""
    return not viewer.department or bool(peer.department) and peer.department != viewer.department


def lot(viewer: int, other: int, week: int) -> int:
    """What decides who is the wild card: the lowest of a week."""
    return tie(viewer, other, week, salt=0xA17D)


def wild_card(viewer: Peer, eligible: Iterable[Peer], shown: Collection[int], week: int) -> Peer | None:
    """One person drawn with equal chances from another area, the same all week; nobody already on the list."""
    pool = [peer for peer in eligible if peer.id not in shown and other_area(viewer, peer)]
    return min(pool, key=lambda peer: lot(viewer.id, peer.id, week), default=None)


def surprise(viewer: Peer, eligible: Iterable[Peer], pick: Callable[[list[Peer]], Peer]) -> Peer | None:
    """Somebody of another area, drawn anew each time by `pick`."""
    pool = [peer for peer in eligible if other_area(viewer, peer)]
    return pick(pool) if pool else None


def shown_before(weeks: Mapping[int, int], this_week: int) -> int:
    """Showings of earlier weeks, the last one whole and each one before it half of the next."""
    earlier = sorted((week for week in weeks if week < this_week), reverse=True)
    return sum(weeks[week] >> age for age, week in enumerate(earlier[:6]))
