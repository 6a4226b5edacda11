"""Everybody whom a viewer's terms touch, summed up from the posting lists into the fields of `bounds`."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import numpy as np

from peerportal.matching import score
from peerportal.matching.index.bounds import COMMON, GAIN, GIVE, TOP, units
from peerportal.matching.index.bounds import SITUATION as SITUATED
from peerportal.matching.index.postings import GONE_THROUGH, KINDS, LIKING, OFFERED, PLACES, SOUGHT, Postings
from peerportal.matching.index.said import Said
from peerportal.matching.index.sight import Sight
from peerportal.matching.index.table import INTEREST, OFFER, SEEK, SITUATION

_HIGHEST = (1 << 16) - 1


def fits(said: Said) -> bool:
    """Whether nobody says so much that a sum could run over."""
    gain, give = said.most[OFFER] * TOP, said.most[SEEK] * units(0, 100)
    common = said.most[SITUATION] * SITUATED + SITUATED
    return max(gain, give, common) <= _HIGHEST and said.most[INTEREST] < SITUATED


def add_up(sums: np.ndarray, sight: Sight, postings: Postings) -> None:
    """Add what each row has in common with the viewer to the three sums of `bounds`, which were 0; uint16."""
    postings.add_up(sums[GAIN], *_gain(sight))
    postings.add_up(sums[GIVE], *_give(sight))
    liked = {number for found in sight.interests for number in found}
    postings.add_up(sums[COMMON], *_one_each(liked, LIKING, 1))
    postings.add_up(sums[COMMON], *_one_each(sight.situations, GONE_THROUGH, SITUATED))


def _gain(sight: Sight) -> tuple[np.ndarray, np.ndarray]:
    """Who offers what the viewer seeks: lists, and what being in one adds."""
    found: dict[int, int] = {}
    for place, near in enumerate(sight.seeks):
        for number, percent in near.items():
            found[number] = min(TOP, found.get(number, 0) + units(place, percent))
    return _whole(found) * KINDS + OFFERED, _whole(found.values())


def _give(sight: Sight) -> tuple[np.ndarray, np.ndarray]:
    """Who seeks what the viewer offers, by the place at which they seek it."""
    wide = score.breadth(len(sight.offers))
    keys = _whole(sight.helps)[:, None] * KINDS + np.array(SOUGHT)
    values = _whole([_by_place(percent, wide) for percent in sight.helps.values()]).reshape(-1, PLACES)
    return keys.ravel(), values.ravel()


def _one_each(numbers: Collection[int], kind: int, value: int) -> tuple[np.ndarray, np.ndarray]:
    return _whole(numbers) * KINDS + kind, np.full(len(numbers), value)


@cache
def _by_place(percent: int, wide: int) -> tuple[int, ...]:
    return tuple(units(place, percent, wide) for place in range(PLACES))


def _whole(values: Collection[int] | Collection[tuple[int, ...]]) -> np.ndarray:
    return np.array(list(values), np.int64)
