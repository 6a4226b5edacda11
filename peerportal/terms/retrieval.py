"""Finding the likeliest labels for a term among many: by meaning first, by letters and shared words after that.

From LINK on the order is that of similarity.py. Below, nothing is claimed, only offered: a blend of character n-grams
(2 to 4 letters within a word, tf-idf, cosine), of shared stems weighted by rarity, and of rapidfuzz's ratio. Everything
is worked out over arrays, so that a thousand terms are compared with tens of thousands of labels in seconds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from peerportal.terms.lexicon import Lexicon, shipped
from peerportal.terms.normalise import Reading, plain
from peerportal.terms.similarity import LINK
from peerportal.terms.stems import family, stem
from peerportal.terms.vocabulary import Vocabulary

_CLOSELY = 60  # so many of the labels that look most alike are compared by the slower measures
_LETTERS, _STEMS, _RATIO = 0.40, 0.35, 0.25
_MOST_GRAMS = 400


@dataclass(frozen=True)
class Found:
    """One label that may be meant; `confidence` 0..1 is a similarity from LINK on, and less says only "looks alike"."""

    label: str
    confidence: float


class Postings:
    """Features of labels with their weights, for the cosine between a new bag of features and all labels."""

    def __init__(self, bags: Sequence[Counter[str]]) -> None:
        self.size = len(bags)
        frequency = Counter(feature for bag in bags for feature in bag)
        self.rarity = {feature: math.log(1 + self.size / times) + 1 for feature, times in frequency.items()}
        rows: dict[str, list[int]] = {feature: [] for feature in frequency}
        shares: dict[str, list[float]] = {feature: [] for feature in frequency}
        for row, bag in enumerate(bags):
            for feature, weight in self._weighed(bag).items():
                rows[feature].append(row)
                shares[feature].append(weight)
        self._rows = {feature: np.array(found, dtype=np.int32) for feature, found in rows.items()}
        self._shares = {feature: np.array(found, dtype=np.float32) for feature, found in shares.items()}

    def _weighed(self, bag: Counter[str]) -> dict[str, float]:
        """Weights of length one altogether; features of no label count as rare ones in that length."""
        rare = math.log(1 + self.size) + 1
        weights = {
            feature: (1 + math.log(times)) * self.rarity.get(feature, rare) for feature, times in bag.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}

    def cosines(self, bag: Counter[str]) -> NDArray[np.float32]:
        """The cosine with every label, in their order."""
        found = np.zeros(self.size, dtype=np.float32)
        for feature, weight in self._weighed(bag).items():
            rows = self._rows.get(feature)
            if rows is not None:
                found[rows] += np.float32(weight) * self._shares[feature]
        return found


class Finder:
    """Labels, indexed once."""

    def __init__(self, labels: Iterable[str], lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or shipped()
        self.labels = list(dict.fromkeys(labels))
        self.vocabulary = Vocabulary.of(self.labels, self.lexicon)
        readings = [self.vocabulary.read(label) for label in self.labels]
        self._spelled: dict[str, list[int]] = {}
        for row, reading in enumerate(readings):
            self._spelled.setdefault(reading.key, []).append(row)
        self._folded = [plain(label) for label in self.labels]
        self._grams = Postings([_grams(text) for text in self._folded])
        self._stems = Postings([_stems(reading) for reading in readings])

    def find(self, text: str, limit: int = 3) -> list[Found]:
        """The likeliest labels, best first; nothing for a text without anything in common with any."""
        term = self.vocabulary.read(text)
        linked = [(entry.key, score) for score, entry in self.vocabulary.near(term, LINK, limit=limit)]
        alike = self._alike(plain(text), term)
        looks = dict(alike)
        rows = [(row, score) for key, score in linked for row in self._spelled[key]]
        rows.sort(key=lambda pair: (-round(pair[1], 2), -looks.get(pair[0], 0.0), pair[0]))
        best = dict(rows)
        for row, score in alike:
            best.setdefault(row, min(score, 0.99) * LINK)
        if all(map(self.lexicon.knows, term.words)):
            return self._found(best, list(best)[:limit])
        # A word nobody knows is a slip of the finger: what is one slip away comes first, whatever else is similar.
        return self._found(best, sorted(best, key=lambda row: looks.get(row, 0.0) <= 1)[:limit])

    def letters(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """How alike the letters are (texts x labels, 0..1): half the cosine of pieces of words, half the ratio."""
        folded = [plain(text) for text in texts]
        pieces = np.stack([self._grams.cosines(_grams(text)) for text in folded])
        ratio = cdist(folded, self._folded, scorer=fuzz.ratio, dtype=np.float32) / 100
        return np.asarray((pieces + ratio) / 2, dtype=np.float32)

    def _found(self, best: dict[int, float], rows: list[int]) -> list[Found]:
        return [Found(self.labels[row], round(min(best[row], 1.0), 3)) for row in rows]

    def _alike(self, folded: str, term: Reading) -> list[tuple[int, float]]:
        """Rows that look alike, 0..1, best first."""
        if not self.labels:
            return []
        letters, stems = self._grams.cosines(_grams(folded)), self._stems.cosines(_stems(term))
        both = _LETTERS * letters + _STEMS * stems
        most = min(_CLOSELY, len(both))
        rows = np.argpartition(-both, most - 1)[:most]
        scored = [
            (int(row), float(both[row]) + self._spelling(folded, int(row))) for row in rows if both[row] > 0
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def _spelling(self, folded: str, row: int) -> float:
        """The share of the ratio; more than all else together for a label one slip away."""
        label = self._folded[row]
        slip = OSA.distance(folded, label, score_cutoff=1) <= 1
        return slip + _RATIO * fuzz.ratio(folded, label) / 100


def _grams(folded: str) -> Counter[str]:
    """Pieces of 2 to 4 characters of each word, its edges marked."""
    found: Counter[str] = Counter()
    for word in folded.split():
        padded = f" {word} "
        found.update(padded[at : at + size] for size in (2, 3, 4) for at in range(len(padded) - size + 1))
        if len(found) > _MOST_GRAMS:
            break
    return found


def _stems(term: Reading) -> Counter[str]:
    return Counter(family(stem(word)) for word in term.words)
