"""How well two people fit: components and their sum, in whole numbers from 0 to 10,000.

Whole numbers with one rounding each make the outcome the same in every process, and the same seen from both sides.
The form and its figures come from experiments on generated organisations (docs/matching.md); how often a first, second
and third shared topic raises the chance of being chosen comes from 46,836 real pairs, which is why topics saturate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from peerportal.matching.hits import RELATED, SAME, Near, best_for, counted, shared
from peerportal.matching.peer import SLOT, Peer, shared_minutes

FULL = 10_000
WEIGHTS = {"exchange": 45, "common": 20, "practical": 15, "level": 10, "difference": 10}
REDUNDANCY = 500
ENOUGH_MINUTES = 900  # fifteen shared hours a week are plenty
WIDE = 8  # whoever offers more is chosen less
UNKNOWN = FULL // 2
UNTILTED = 4  # quarters


@dataclass(frozen=True)
class Wishes:
    """What counts how much: the programme's notch for each component (two is normal), other department, other place.

    `shares` is how far one person tilts their own list from there, per component in quarters (four: not at all).
    Every component is the same seen from both sides, and so is the total under one and the same wishes; under wishes
    tilted differently, each of the two sees their own.
    """

    notches: Mapping[str, int] = field(default_factory=dict)
    department: str = "different"
    place: str = "any"
    shares: Mapping[str, int] = field(default_factory=dict)

    def weight(self, component: str) -> int:
        """A whole number of no unit of its own: only how the five compare counts."""
        notch = min(4, max(0, int(self.notches.get(component, 2))))
        return WEIGHTS[component] * notch * self.shares.get(component, UNTILTED)

    @cached_property
    def weights(self) -> dict[str, int]:
        """Each component's weight."""
        return {name: self.weight(name) for name in WEIGHTS}

    @cached_property
    def whole(self) -> int:
        """The sum of the weights, one where all are off."""
        return sum(self.weights.values()) or 1

    @cached_property
    def off(self) -> tuple[str, ...]:
        """The components that do not count."""
        return tuple(name for name, weight in self.weights.items() if not weight)


@dataclass(frozen=True)
class Fit:
    """What was found between a viewer and another person; reasons are told from this and from nothing else.

    `gains` and `gives` hold (sought term, offered term, percent), strongest first; `interests` and `strengths` pairs of
    (the viewer's term, the other's). Departments and places are told as far as they are wished; `off` names the
    components that the programme has turned off.
    """

    gain: int
    give: int
    exchange: int
    common: int
    practical: int
    level: int
    difference: int
    redundancy: int
    total: int
    gains: tuple[tuple[int, int, int], ...] = ()
    gives: tuple[tuple[int, int, int], ...] = ()
    situations: tuple[int, ...] = ()
    interests: tuple[tuple[int, int], ...] = ()
    minutes: int = 0
    formats: tuple[str, ...] = ()
    level_gap: int | None = None
    other_department: bool = False
    same_department: bool = False
    other_place: bool = False
    same_place: bool = False
    strengths: tuple[tuple[int, int], ...] = ()
    off: tuple[str, ...] = ()


def chance(place: int) -> int:
    """What one hit on the sought thing at this place (from 0) is worth: .62, .55, .50, .45, …, never below .25."""
    return 6200 if place == 0 else max(2500, 6000 - 500 * place)


def breadth(offers: int) -> int:
    """How much the offers of somebody who offers everything still count."""
    return FULL if offers <= WIDE else int(FULL * (WIDE / offers) ** 0.25)


