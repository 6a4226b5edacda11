"""What one viewer sees in each term: looked up once, then read for any number of people at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

import numpy as np

from peerportal.matching.index.said import Vocabulary
from peerportal.matching.peer import Peer
from peerportal.matching.score import RELATED, SAME, Near, counted

Reach = dict[int, int]  # number of a term → what its similarity counts, in percent
KEPT = 4_096  # of these; a few hundred terms are most of what people say


class Sight:
    """Tables by *mark*: the terms that mean something to the viewer are marked 1, 2, …; all others 0.

    wants[place][mark]: what the term counts, in percent, for the thing sought at a place.
    has[mark]: what the viewer's offers count for it (`helps`, by number).
    likes, strong: bits of the viewer's interests and offers that are the same thing, 64 to a word.
    shares[mark]: whether the viewer is in that situation.
    """

    def __init__(self, viewer: Peer, near: Nearby, scratch: np.ndarray) -> None:
        self.viewer, self._scratch = viewer, scratch
        self.seeks = [near.reach(term) for term in viewer.seeks]
        self.offers = [near.reach(term) for term in viewer.offers]
        self.interests = [same(near.reach(term)) for term in viewer.interests]
        self.situations = [number for term in viewer.situations if (number := near.vocabulary.known(term))]
        self.helps: dict[int, int] = {}
        for found in self.offers:
            for number, percent in found.items():
                if percent > self.helps.get(number, 0):
                    self.helps[number] = percent
        terms = {*self.helps, *self.situations}.union(*self.seeks, *self.interests)
        self._numbers = np.fromiter(terms, np.int32, len(terms))
        self._marks = dict(zip(terms, range(1, len(terms) + 1), strict=True))
        self.wants, self.has = self._sought(), self._offered()
        self.likes, self.strong = self._bits(self.interests), self._bits([same(one) for one in self.offers])
        self.shares = np.zeros(len(terms) + 1, bool)
        self.shares[[self._marks[number] for number in self.situations]] = True

    @contextmanager
    def reading(self) -> Iterator[Callable[[np.ndarray], np.ndarray]]:
        """A function from term numbers to marks, while the scratch column is this viewer's."""
        self._scratch[self._numbers] = np.arange(1, len(self._numbers) + 1)
        try:
            yield self._scratch.__getitem__
        finally:
            self._scratch[self._numbers] = 0

    def _sought(self) -> np.ndarray:
        wants = np.zeros((len(self.seeks), len(self._marks) + 1), np.int32)
        for place, found in enumerate(self.seeks):
            marks = [self._marks[number] for number in found]
            wants[place, marks] = list(found.values())
        return wants

    def _offered(self) -> np.ndarray:
        has = np.zeros(len(self._marks) + 1, np.uint8)
        has[[self._marks[number] for number in self.helps]] = list(self.helps.values())
        return has

    def _bits(self, things: list[Collection[int]]) -> np.ndarray:
        bits = np.zeros((len(self._marks) + 1, -(-len(things) // 64)), np.uint64)
        for place, found in enumerate(things):
            marks = [self._marks[number] for number in found]
            bits[marks, place // 64] |= np.uint64(1 << place % 64)
        return bits


class Nearby:
    """Which terms somebody here uses are near a term; looked up once for each term until either changes."""

    def __init__(self, near: Near, vocabulary: Vocabulary) -> None:
        self.near, self.vocabulary = near, vocabulary
        self._kept: dict[int, Reach] = {}

    def reach(self, term: int) -> Reach:
        """The terms that are at least related, the term itself too."""
        found = self._kept.get(term)
        if found is None:
            if len(self._kept) == KEPT:
                self._kept.clear()
            found = self._kept[term] = self._reach(term)
        return found

    def forget(self) -> None:
        """Look everything up anew."""
        self._kept.clear()

    def _reach(self, term: int) -> Reach:
        found = {}
        if number := self.vocabulary.known(term):
            found[number] = 100
        for other, percent in self.near.get(term, {}).items():
            if percent >= RELATED and other != term and (number := self.vocabulary.known(other)):
                found[number] = counted(percent)
        return found


def same(found: Reach) -> Collection[int]:
    """Those that are the same thing: what is only related counts half, so less."""
    return [number for number, percent in found.items() if percent >= SAME]
