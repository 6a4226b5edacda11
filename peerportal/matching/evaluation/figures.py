"""The figures: how near lists come to the best there could be, and how they share attention out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peerportal.matching.evaluation.organisation import NOTHING

CARDS = 10
DISCOUNT = 1.0 / np.log2(np.arange(2, CARDS + 2))


def gained(chances: np.ndarray) -> np.ndarray:
    """Discounted gain of lists (Järvelin and Kekäläinen 2002); each row holds the worth of a list's cards."""
    return np.asarray((chances * DISCOUNT[: chances.shape[-1]]).sum(axis=-1))


def exposures(listed: np.ndarray, people: int) -> np.ndarray:
    """On how many lists each person stands."""
    return np.bincount(listed[listed != NOTHING], minlength=people)


def gini(counts: np.ndarray) -> float:
    """How unevenly something is shared out: 0 when all have the same, near 1 when one has everything."""
    ordered = np.sort(np.asarray(counts, dtype=np.float64))
    whole, people = ordered.sum(), len(ordered)
    if not whole:
        return 0.0
    places = np.arange(1, people + 1)
    return float(2 * (places * ordered).sum() / (people * whole) - (people + 1) / people)


def covered(counts: np.ndarray) -> float:
    """The share of people who stand on somebody's list."""
    return float((counts > 0).mean())


def mutual(listed: np.ndarray) -> float:
    """The share of cards whose person has the viewer on their own list."""
    people = len(listed)
    viewer = np.repeat(np.arange(people), listed.shape[1])[listed.ravel() != NOTHING]
    other = listed.ravel()[listed.ravel() != NOTHING]
    there = np.unique(viewer * people + other)
    return float(np.isin(other * people + viewer, there).mean()) if len(other) else 0.0


def repeated(classes: Sequence[Sequence[object]]) -> float:
    """The share of cards whose class ("" is none) stands higher up on the same list already."""
    again = sum(sum(bool(one) and one in row[:at] for at, one in enumerate(row)) for row in classes)
    return again / max(1, sum(map(len, classes)))
