"""The score of one viewer against many people at a time: the same whole numbers as `score.compare`.

Every step is that of `score`, in the same order with the same roundings, on 32-bit columns: the largest number on the
way is below 2**31 (twice the square of twice FULL). Properties hold it equal to `score.compare` on random people.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from peerportal.matching import score
from peerportal.matching.index.said import Read, Said
from peerportal.matching.index.sight import Sight
from peerportal.matching.index.table import INTEREST, OFFER, SEEK, SITUATION
from peerportal.matching.score import FULL, Wishes

Marks = Callable[[np.ndarray], np.ndarray]


class Exact:
    """Totals for rows of people, as one viewer sees them."""

    def __init__(self, sight: Sight, said: Said, wishes: Wishes) -> None:
        self._sight, self._said = sight, said
        self._weights = wishes.weight("exchange"), wishes.weight("common")
        self.whole = sum(map(wishes.weight, score.WEIGHTS)) or 1

    def totals(self, rows: np.ndarray, weighted: np.ndarray) -> np.ndarray:
        """`score.compare(viewer, other).total` for each row, int32; `weighted` is what `Apart` says of them."""
        read, exchange, common = self._said.read(rows), *self._weights
        with self._sight.reading() as marks:
            offers, count = marks(read.of(OFFER)), read.counts(OFFER)
            gain, give = self._gain(offers, count), self._give(marks(read.of(SEEK)))
            whole = weighted + exchange * fused(gain, give) + common * self._common(read, marks)
        whole //= self.whole
        if self._sight.offers:
            alike_ = alike(self._sight.strong[offers])
            narrower = np.clip(count, 1, len(self._sight.offers))
            whole -= score.REDUNDANCY * (alike_ * FULL // narrower) // FULL
        return np.maximum(0, whole)

    def _gain(self, offers: np.ndarray, count: np.ndarray) -> np.ndarray:
        """`score.saturated` of what they offer, for each."""
        left = np.full(len(count), FULL, np.int32)
        if not len(offers):
            return FULL - left
        wide = breadths(count)
        for place in range(len(self._sight.seeks)):
            percent = self._sight.wants[place][offers].max(axis=0)
            left *= FULL - score.chance(place) * wide // FULL * percent // 100
            left //= FULL
        return FULL - left

    def _give(self, seeks: np.ndarray) -> np.ndarray:
        """`score.saturated` of what the viewer offers, for each: their places, the viewer's breadth."""
        left = np.full(seeks.shape[1], FULL, np.int32)
        wide = score.breadth(len(self._sight.offers))
        for place, percent in enumerate(self._sight.has[seeks] if self._sight.offers else ()):
            left *= _left(place, wide)[percent]
            left //= FULL
        return FULL - left

    def _common(self, read: Read, marks: Marks) -> np.ndarray:
        found: np.ndarray = np.zeros(len(read.counts(OFFER)), np.int32)
        if self._sight.interests:
            shared = alike(self._sight.likes[marks(read.of(INTEREST))])
            found += 4000 - (4000 >> np.minimum(shared, 12))
        if self._sight.situations:
            found += 6000 * np.any(self._sight.shares[marks(read.of(SITUATION))], axis=0)
        return found


def alike(bits: np.ndarray) -> np.ndarray:
    """`score.alike` from bits[place, person, word]: the lesser of how many of theirs and of the viewer's are met."""
    met, mine = np.zeros(bits.shape[:2], bool), np.zeros(bits.shape[1], np.int32)
    for word in range(bits.shape[2]):
        met |= bits[..., word] != 0
        mine += np.bitwise_count(np.bitwise_or.reduce(bits[..., word], axis=0))
    return np.minimum(met.sum(axis=0, dtype=np.int32), mine)


def fused(gain: np.ndarray, give: np.ndarray) -> np.ndarray:
    """`score.fused` for each."""
    both = gain + give
    found: np.ndarray = (4 * gain * give + both * both) // np.maximum(1, 4 * both)
    return found


def breadths(counts: np.ndarray) -> np.ndarray:
    """`score.breadth` for each number of offers."""
    return _breadths(int(counts.max(initial=0)).bit_length())[counts]


@cache
def _breadths(bits: int) -> np.ndarray:
    return np.array([score.breadth(count) for count in range(1 << bits)], np.int32)


@cache
def _left(place: int, wide: int) -> np.ndarray:
    """What is left of FULL after a hit at this place by somebody of this breadth, by percent."""
    return FULL - score.chance(place) * wide // FULL * np.arange(101, dtype=np.int32) // 100
