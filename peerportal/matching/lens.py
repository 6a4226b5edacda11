"""The same score as `score.compare`, for one viewer against thousands: only what they share is looked at closely.

What depends on the viewer alone is worked out once. Whoever shares no term with the viewer has neither exchange,
common ground nor redundancy, and is told apart by one set operation. A test holds it equal to `score.compare`.
"""

from __future__ import annotations

from collections.abc import Iterable

from peerportal.matching import score
from peerportal.matching.peer import SLOT, Peer
from peerportal.matching.score import FULL, RELATED, SAME, WEIGHTS, Near, Wishes


class Lens:
    """A viewer's way of looking at everybody else."""

    def __init__(self, viewer: Peer, near: Near, wishes: Wishes) -> None:
        self.viewer, self.wishes, self._near = viewer, wishes, near
        self._wants = self._places(viewer.seeks)
        self._has = {
            term: max(percent for _, percent in hits) for term, hits in self._places(viewer.offers).items()
        }
        self._interests = [self._same(term) for term in viewer.interests]
        self._strengths = [self._same(term) for term in viewer.offers]
        self._liked = frozenset().union(*self._interests)
        self._strong = frozenset().union(*self._strengths)
        self._touched = frozenset(self._wants) | frozenset(self._has) | self._liked | viewer.situations
        weights = [wishes.weight(name) for name in WEIGHTS]
        self._weights, self._whole = weights, sum(weights) or 1
        self._cheap: dict[tuple[object, ...], int] = {}

    def _places(self, terms: Iterable[int]) -> dict[int, list[tuple[int, int]]]:
        """Term of the other → [(place in the viewer's list, what the similarity counts)]."""
        found: dict[int, list[tuple[int, int]]] = {}
        for place, term in enumerate(terms):
            found.setdefault(term, []).append((place, 100))
            for other, percent in self._near.get(term, {}).items():
                if percent >= RELATED and other != term:
                    found.setdefault(other, []).append((place, score.counted(percent)))
        return found

    def _same(self, term: int) -> frozenset[int]:
        close = self._near.get(term, {})
        return frozenset(other for other, percent in close.items() if percent >= SAME) | {term}

    def total(self, other: Peer) -> int:
        """The total of `score.compare(viewer, other)`."""
        apart = self._apart(other)
        if other.terms.isdisjoint(self._touched):
            return apart // self._whole
        exchange, common = score.fused(self._gain(other), self._give(other)), self._common(other)
        close = apart + self._weights[0] * exchange + self._weights[1] * common
        redundancy = score.redundant(self._redundant(other), self.viewer, other)
        return max(0, close // self._whole - score.REDUNDANCY * redundancy // FULL)

    def _apart(self, other: Peer) -> int:
        """The weighted parts that need no term in common; people of one team and hours share the outcome."""
        key = (other.hours, other.formats, other.level, other.department, other.location, other.manager)
        found = self._cheap.get(key)
        if found is None:
            found = self._cheap[key] = self._apart_anew(other)
        return found

    def _apart_anew(self, other: Peer) -> int:
        viewer = self.viewer
        minutes = (viewer.hours & other.hours).bit_count() * SLOT
        told = bool(viewer.hours and other.hours)
        parts = (
            score.practical(minutes, told, score.can_meet(viewer, other)),
            score.closeness(viewer.level, other.level),
            score.difference(viewer, other, self.wishes),
        )
        return sum(weight * part for weight, part in zip(self._weights[2:], parts, strict=True))

    def _gain(self, other: Peer) -> int:
        best = [0] * len(self.viewer.seeks)
        for term in other.offers:
            for place, percent in self._wants.get(term, ()):
                best[place] = max(best[place], percent)
        return score.saturated(best, len(other.offers))

    def _give(self, other: Peer) -> int:
        has = self._has
        return score.saturated([has.get(term, 0) for term in other.seeks], len(self.viewer.offers))

    def _common(self, other: Peer) -> int:
        shared = _alike(self._interests, self._liked, other.interests)
        return score.ground(not self.viewer.situations.isdisjoint(other.situations), shared)

    def _redundant(self, other: Peer) -> int:
        return _alike(self._strengths, self._strong, frozenset(other.offers))


def _alike(mine: list[frozenset[int]], near_mine: frozenset[int], theirs: frozenset[int]) -> int:
    found = sum(one in near_mine for one in theirs)
    return found and min(found, sum(not one.isdisjoint(theirs) for one in mine))
