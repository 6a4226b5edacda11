"""The total of `score.compare` for one person against everybody at once; a test holds the two equal.

A round asks for all pairs, so one person's row is worked out in arrays: what needs no term over everybody, what needs
one only over those whose lists hold a term the person names, or one near it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from peerportal.matching import score
from peerportal.matching.peer import SLOT
from peerportal.matching.rounds.columns import UNKNOWN, Columns, Postings
from peerportal.matching.rounds.sets import Bools, Ints
from peerportal.matching.score import ENOUGH_MINUTES, FULL, RELATED, SAME, WEIGHTS, Near, Wishes


class Fitting:
    """Scores within one crowd; terms that are near each other are so in both directions."""

    def __init__(self, columns: Columns, near: Near, wishes: Wishes) -> None:
        self._of, self._near, self._wishes = columns, near, wishes
        self._weights = {name: wishes.weight(name) for name in WEIGHTS}
        self._whole = sum(self._weights.values()) or 1

    def row(self, row: int) -> Ints:
        """The total of this row with everybody, itself included, 0 to 10,000."""
        weights, of = self._weights, self._of
        whole = weights["practical"] * self._practical(row) + weights["level"] * self._level(row)
        whole += weights["difference"] * self._difference(row)
        whole += weights["exchange"] * self._exchange(row) + weights["common"] * self._common(row)
        peer = of.peers[row]
        same = self._alike(peer.offers, of.offers)
        redundant = same * FULL // np.maximum(1, np.minimum(of.offered, len(peer.offers)))
        total: Ints = np.maximum(0, whole // self._whole - score.REDUNDANCY * redundant // FULL)
        return total

    def _practical(self, row: int) -> Ints:
        hours, formats = self._of.hours, self._of.formats
        minutes = np.minimum(hours.shared(row) * SLOT, ENOUGH_MINUTES)
        told = ~(hours.empty() | (self._of.peers[row].hours == 0))
        overlap = np.where(told, minutes * FULL // ENOUGH_MINUTES, score.UNKNOWN)
        return overlap * np.where(formats.suits(row), FULL, 6000) // FULL

    def _level(self, row: int) -> Ints:
        levels = self._of.levels
        if levels[row] == UNKNOWN:
            return np.full(len(levels), score.UNKNOWN, dtype=np.int64)
        apart = np.minimum(np.abs(levels - levels[row]), 3)
        return np.where(levels == UNKNOWN, score.UNKNOWN, (3 - apart) * FULL // 3)

    def _difference(self, row: int) -> Ints:
        wishes, of = self._wishes, self._of
        team = (of.managers == of.managers[row]) & (of.managers != UNKNOWN)
        department = _apart(wishes.department, of.departments, row, team)
        if wishes.place == "any":
            return department
        place = _apart(wishes.place, of.locations, row, np.ones(len(of), dtype=bool))
        return place if wishes.department == "any" else (department + place) // 2

    def _exchange(self, row: int) -> Ints:
        gain, give = self._gain(row), self._give(row)
        both = gain + give
        return (4 * gain * give + both * both) // np.maximum(1, 4 * both)

    def _gain(self, row: int) -> Ints:
        """What everybody can do for this row."""
        of = self._of
        left = np.full(len(of), FULL, dtype=np.int64)
        for place, want in enumerate(of.peers[row].seeks):
            best = np.zeros(len(of), dtype=np.int64)
            for term, percent in self._counted(want):
                rows = of.offers.rows(term)
                best[rows] = np.maximum(best[rows], percent)
            rows = np.flatnonzero(best)
            worth = score.chance(place) * of.breadth[rows] // FULL * best[rows] // 100
            left[rows] = left[rows] * (FULL - worth) // FULL
        return FULL - left

    def _give(self, row: int) -> Ints:
        """What this row can do for everybody: their lists are gone through in the order of places."""
        of, offers = self._of, self._of.peers[row].offers
        has: dict[int, int] = {}
        for offer in offers:
            for term, percent in self._counted(offer):
                has[term] = max(percent, has.get(term, 0))
        left = np.full(len(of), FULL, dtype=np.int64)
        found = [(of.seeks.rows(term), of.seeks.places(term), percent) for term, percent in has.items()]
        if not any(len(rows) for rows, _, _ in found):
            return FULL - left
        rows, places = (np.concatenate([part[at] for part in found]) for at in (0, 1))
        percents = np.repeat([percent for _, _, percent in found], [len(part[0]) for part in found])
        for place in np.unique(places):
            here = places == place
            worth = score.chance(int(place)) * int(of.breadth[row]) // FULL * percents[here] // 100
            left[rows[here]] = left[rows[here]] * (FULL - worth) // FULL
        return FULL - left

    def _common(self, row: int) -> Ints:
        of = self._of
        interests = np.minimum(self._alike(of.peers[row].interests, of.interests), 12)
        return 6000 * of.situations.meets(row) + 4000 - (4000 >> interests)

    def _alike(self, terms: Iterable[int], postings: Postings) -> Ints:
        """How many things everybody has in common with these, counted so that both sides count the same."""
        mine: Ints = np.zeros(len(self._of), dtype=np.int64)
        theirs = mine.copy()
        liked: set[int] = set()
        for term in set(terms):
            close = self._same(term)
            liked |= close
            hit: Bools = np.zeros(len(self._of), dtype=bool)
            for other in close:
                hit[postings.rows(other)] = True
            mine += hit
        for other in liked:
            theirs[postings.rows(other)] += 1
        return np.minimum(mine, theirs)

    def _counted(self, term: int) -> list[tuple[int, int]]:
        """A term and those near it, with what their similarity counts in an exchange."""
        close = self._near.get(term, {}).items()
        return [(term, 100)] + [
            (other, score.counted(percent))
            for other, percent in close
            if percent >= RELATED and other != term
        ]

    def _same(self, term: int) -> set[int]:
        return {other for other, percent in self._near.get(term, {}).items() if percent >= SAME} | {term}


def _apart(wish: str, values: Ints, row: int, same_team: Bools) -> Ints:
    """`score.apart` of a row and everybody."""
    known = (values != UNKNOWN) & (values[row] != UNKNOWN)
    same = values == values[row]
    if wish == "any":
        return np.full(len(values), score.UNKNOWN, dtype=np.int64)
    other = np.where(same, np.where(same_team, 0, score.UNKNOWN), FULL)
    answer = np.where(same, FULL, 0) if wish == "same" else other
    return np.where(known, answer, score.UNKNOWN)
