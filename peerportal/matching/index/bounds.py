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
# The fields of a 32-bit sum: units of gain, units of give, shared interests, shared situations; and their widths.
GAIN, GIVE, LIKED, GOING_THROUGH = 0, 10, 20, 26
WIDTHS = {GAIN: 10, GIVE: 10, LIKED: 6, GOING_THROUGH: 6}
# Roundings on the way down to `saturated` lose less than one each, of two for every place.
_SLACK = 64


@cache
def units(place: int, percent: int, wide: int = FULL) -> int:
    """The units of one hit by somebody of this breadth."""
    share = score.chance(place) * wide * percent / (FULL * FULL * 100)
    return min(TOP, ceil(-log(1 - share) / STEP)) if share < 1 else TOP


def field(sums: np.ndarray, shift: int) -> np.ndarray:
    """One field of each sum."""
    return (sums >> np.uint32(shift)) & np.uint32((1 << WIDTHS[shift]) - 1)


_GAINS = np.array(
    [min(FULL, ceil(FULL * (1 - exp(-STEP * count))) + _SLACK * (count > 0)) for count in range(TOP)] + [FULL]
)
# The most that `fused` gives for units of gain and of give.
EXCHANGE = fused(_GAINS.astype(np.int32)[:, None], _GAINS.astype(np.int32)[None, :])
# The most that `ground` gives without a situation, by shared interests.
GROUND = np.array([score.ground(False, count) for count in range(1 << WIDTHS[LIKED])], np.int32)
SITUATION = score.ground(True, 0)


def least(wanted: int, other: int) -> int:
    """The fewest units on one side, when the other has `other`, for an exchange of `wanted`; TOP + 1 for never."""
    return int(np.searchsorted(EXCHANGE[:, min(other, TOP)], wanted))


class Most:
    """The most that exchange and common ground can add for a viewer, weighted, from the sums of people."""

    def __init__(self, exchange: int, common: int) -> None:
        """From the two weights."""
        self._exchange = (exchange * EXCHANGE).ravel()
        self._common = common * GROUND
        self._situation = common * SITUATION
        self.exchange = exchange

    def of(self, sums: np.ndarray) -> np.ndarray:
        """For each of these sums, int32."""
        gain, give = (np.minimum(field(sums, shift), TOP) for shift in (GAIN, GIVE))
        most: np.ndarray = self._exchange.take(gain * np.uint32(TOP + 1) + give)
        if self.in_common(sums).any():
            most += self._common.take(field(sums, LIKED))
            most += self._situation * (field(sums, GOING_THROUGH) > 0)
        return most

    @staticmethod
    def in_common(sums: np.ndarray) -> np.ndarray:
        """Who has an interest or a situation in common."""
        found: np.ndarray = sums >= np.uint32(1 << LIKED)
        return found

    @property
    def common(self) -> int:
        """The most that common ground adds."""
        return int(self._common[-1]) + self._situation

    def highest(self, gain: int, give: int) -> int:
        """The most for anybody, when nobody has more units than these."""
        return int(self._exchange[min(gain, TOP) * (TOP + 1) + min(give, TOP)]) + self.common
