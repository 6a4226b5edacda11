"""All circles for one viewer at once: which are there for them at all, and what `fit.compare` would say of each.

It goes over columns of the index, so that thousands of circles take milliseconds; a test holds it to the plain way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from peerportal.matching import ranking, score
from peerportal.matching.circles import fit
from peerportal.matching.circles.shelf import WIDEST, Ints, Shelf
from peerportal.matching.hits import Near, counted
from peerportal.matching.index.apart import sharing
from peerportal.matching.index.columns import Hours, words_of
from peerportal.matching.index.index import Index
from peerportal.matching.peer import SLOT, Peer
from peerportal.matching.score import FULL, UNKNOWN

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Seen:
    """The circles of a shelf for one viewer; `barred` are the people they must not meet."""

    known: Index
    shelf: Shelf
    viewer: Peer
    barred: Collection[int]

    def there(self) -> Bools:
        """Which circles are there for the viewer: whoever is in takes part, and none is barred or the viewer."""
        columns = self.known.pool.columns
        rows = columns.rows(self.shelf.people)
        here = self._by_person(columns.ids[rows[columns.state[rows] == 0]], True, False).astype(bool)
        here[0] = True  # stands where a circle has no further member
        here[[one for one in {*self.barred, self.viewer.id} if one < len(here)]] = False
        return cast(Bools, here[self.shelf.members].all(axis=1))

    def totals(self) -> Ints:
        """What `fit.compare` gives as total, for every circle of the shelf."""
        gain, give = self._gain(), self._give()
        both = np.maximum(gain + give, 1)
        exchange = np.where(gain + give > 0, (4 * gain * give + both * both) // (4 * both), 0)
        whole = fit.EXCHANGE * exchange + fit.TOPIC * self._topic() + fit.PRACTICAL * self._practical()
        return cast(Ints, whole // 100 - np.where(self._spoken(), 0, fit.UNSPOKEN))

    def ranked(self, chosen: Bools) -> list[int]:
        """The places of these circles on the shelf, the best first; equals by a lot that holds for a week."""
        places = np.flatnonzero(chosen)
        totals, week = self.totals()[places].tolist(), self.known.week
        keyed = [
            (-points, ranking.tie(self.viewer.id, self.shelf.circles[place].id, week), place)
            for points, place in zip(totals, places.tolist(), strict=True)
        ]
        return [place for _, _, place in sorted(keyed)]

    def _by_person(self, people: Ints, values: Any, otherwise: int) -> Ints:
        """One place for every key of a member."""
        column = np.full(int(self.shelf.people.max(initial=0)) + 1, otherwise, np.int64)
        column[people] = values
        return column

    def _saying(self, worth: Mapping[int, int], facet: str) -> Ints:
        """By member, the most that any of what they say in a facet is worth."""
        column = self._by_person(np.zeros(0, np.int64), 0, 0)
        for value in sorted(set(worth.values())):
            terms = [term for term, one in worth.items() if one == value]
            people = self.known.pool.having_any(terms, (facet,))
            column[people[people < len(column)]] = value
        return column

    def _gain(self) -> Ints:
        left = np.full(len(self.shelf.circles), FULL, np.int64)
        for place, want in enumerate(self.viewer.seeks):
            best = self._saying(near_to((want,), self.known.near), "offer")[self.shelf.members].max(axis=1)
            left = left * (FULL - score.chance(place) * best // 100) // FULL
        return FULL - left

    def _give(self) -> Ints:
        helped = self._saying(near_to(self.viewer.offers, self.known.near), "seek")[self.shelf.members]
        left = np.full(len(self.shelf.circles), FULL, np.int64)
        for member in range(WIDEST):
            left = left * (FULL - fit.HELPED * helped[:, member] // 100) // FULL
        return FULL - left

    def _topic(self) -> Ints:
        worth = np.zeros(int(self.shelf.terms.max(initial=0)) + 1, np.int64)
        for said, liked in ((self.viewer.interests, True), (self.viewer.seeks, False)):
            for one in said:
                for term, percent in [*self.known.near.get(one, {}).items(), (one, 100)]:
                    if term < len(worth):
                        worth[term] = max(worth[term], fit.topic_worth(percent, liked=liked))
        worth[0] = 0
        found: Ints = worth[self.shelf.terms]
        return found

    def _practical(self) -> Ints:
        columns = self.known.pool.columns
        hours = cast(Hours, columns.classes["hours"])
        shared = np.bitwise_count(hours.masks[: len(hours)] & words_of(self.viewer.hours)).sum(axis=1) * SLOT
        overlap = np.minimum(shared.astype(np.int64), score.ENOUGH_MINUTES) * FULL // score.ENOUGH_MINUTES
        overlap[slice(None) if not self.viewer.hours else slice(1)] = UNKNOWN  # class 0 has not told
        rows = columns.rows(self.shelf.people)
        by_person = self._by_person(columns.ids[rows], overlap[columns.hours[rows]], 0)
        by_person[0] = 0
        return cast(Ints, by_person[self.shelf.members].sum(axis=1) // np.maximum(1, self.shelf.sizes))

    def _spoken(self) -> Bools:
        columns = self.known.pool.columns
        understood = sharing(self.viewer.languages, columns.classes["languages"])
        rows = columns.rows(self.shelf.people)
        by_person = self._by_person(columns.ids[rows], understood[columns.languages[rows]], 1).astype(bool)
        # A founder who has left counts no longer.
        among = (self.shelf.members == self.shelf.founders[:, None]).any(axis=1)
        founders = np.where(among, self.shelf.founders, 0)
        return cast(Bools, by_person[founders] | ~among)


def near_to(terms: Iterable[int], near: Near) -> dict[int, int]:
    """What is like any of these terms, itself included, and what the likeness counts."""
    found: dict[int, int] = {}
    for one in terms:
        for other, percent in [*near.get(one, {}).items(), (one, 100)]:
            found[other] = max(found.get(other, 0), counted(percent))
    return {term: percent for term, percent in found.items() if percent}
