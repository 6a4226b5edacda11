"""What one viewer sees in each term: looked up once, then read for any number of people at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

import numpy as np

from peerportal.matching.index.said import Vocabulary
from peerportal.matching.peer import Peer
from peerportal.matching.score import RELATED, SAME, Near, counted

Reach = dict[int, int]  # number of a term → similarity in percent, not less than RELATED


class Sight:
    """Tables by *mark*: the terms that mean something to the viewer are marked 1, 2, …; all others 0.

    wants[place][mark]: what the term counts, in percent, for the thing sought at a place.
    has[mark]: what the viewer's offers count for it (`helps`, by number).
    likes, strong: bits of the viewer's interests and offers that are the same thing, 64 to a word.
    shares[mark]: whether the viewer is in that situation.
    """

    def __init__(self, viewer: Peer, near: Near, vocabulary: Vocabulary, scratch: np.ndarray) -> None:
        self.viewer, self._scratch = viewer, scratch
        self._marks: dict[int, int] = {}
        self.seeks = [reach(term, near, vocabulary) for term in viewer.seeks]
        self.offers = [reach(term, near, vocabulary) for term in viewer.offers]
        self.helps: dict[int, int] = {}
        for found in self.offers:
            for number, percent in found.items():
                self.helps[number] = max(self.helps.get(number, 0), counted(percent))
        self.interests = [same(reach(term, near, vocabulary)) for term in sorted(viewer.interests)]
        self.situations = [number for term in viewer.situations if (number := vocabulary.known(term))]
        for numbers in (*self.seeks, *self.offers, *self.interests, self.situations):
            for number in numbers:
                self._marks.setdefault(number, len(self._marks) + 1)
        self._numbers = np.fromiter(self._marks, np.int32, len(self._marks))
        self.wants, self.has = self._sought(), self._offered()
        self.likes, self.strong = self._bits(self.interests), self._bits([same(one) for one in self.offers])
        self.shares = np.zeros(len(self._marks) + 1, bool)
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
            wants[place, marks] = [counted(percent) for percent in found.values()]
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


def reach(term: int, near: Near, vocabulary: Vocabulary) -> Reach:
    """The terms somebody here uses that are at least related to this one."""
    found = {}
    if number := vocabulary.known(term):
        found[number] = 100
    for other, percent in near.get(term, {}).items():
        if percent >= RELATED and other != term and (number := vocabulary.known(other)):
            found[number] = percent
    return found


def same(found: Reach) -> Collection[int]:
    """Those that are the same thing."""
    return [number for number, percent in found.items() if percent >= SAME]
