"""Everybody whom a viewer's terms touch, summed up from the posting lists into the fields of `bounds`."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import numpy as np

from peerportal.matching import score
from peerportal.matching.index.bounds import GAIN, GIVE, GOING_THROUGH, LIKED, TOP, WIDTHS, units
from peerportal.matching.index.postings import GONE_THROUGH, KINDS, LIKING, OFFERED, PLACES, SOUGHT, Postings
from peerportal.matching.index.said import Said
from peerportal.matching.index.sight import Sight
from peerportal.matching.index.table import INTEREST, OFFER, SEEK, SITUATION
from peerportal.matching.score import counted

_FULL = {shift: (1 << width) - 1 for shift, width in WIDTHS.items()}


def fits(said: Said) -> bool:
    """Whether nobody says so much that a field could run over."""
    most = said.most
    return (
        most[OFFER] * TOP <= _FULL[GAIN]
        and most[SEEK] * units(0, 100) <= _FULL[GIVE]
        and most[INTEREST] <= _FULL[LIKED]
        and most[SITUATION] <= _FULL[GOING_THROUGH]
    )


def add_up(sums: np.ndarray, sight: Sight, postings: Postings) -> None:
    """Add what each row has in common with the viewer to its sum, an unsigned 32-bit number that was 0."""
    parts = [
        _gain(sight),
        _give(sight),
        _one_each({number for found in sight.interests for number in found}, LIKING, LIKED),
        _one_each(sight.situations, GONE_THROUGH, GOING_THROUGH),
    ]
    keys, values = (np.concatenate(part) for part in zip(*parts, strict=True))
    postings.add_up(sums, keys, values.astype(np.uint32))


def _gain(sight: Sight) -> tuple[np.ndarray, np.ndarray]:
    """Who offers what the viewer seeks: lists, and what being in one adds."""
    found: dict[int, int] = {}
    for place, near in enumerate(sight.seeks):
        for number, percent in near.items():
            found[number] = min(TOP, found.get(number, 0) + units(place, counted(percent)))
    return _whole(found) * KINDS + OFFERED, _whole(found.values()) << GAIN


def _give(sight: Sight) -> tuple[np.ndarray, np.ndarray]:
    """Who seeks what the viewer offers, by the place at which they seek it."""
    wide = score.breadth(len(sight.offers))
    keys = _whole(sight.helps)[:, None] * KINDS + np.array(SOUGHT)
    values = _whole([_by_place(percent, wide) for percent in sight.helps.values()]).reshape(-1, PLACES)
    return keys.ravel(), values.ravel() << GIVE


def _one_each(numbers: Collection[int], kind: int, shift: int) -> tuple[np.ndarray, np.ndarray]:
    return _whole(numbers) * KINDS + kind, np.full(len(numbers), 1 << shift)


@cache
def _by_place(percent: int, wide: int) -> tuple[int, ...]:
    return tuple(units(place, percent, wide) for place in range(PLACES))


def _whole(values: Collection[int] | Collection[tuple[int, ...]]) -> np.ndarray:
    return np.array(list(values), np.int64)
