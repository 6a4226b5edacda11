"""Finding people by what they are called and what they do, typos included.

A small vocabulary of folded words stands between the query and the people: each word of the query is looked up as the
beginning of a known word, else as a word one typing slip away (two from eight letters on).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from peerportal.core.text import fold

EXACT, PREFIX, SLIP = 3, 2, 1
_BREAKS = str.maketrans(dict.fromkeys("()[]{}<>,;:!?\"'|_/\\*=~`^-–—", " "))


def words_of(text: str) -> list[str]:
    """The words of a text as the search compares them; C++ and C# keep their signs."""
    return [word.strip(".") for word in fold(text).translate(_BREAKS).split() if word.strip(".")]


class SearchIndex:
    """Words → people, kept up to date one person at a time."""

    def __init__(self) -> None:
        self._people: dict[str, set[int]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._sorted: list[str] | None = None

    def put(self, person: int, texts: Iterable[str]) -> None:
        """Set what a person is found by."""
        new = frozenset(word for text in texts for word in words_of(text))
        old = self._words.get(person, frozenset())
        for word in old - new:
            self._people[word].discard(person)
            if not self._people[word]:
                del self._people[word]
                self._sorted = None
        for word in new - old:
            if word not in self._people:
                self._people[word] = set()
                self._sorted = None
            self._people[word].add(person)
        self._words[person] = new

    def drop(self, person: int) -> None:
        """Forget a person."""
        self.put(person, ())
        del self._words[person]

    def find(self, query: str) -> dict[int, int]:
        """People who fit every word of the query, with how well (higher is better)."""
        found: dict[int, int] | None = None
        for word in words_of(query)[:8]:
            hits = self._hits(word)
            if found is None:
                found = hits
            else:
                found = {person: found[person] + hits[person] for person in found.keys() & hits.keys()}
        return found or {}

    def _hits(self, word: str) -> dict[int, int]:
        hits: dict[int, int] = {}
        for known, quality in self._alike(word):
            for person in self._people[known]:
                hits[person] = max(hits.get(person, 0), quality)
        return hits

    def _alike(self, word: str) -> list[tuple[str, int]]:
        known = self._vocabulary()
        at = bisect_left(known, word)
        found: list[tuple[str, int]] = []
        while at < len(known) and known[at].startswith(word):
            found.append((known[at], EXACT if known[at] == word else PREFIX))
            at += 1
        if found or len(word) < 4:
            return found
        slips = 2 if len(word) >= 8 else 1
        return [
            (other, SLIP)
            for other in known
            if abs(len(other) - len(word)) <= slips
            and OSA.distance(word, other, score_cutoff=slips) <= slips
            and not (word.isdigit() or other.isdigit())
        ]

    def _vocabulary(self) -> list[str]:
        if self._sorted is None:
            self._sorted = sorted(self._people)
        return self._sorted
