"""What a week decides between two people, for many at a time: `ranking.tie` and `ranking.lot` in 64-bit columns."""

from __future__ import annotations

import numpy as np

from peerportal.matching import ranking


def ties(viewer: int, others: np.ndarray, week: int, salt: int = 0) -> np.ndarray:
    """`ranking.tie(viewer, other, week, salt)` for each of these person ids; uint64, which wraps as the mask there."""
    fixed = np.uint64(ranking.seed(viewer, week, salt))
    return mixed(fixed + others.astype(np.uint64) * np.uint64(ranking.OTHER))


def mixed(numbers: np.ndarray) -> np.ndarray:
    """`ranking.mixed` for each; uint64."""
    first, second = ranking.MIXING
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(first)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(second)
    return numbers ^ (numbers >> np.uint64(31))


def lots(viewer: int, others: np.ndarray, week: int) -> np.ndarray:
    """`ranking.lot` for each."""
    return ties(viewer, others, week, ranking.LOT)


def ranked(viewer: int, others: np.ndarray, points: np.ndarray, week: int) -> np.ndarray:
    """The places of these people in the order of `ranking.order`: highest points first, equals by tie."""
    return np.lexsort((ties(viewer, others, week), -points.astype(np.int64)))
