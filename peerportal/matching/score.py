"""How well two people fit: components and their sum, in whole numbers from 0 to 10,000.

Whole numbers with one rounding each make the outcome the same in every process, and the same seen from both sides.
The form and its figures come from experiments on generated organisations (docs/matching.md); how often a first, second
and third shared topic raises the chance of being chosen comes from 46,836 real pairs, which is why topics saturate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from peerportal.matching.peer import SLOT, Peer, shared_minutes

FULL = 10_000
# Percent of similarity: the same thing; related, which counts half and is never a reason.
SAME, RELATED = 75, 60
WEIGHTS = {"exchange": 45, "common": 20, "practical": 15, "level": 10, "difference": 10}
REDUNDANCY = 500
ENOUGH_MINUTES = 900  # fifteen shared hours a week are plenty
WIDE = 8  # whoever offers more is chosen less
UNKNOWN = FULL // 2
UNTILTED = 4  # quarters

Near = Mapping[int, Mapping[int, int]]  # term → {similar term: percent}


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


def similarity(near: Near, a: int, b: int) -> int:
    """How alike two terms are, in percent; related ones count half, all else nothing."""
    percent = 100 if a == b else near.get(a, {}).get(b, 0)
    return counted(percent)


def counted(percent: int) -> int:
    """What a similarity is worth in an exchange."""
    if percent >= SAME:
        return percent
    return percent // 2 if percent >= RELATED else 0


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


def give(giver: Peer, taker: Peer, near: Near) -> int:
    """What `giver` can do for `taker`."""
    best = [max((similarity(near, want, has) for has in giver.offers), default=0) for want in taker.seeks]
    return saturated(best, len(giver.offers))


def alike(a: frozenset[int], b: frozenset[int], near: Near) -> int:
    """How many things two people have in common, counted so that both sides count the same."""

    def found(ones: frozenset[int], others: frozenset[int]) -> int:
        return sum(any(similarity(near, one, other) >= SAME for other in others) for one in ones)

    return min(found(a, b), found(b, a))


def ground(situation: bool, interests: int) -> int:
    """Common ground: the same situation counts most, each further interest half of the one before."""
    return 6000 * situation + 4000 - (4000 >> min(interests, 12))


def overlap(minutes: int, told: bool) -> int:
    """Shared hours, full at fifteen a week; half when one did not tell theirs."""
    return min(minutes, ENOUGH_MINUTES) * FULL // ENOUGH_MINUTES if told else UNKNOWN


def closeness(a: int | None, b: int | None) -> int:
    """Nearness of levels: nothing at three steps apart."""
    return UNKNOWN if a is None or b is None else max(0, 3 - abs(a - b)) * FULL // 3


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
    weights = {name: wishes.weight(name) for name in WEIGHTS}
    whole = sum(weights.values()) or 1
    return max(
        0, sum(weights[name] * parts[name] for name in WEIGHTS) // whole - REDUNDANCY * redundancy // FULL
    )


def redundant(same: int, a: Peer, b: Peer) -> int:
    """How much of what the narrower of the two offers the other offers as well."""
    return same * FULL // max(1, min(len(a.offers), len(b.offers)))


def can_meet(a: Peer, b: Peer) -> bool:
    """Whether a way of meeting suits both; whoever named none takes any."""
    return not a.formats or not b.formats or not a.formats.isdisjoint(b.formats)


def _hits(giver: Peer, taker: Peer, near: Near) -> tuple[tuple[int, int, int], ...]:
    """Per sought thing the best offer that is the same thing: (sought, offered, percent), strongest first."""
    found = []
    for place, want in enumerate(taker.seeks):
        best = max(
            ((similarity(near, want, has), -i, has) for i, has in enumerate(giver.offers)), default=None
        )
        if best and best[0] >= SAME:
            found.append((-best[0] * chance(place), place, (want, best[2], best[0])))
    return tuple(hit for _, _, hit in sorted(found))


def _shared(ours: Iterable[int], theirs: Iterable[int], near: Near) -> tuple[tuple[int, int], ...]:
    """What both have, as (ours, theirs) in our order."""
    pairs, theirs = [], tuple(theirs)
    for one in ours:
        best = max(((similarity(near, one, other), -other) for other in theirs), default=(0, 0))
        if best[0] >= SAME:
            pairs.append((one, -best[1]))
    return tuple(pairs)


def compare(viewer: Peer, other: Peer, near: Near, wishes: Wishes) -> Fit:
    """Everything between the two, as `viewer` sees it; the total is the same from both sides."""
    gain, given = give(other, viewer, near), give(viewer, other, near)
    minutes = shared_minutes(viewer, other)
    situations = tuple(sorted(viewer.situations & other.situations))
    parts = {
        "exchange": fused(gain, given),
        "common": ground(bool(situations), alike(viewer.interests, other.interests, near)),
        "practical": practical(minutes, bool(viewer.hours and other.hours), can_meet(viewer, other)),
        "level": closeness(viewer.level, other.level),
        "difference": difference(viewer, other, wishes),
    }
    same = redundant(alike(frozenset(viewer.offers), frozenset(other.offers), near), viewer, other)
    known = viewer.level is not None and other.level is not None
    return Fit(
        gain=gain, give=given, **parts, redundancy=same, total=summed(wishes, parts, same),
        gains=_hits(other, viewer, near), gives=_hits(viewer, other, near),
        situations=situations, interests=_shared(sorted(viewer.interests), other.interests, near),
        minutes=minutes, formats=tuple(sorted(viewer.formats & other.formats)),
        level_gap=abs(viewer.level - other.level) if known else None,  # type: ignore[operator]
        other_department=wished_so(wishes.department, "different", viewer.department, other.department),
        same_department=wished_so(wishes.department, "same", viewer.department, other.department),
        other_place=wished_so(wishes.place, "different", viewer.location, other.location),
        same_place=wished_so(wishes.place, "same", viewer.location, other.location),
        strengths=_shared(viewer.offers, other.offers, near),
        off=tuple(name for name in WEIGHTS if not wishes.weight(name)),
    )  # fmt: skip


__all__ = ["SLOT", "Fit", "Near", "Wishes", "compare"]
