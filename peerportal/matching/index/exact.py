"""The score of one viewer against many people at a time: the same whole numbers as `score.compare`.

Every step is that of `score`, in the same order with the same roundings, on 32-bit columns: the largest number on the
way is below 2**31 (twice the square of twice FULL). Properties hold it equal to `score.compare` on random people.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from peerportal.matching import score
from peerportal.matching.index.said import Said
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
        self._factors = _factors(len(sight.viewer.offers))

    def totals(self, rows: np.ndarray, weighted: np.ndarray) -> np.ndarray:
        """`score.compare(viewer, other).total` for each row, int32; `weighted` is what `Apart` says of them."""
        with self._sight.reading() as marks:
            offers = marks(self._said.padded(rows, OFFER))
            count = self._said.counts(rows, OFFER)
            exchange = fused(self._gain(offers, count), self._give(marks(self._said.padded(rows, SEEK))))
            whole = weighted + self._weights[0] * exchange + self._weights[1] * self._common(rows, marks)
        whole //= self.whole
        redundancy = self._redundant(offers, count)
        return np.maximum(0, whole - score.REDUNDANCY * redundancy // FULL)

    def _gain(self, offers: np.ndarray, count: np.ndarray) -> np.ndarray:
        """`score.saturated` of what they offer, for each."""
        if not self._sight.seeks or not offers.shape[1]:
            return np.zeros(len(offers), np.int32)
        best = self._sight.wants[offers].max(axis=1).astype(np.int32)
        wide = breadths(count)
        left = np.full(len(offers), FULL, np.int32)
        for place in range(best.shape[1]):
            left *= FULL - score.chance(place) * wide // FULL * best[:, place] // 100
            left //= FULL
        return FULL - left

    def _give(self, seeks: np.ndarray) -> np.ndarray:
        """`score.saturated` of what the viewer offers, for each: their places, the viewer's breadth."""
        left = np.full(len(seeks), FULL, np.int32)
        if not self._sight.offers:
            return FULL - left
        percent = self._sight.has[seeks]
        for place in range(seeks.shape[1]):
            left *= self._factors(place)[percent[:, place]]
            left //= FULL
        return FULL - left

    def _common(self, rows: np.ndarray, marks: Marks) -> np.ndarray:
        situation: np.ndarray = np.zeros(len(rows), np.int32)
        shared: np.ndarray = np.zeros(len(rows), np.int32)
        if self._sight.situations:
            gone_through = marks(self._said.padded(rows, SITUATION))
            situation = np.any(self._sight.shares[gone_through], axis=1).astype(np.int32)
        if self._sight.interests:
            shared = alike(self._sight.likes[marks(self._said.padded(rows, INTEREST))])
        interests: np.ndarray = 4000 - (4000 >> np.minimum(shared, 12))
        return 6000 * situation + interests

    def _redundant(self, offers: np.ndarray, count: np.ndarray) -> np.ndarray:
        mine = len(self._sight.viewer.offers)
        if not mine:
            return np.zeros(len(offers), np.int32)
        return alike(self._sight.strong[offers]) * FULL // np.maximum(1, np.minimum(mine, count))


def alike(bits: np.ndarray) -> np.ndarray:
    """`score.alike` from bits[person, term, word]: the lesser of how many of theirs and of the viewer's are met."""
    theirs = bits.any(axis=2).sum(axis=1, dtype=np.int32)
    mine = np.bitwise_count(np.bitwise_or.reduce(bits, axis=1)).sum(axis=1, dtype=np.int32)
    return np.minimum(theirs, mine)


def fused(gain: np.ndarray, give: np.ndarray) -> np.ndarray:
    """`score.fused` for each."""
    both = gain + give
    return (4 * gain * give + both * both) // np.maximum(1, 4 * both)


def breadths(counts: np.ndarray) -> np.ndarray:
    """`score.breadth` for each number of offers."""
    table = [score.breadth(count) for count in range(int(counts.max(initial=0)) + 1)]
    return np.array(table, np.int32)[counts]


def _factors(offers: int) -> Callable[[int], np.ndarray]:
    """By place: what is left of FULL after a hit of so many percent there, by somebody with so many offers."""
    wide = score.breadth(offers)
    percent = np.arange(101, dtype=np.int32)
    tables: list[np.ndarray] = []

    def at(place: int) -> np.ndarray:
        while len(tables) <= place:
            tables.append(FULL - score.chance(len(tables)) * wide // FULL * percent // 100)
        return tables[place]

    return at