def saturated(best: list[int], offers: int) -> int:
    """From the best similarity for each sought thing to what a person gains, saturating."""
    wide, left = breadth(offers), FULL
    for place, percent in enumerate(best):
        if percent:
            left = left * (FULL - chance(place) * wide // FULL * percent // 100) // FULL
    return FULL - left


def fused(gain: int, give: int) -> int:
    """Half harmonic, half arithmetic mean, so that a one-sided pair cannot rank high but is not worth nothing."""
    both = gain + give
    return (4 * gain * give + both * both) // (4 * both) if both else 0


def ground(situation: bool, interests: int) -> int:
    """Common ground: the same situation counts most, each further interest half of the one before."""
    return 6000 * situation + 4000 - (4000 >> min(interests, 12))


def overlap(minutes: int, told: bool) -> int:
    """Shared hours, full at fifteen a week; half when one did not tell theirs."""
    return min(minutes, ENOUGH_MINUTES) * FULL // ENOUGH_MINUTES if told else UNKNOWN


def gap(a: int | None, b: int | None) -> int | None:
    """How many levels two people are apart, None where one did not tell."""
    return None if a is None or b is None else abs(a - b)


def closeness(a: int | None, b: int | None) -> int:
    """Nearness of levels: nothing at three steps apart."""
    steps = gap(a, b)
    return UNKNOWN if steps is None else max(0, 3 - steps) * FULL // 3


def apart(wish: str, same: bool, same_team: bool, known: bool) -> int:
    """How well difference (or sameness) answers the programme's wish."""
    if wish == "any" or not known:
        return UNKNOWN
    if wish == "same":
        return FULL if same else 0
    return FULL if not same else 0 if same_team else UNKNOWN


def difference(a: Peer, b: Peer, wishes: Wishes) -> int:
    """Department and place, as the programme wishes them."""
    team = a.manager is not None and a.manager == b.manager
    known = bool(a.department and b.department)
    department = apart(wishes.department, a.department == b.department, team, known)
    if wishes.place == "any":
        return department
    place = apart(wishes.place, a.location == b.location, True, bool(a.location and b.location))
    return place if wishes.department == "any" else (department + place) // 2


def wished_so(wish: str, kind: str, ours: str, theirs: str) -> bool:
    """Whether difference ("different") or sameness ("same") is wished and there."""
    return wish == kind and bool(ours and theirs) and (ours == theirs) == (kind == "same")


def practical(minutes: int, told: bool, meet: bool) -> int:
    """Hours in common, lowered when no way of meeting suits both."""
    return overlap(minutes, told) * (FULL if meet else 6000) // FULL


def summed(wishes: Wishes, parts: Mapping[str, int], redundancy: int) -> int:
    """The weighted sum, less the penalty for redundant strengths."""
    weighed = sum(weight * parts[name] for name, weight in wishes.weights.items())
    return max(0, weighed // wishes.whole - REDUNDANCY * redundancy // FULL)


def redundant(same: int, a: Peer, b: Peer) -> int:
    """How much of what the narrower of the two offers the other offers as well."""
    return same * FULL // max(1, min(len(a.offers), len(b.offers)))


def can_meet(a: Peer, b: Peer) -> bool:
    """Whether a way of meeting suits both; whoever named none takes any."""
    return not a.formats or not b.formats or not a.formats.isdisjoint(b.formats)


Hits = tuple[tuple[int, int, int], ...]


def help_for(taker: Peer, giver: Peer, near: Near) -> tuple[int, Hits]:
    """What `giver` can do for `taker`; and per sought thing the offer that is the same thing.

    These are (sought, offered, percent), strongest first.
    """
    best = best_for(taker.seeks, frozenset(giver.offers), near)
    hits = [
        (-percent * chance(place), place, (taker.seeks[place], offer, percent))
        for place, (offer, percent) in enumerate(best)
        if percent >= SAME
    ]
    worth = saturated([percent for _, percent in best], len(giver.offers))
    return worth, tuple(hit for _, _, hit in sorted(hits))


def compare(viewer: Peer, other: Peer, near: Near, wishes: Wishes) -> Fit:
    """Everything between the two, as `viewer` sees it; the total is the same from both sides."""
    gain, gains = help_for(viewer, other, near)
    give, gives = help_for(other, viewer, near)
    interests, liked = shared(sorted(viewer.interests), other.interests, near)
    strengths, same = shared(viewer.offers, frozenset(other.offers), near)
    minutes = shared_minutes(viewer, other)
    situations = tuple(sorted(viewer.situations & other.situations))
    parts = {
        "exchange": fused(gain, give),
        "common": ground(bool(situations), liked),
        "practical": practical(minutes, bool(viewer.hours and other.hours), can_meet(viewer, other)),
        "level": closeness(viewer.level, other.level),
        "difference": difference(viewer, other, wishes),
    }
    redundancy = redundant(same, viewer, other)
    return Fit(
        gain=gain, give=give, **parts, redundancy=redundancy, total=summed(wishes, parts, redundancy),
        gains=gains, gives=gives, situations=situations, interests=interests,
        minutes=minutes, formats=tuple(sorted(viewer.formats & other.formats)),
        level_gap=gap(viewer.level, other.level),
        other_department=wished_so(wishes.department, "different", viewer.department, other.department),
        same_department=wished_so(wishes.department, "same", viewer.department, other.department),
        other_place=wished_so(wishes.place, "different", viewer.location, other.location),
        same_place=wished_so(wishes.place, "same", viewer.location, other.location),
        strengths=strengths, off=wishes.off,
    )  # fmt: skip


__all__ = ["RELATED", "SAME", "SLOT", "Fit", "Near", "Wishes", "compare", "counted"]
