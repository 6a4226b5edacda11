"""What one would take instead, in a process: rapidfuzz in two ways, and a search by character n-grams.

Every rival gets the words as they were typed and ranks people by what they offer against what somebody seeks: one
direction, no rules, no reasons.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

import numpy as np
from rapidfuzz import fuzz, process

from bench.organisation import Organisation
from peerportal.matching.index.table import OFFER

TOP = 10


class Words:
    """What everybody offers, in their own words."""

    def __init__(self, of: Organisation) -> None:
        self.of = of

    @cached_property
    def joined(self) -> list[str]:
        """A line a person."""
        return [", ".join(words).casefold() for words in self.of.typed(OFFER)]


class Rival(Protocol):
    """One way to rank. Making one builds its index; it raises ImportError or OSError when it cannot be had here."""

    name: str

    def __init__(self, words: Words) -> None: ...

    def ten(self, seeks: list[str]) -> list[int]:
        """The rows of ten people, the best first."""

    def close(self) -> None: ...


class InMemory:
    """A rival that leaves nothing behind."""

    def close(self) -> None:
        """Nothing to undo."""


class Extract(InMemory):
    name = "process.extract, WRatio"

    def __init__(self, words: Words) -> None:
        self._lines = words.joined

    def ten(self, seeks: list[str]) -> list[int]:
        return [place for _, _, place in process.extract(", ".join(seeks).casefold(), self._lines, limit=TOP)]


class Cdist(InMemory):
    """Each sought term against each distinct string, then the best for each person, summed."""

    name = "process.cdist and reduce"

    def __init__(self, words: Words) -> None:
        of = words.of
        mine = np.flatnonzero(of.table.term_facet == OFFER)
        self._texts = [text.casefold() for text in of.words.texts]
        self._text = of.text[mine]
        self._starts = np.searchsorted(of.table.term_row[mine], np.arange(of.people))

    def ten(self, seeks: list[str]) -> list[int]:
        wanted = [text.casefold() for text in seeks]
        alike = process.cdist(wanted, self._texts, scorer=fuzz.ratio, score_cutoff=75, dtype=np.uint8)
        points = np.zeros(len(self._starts), np.int32)
        for row in alike:
            points += np.maximum.reduceat(row[self._text], self._starts)
        return _top(points)


class TfIdf(InMemory):
    name = "TF-IDF of 3-grams"

    def __init__(self, words: Words) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), dtype=np.float32)
        self._matrix: Any = self._vectors.fit_transform(words.joined).T.tocsr()

    def ten(self, seeks: list[str]) -> list[int]:
        query = self._vectors.transform([", ".join(seeks).casefold()])
        return _top((query @ self._matrix).toarray()[0])


def _top(points: np.ndarray) -> list[int]:
    first = np.argpartition(points, -TOP)[-TOP:]
    best: list[int] = first[np.argsort(-points[first])].tolist()
    return best
