"""The planted truth: how likely each of two people would say yes to the other, known here and to no ranking.

A person says yes with a chance that is a logistic of what they would truly gain and give (concepts, however they are
spelt), what both are going through and like, levels, departments, time zones, and of what no profile tells: chemistry
between the two, and the person's own taste. Whoever offers very much is chosen less, as in real pairs. Both say yes
with the product of the two chances.

The form is another one than the ranking's on purpose: sums in the exponent instead of a weighted mean; gains that
saturate as x / (x + 1/2) instead of a product of misses; zones counted by distance between clocks instead of shared
hours; no price, no penalty for redundancy, no lift. The coefficients say: a random colleague would say yes about one
time in seven; the first thing gained counts most; what two people have in common, levels and places weigh about as
much together, as research on pairs at work has it; and even a ranking that knows all but chemistry and taste reaches
only about seven tenths of the best lists. They were set with an eye on what random and one-sided lists reach, and the
ranking's weights were not set by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from peerportal.matching.evaluation.concepts import concepts
from peerportal.matching.evaluation.organisation import NOTHING, Organisation
from peerportal.matching.evaluation.workplaces import hours_from_utc

PLACES = np.array((1.0, 0.8, 0.65, 0.55, 0.5), dtype=np.float32)  # the first thing sought matters most
HALF = 0.5  # gains count x / (x + HALF)
BASE, GAIN, GIVE = -1.8, 3.0, 0.5
SITUATION, INTERESTS = 1.2, 0.6
LEVEL, DEPARTMENT, TEAM, HOUR, EASY_HOURS = -0.6, 0.5, -0.5, -0.3, 2.0
WIDE, WIDE_COUNTS = 8, -0.07  # for each thing offered beyond eight
CHEMISTRY, TASTE = 0.6, 0.3  # standard deviations
_FOR_CHEMISTRY, _FOR_TASTE, _FOR_ANSWER = 1, 2, 3


@dataclass(frozen=True)
class Chances:
    """Beside each pair: the chance that the first says yes to the second, the reverse, and whether they could swap."""

    first: np.ndarray
    second: np.ndarray
    swap: np.ndarray

    @property
    def both(self) -> np.ndarray:
        return self.first * self.second


@dataclass(frozen=True)
class Truth:
    """The truth about one organisation; people are rows."""

    of: Organisation

    @cached_property
    def _offered(self) -> np.ndarray:
        """Whether a person offers a concept; the last column, where NOTHING leads, is never true."""
        found = np.zeros((len(self.of), len(concepts()) + 1), dtype=bool)
        np.put_along_axis(found, self.of.said["offer"], True, axis=1)  # noqa: FBT003
        found[:, NOTHING] = False
        return found

    @cached_property
    def _liked(self) -> np.ndarray:
        return _bits(self.of.said["interest"])

    @cached_property
    def _situations(self) -> np.ndarray:
        return _bits(self.of.said["situation"])

    @cached_property
    def _breadth(self) -> np.ndarray:
        return WIDE_COUNTS * np.maximum(0, (self.of.said["offer"] != NOTHING).sum(axis=1) - WIDE)

    def between(self, first: np.ndarray, second: np.ndarray, *, unseen: bool = True) -> Chances:
        """The truth about pairs; `first` and `second` are rows, of one length or one of them a single row.

        Without `unseen` it is what somebody would expect who knows all of it but chemistry and taste.
        """
        gain, give = self._wins(first, second), self._wins(second, first)
        shared = BASE + self._shared(first, second)
        own = shared + GAIN * gain + GIVE * give + self._breadth[second]
        other = shared + GAIN * give + GIVE * gain + self._breadth[first]
        if unseen:
            chemistry = self._chemistry(first, second)
            own = own + chemistry + self._taste(first, second)
            other = other + chemistry + self._taste(second, first)
        return Chances(_logistic(own), _logistic(other), (gain > 0) & (give > 0))

    def answers(self, asking: np.ndarray, asked: np.ndarray, luck: int) -> np.ndarray:
        """A number from 0 to 1 for each request, the same whichever list led the two together."""
        return _uniform(self._key(asking, asked, _FOR_ANSWER + luck))

    def _wins(self, taker: np.ndarray, giver: np.ndarray) -> np.ndarray:
        """What `giver` offers of what `taker` seeks, from 0 to below 1."""
        seeks = self.of.said["seek"]
        found = sum(weight * self._offered[giver, seeks[taker, place]] for place, weight in enumerate(PLACES))
        return np.asarray(found / (found + HALF))

    def _shared(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        of = self.of
        apart = np.abs(hours_from_utc()[of.site[a]] - hours_from_utc()[of.site[b]])
        apart = np.minimum(apart, 24 - apart)
        interests = np.bitwise_count(self._liked[a] & self._liked[b])
        return np.asarray(
            SITUATION * ((self._situations[a] & self._situations[b]) != 0)
            + INTERESTS * np.sqrt(interests)
            + LEVEL * np.abs(of.level[a] - of.level[b])
            + DEPARTMENT * (of.department[a] != of.department[b])
            + TEAM * (of.manager[a] == of.manager[b])
            + HOUR * np.maximum(0.0, apart - EASY_HOURS)
        )

    def _chemistry(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return CHEMISTRY * _normal(self._key(np.minimum(a, b), np.maximum(a, b), _FOR_CHEMISTRY))

    def _taste(self, of: np.ndarray, about: np.ndarray) -> np.ndarray:
        return TASTE * _normal(self._key(of, about, _FOR_TASTE))

    def _key(self, a: np.ndarray, b: np.ndarray, purpose: int) -> np.ndarray:
        salt = np.uint64(self.of.seed * 64 + purpose)
        first, second = np.asarray(a).astype(np.uint64), np.asarray(b).astype(np.uint64)
        return _scattered((first << np.uint64(32) | second) + (salt << np.uint64(21)))


def _bits(rows: np.ndarray) -> np.ndarray:
    """What each row says as bits of one number; the concepts of interests and situations are fewer than 64 each."""
    kinds = np.unique(rows[rows != NOTHING])
    lowest = kinds.min() if len(kinds) else 0
    bits = np.where(rows == NOTHING, 0, np.uint64(1) << np.maximum(rows - lowest, 0).astype(np.uint64))
    return np.asarray(np.bitwise_or.reduce(bits.astype(np.uint64), axis=1))


def _logistic(value: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 / (1.0 + np.exp(-value)))


def _scattered(key: np.ndarray) -> np.ndarray:
    """The steps of splitmix64 (Steele, Lea, Flood 2014), over an array; whole numbers wrap around on purpose."""
    with np.errstate(over="ignore"):
        mixed = (np.asarray(key, dtype=np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ mixed >> np.uint64(31))


def _uniform(key: np.ndarray) -> np.ndarray:
    """Between 0 and 1, never either."""
    return ((key >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53


def _normal(key: np.ndarray) -> np.ndarray:
    """Normally distributed numbers from the two halves of a key (Box and Muller 1958)."""
    high = ((key >> np.uint64(32)).astype(np.float64) + 0.5) / 2.0**32
    low = (key & np.uint64(0xFFFFFFFF)).astype(np.float64) / 2.0**32
    return np.asarray(np.sqrt(-2.0 * np.log(high)) * np.cos(2.0 * np.pi * low))
