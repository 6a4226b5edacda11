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
        self._wanted, self._offered = frozenset(self._wants), frozenset(self._has)
        self._touched = self._wanted | self._offered | self._liked | viewer.situations
        weights = [wishes.weight(name) for name in WEIGHTS]
        self._weights, self._whole = weights, sum(weights) or 1
        # People of the same hours, level or team share these outcomes.
        self._by_hours: dict[object, int] = {}
        self._by_level: dict[int | None, int] = {}
        self._by_area: dict[object, int] = {}

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
        exchange = score.fused(self._gain(other), self._give(other))
        whole = (apart + self._weights[0] * exchange + self._weights[1] * self._common(other)) // self._whole
        if self._strong.isdisjoint(other.offers):
            return whole
        redundancy = score.redundant(self._redundant(other), self.viewer, other)
        return max(0, whole - score.REDUNDANCY * redundancy // FULL)

    def _apart(self, other: Peer) -> int:
        """The weighted parts that need no term in common."""
        hours, area = (other.hours, other.formats), (other.department, other.location, other.manager)
        found = self._by_hours.get(hours)
        if found is None:
            found = self._by_hours[hours] = self._weights[2] * self._practical(other)
        level = self._by_level.get(other.level)
        if level is None:
            level = self._weights[3] * score.closeness(self.viewer.level, other.level)
            self._by_level[other.level] = level
        apart = self._by_area.get(area)
        if apart is None:
            apart = self._by_area[area] = self._weights[4] * score.difference(self.viewer, other, self.wishes)
        return found + level + apart

    def _practical(self, other: Peer) -> int:
        viewer = self.viewer
        minutes = (viewer.hours & other.hours).bit_count() * SLOT
        return score.practical(minutes, bool(viewer.hours and other.hours), score.can_meet(viewer, other))

    def _gain(self, other: Peer) -> int:
        if self._wanted.isdisjoint(other.offers):
            return 0
        best = [0] * len(self.viewer.seeks)
        for term in other.offers:
            for place, percent in self._wants.get(term, ()):
                best[place] = max(best[place], percent)
        return score.saturated(best, len(other.offers))

    def _give(self, other: Peer) -> int:
        if self._offered.isdisjoint(other.seeks):
            return 0
        has = self._has
        return score.saturated([has.get(term, 0) for term in other.seeks], len(self.viewer.offers))

    def _common(self, other: Peer) -> int:
        same = not self.viewer.situations.isdisjoint(other.situations)
        if self._liked.isdisjoint(other.interests):
            return score.ground(same, 0)
        return score.ground(same, _alike(self._interests, self._liked, other.interests))

    def _redundant(self, other: Peer) -> int:
        return _alike(self._strengths, self._strong, frozenset(other.offers))


def _alike(mine: list[frozenset[int]], near_mine: frozenset[int], theirs: frozenset[int]) -> int:
    return min(len(near_mine & theirs), sum(not one.isdisjoint(theirs) for one in mine))
