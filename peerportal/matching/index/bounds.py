"""What people can reach at the most, from a few small numbers each that the posting lists add up.

A hit on the thing sought at place r, alike by p percent, leaves 1 - chance(r) * p of what was missing. Its units are
the negative logarithm of that, in steps of STEP and rounded up, so that hits add up; from TOP units on nothing is
missing. Whoever says two things that are one to the viewer is counted twice: too high, never too low.
"""

from __future__ import annotations

from functools import cache
from math import ceil, exp, log

import numpy as np

from peerportal.matching import score
from peerportal.matching.index.exact import fused
from peerportal.matching.score import FULL

STEP, TOP = 0.06, 63
# What is summed up for each person, in columns of 16 bits: units of gain, units of give, and what is in common, which
# counts an interest as one and a situation as SITUATION.
GAIN, GIVE, COMMON = range(3)
SITUATION = 1 << 8
# Roundings on the way down to `saturated` lose less than one each, of two for every place.
_SLACK = 64


@cache
def units(place: int, percent: int, wide: int = FULL) -> int:
    """The units of one hit by somebody of this breadth."""
    share = score.chance(place) * wide * percent / (FULL * FULL * 100)
    return min(TOP, ceil(-log(1 - share) / STEP)) if share < 1 else TOP


_GAINS = np.array(
    [min(FULL, ceil(FULL * (1 - exp(-STEP * count))) + _SLACK * (count > 0)) for count in range(TOP)] + [FULL]
)
# The most that `fused` gives for units of gain and of give.
EXCHANGE = fused(_GAINS.astype(np.int32)[:, None], _GAINS.astype(np.int32)[None, :])
# The most that `ground` gives, by shared interests, and what a situation adds.
GROUND = np.array([score.ground(False, count) for count in range(SITUATION)], np.int32)
SAME_SITUATION = score.ground(True, 0)


def least(wanted: int, other: int) -> int:
    """The fewest units on one side, when the other has `other`, for an exchange of `wanted`; TOP + 1 for never."""
    return int(np.searchsorted(EXCHANGE[:, min(other, TOP)], wanted))


class Most:
    """The most that exchange and common ground can add for a viewer, weighted, from the sums of people."""

    def __init__(self, exchange: int, common: int, interests: int) -> None:
        """From the two weights, and how many interests the viewer has."""
        self.exchange = exchange
        self._exchange = (exchange * EXCHANGE).ravel()
        self._common = common * GROUND[np.minimum(np.arange(SITUATION), interests)]
        self._situation = common * SAME_SITUATION
        # What common ground adds at the most, for whom: who has an interest in common, who a situation.
        liked = int(self._common[-1])
        self.steps = [(liked, 1), (liked + self._situation, SITUATION)] if common else []

    def of(self, sums: np.ndarray) -> np.ndarray:
        """For each column of these sums, int32."""
        gain, give = (np.minimum(sums[side], TOP) for side in (GAIN, GIVE))
        most: np.ndarray = self._exchange.take(gain * np.uint16(TOP + 1) + give)
        if sums[COMMON].any():
            most += self._common.take(sums[COMMON] % SITUATION)
            most += self._situation * (sums[COMMON] >= SITUATION)
        return most

    def highest(self, sums: np.ndarray, gain: int, give: int) -> int:
        """The most for anybody of these sums, when nobody has more units than so many of each."""
        exchange = int(self._exchange[min(gain, TOP) * (TOP + 1) + min(give, TOP)])
        return exchange + (self.steps[-1][0] if self.steps and sums[COMMON].any() else 0)
