"""What people of the generated organisation write: labels, other spellings of them, and how near they are.

Labels come from the shipped vocabulary, the most popular first. Four in ten terms are other spellings (a slip of the
keyboard, another order, another form). Which of them is the same term, which is one of its own that is near, and what
is near what among the labels, is settled by the product's own similarity, so that the product is measured on what it
would have made of such words.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from peerportal.terms.lexicon import DATA
from peerportal.terms.similarity import RELATED, SILENT, reading, similarity

SPELLINGS = 0.4  # of all terms
LOOKS_ALIKE = 0.8  # of the letters; only such labels are compared closely
ROWS = 1000


@dataclass
class Vocabulary:
    """Terms are numbered from 1, in the order of popularity; texts are all that anybody types.

    `text_of[n]` is the text of term n. `other[n]` are the texts that mean label n, each with the term it is kept under.
    """

    labels: list[str]  # by term, from term 1; those after `popular` are terms of other spellings
    popular: int
    texts: list[str]
    near: dict[int, dict[int, int]] = field(default_factory=dict)
    other: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def link(self, a: int, b: int, percent: int) -> None:
        """Make two terms near each other, in both directions."""
        self.near.setdefault(a, {})[b] = percent
        self.near.setdefault(b, {})[a] = percent


def terms_for(people: int) -> int:
    """How many terms so many people have between them: the vocabulary grows far slower than the organisation."""
    return next(terms for most, terms in SIZES if people <= most)


SIZES = ((1000, 2000), (20_000, 5000), (200_000, 10_000), (10**9, 15_000))


def vocabulary(people: int, seed: int) -> Vocabulary:
    """The terms of an organisation of this size."""
    terms, rng = terms_for(people), random.Random(seed)
    labels = _shipped(round(terms * (1 - SPELLINGS)))
    made = Vocabulary(list(labels), len(labels), list(labels))
    for a, b, percent in _alike(labels):
        made.link(a + 1, b + 1, percent)
    keys = {reading(label).key: term + 1 for term, label in enumerate(labels)}
    for number in range(terms - len(labels)):
        _respell(made, keys, 1 + number % len(labels), rng)
    return made


def _shipped(count: int) -> list[str]:
    with gzip.open(DATA / "labels.txt.gz", "rt", encoding="utf-8") as file:
        labels = [line.split("\t")[0].strip() for line in file]
    seen: dict[str, str] = {}
    for label in labels:
        if len(label) <= 80 and len(seen) < count:
            seen.setdefault(reading(label).key, label)
    return list(seen.values())


def _alike(labels: list[str]) -> Iterator[tuple[int, int, int]]:
    """Pairs of labels that are related, with their similarity in percent."""
    sorted_words = [" ".join(sorted(label.casefold().split())) for label in labels]
    for start in range(0, len(labels), ROWS):
        alike = cdist(
            sorted_words[start : start + ROWS],
            sorted_words,
            scorer=Indel.normalized_similarity,
            score_cutoff=LOOKS_ALIKE,
            dtype=np.float32,
            workers=2,
        )
        for row, other in np.argwhere(alike > 0).tolist():
            if start + row < other:
                percent = round(similarity(labels[start + row], labels[other]) * 100)
                if percent >= RELATED * 100:
                    yield start + row, other, percent


def _respell(made: Vocabulary, keys: dict[str, int], label: int, rng: random.Random) -> None:
    text = _other_spelling(made.labels[label - 1], rng)
    score = similarity(text, made.labels[label - 1])
    key = reading(text).key
    term = keys.get(key, label)
    if score < SILENT and key not in keys:
        made.labels.append(text)
        term = keys[key] = len(made.labels)
        if score >= RELATED:
            made.link(term, label, round(score * 100))
    made.other.setdefault(label, []).append((len(made.texts), term))
    made.texts.append(text)


def _other_spelling(label: str, rng: random.Random) -> str:
    words = label.split()
    if len(words) > 1 and rng.random() < 0.3:
        return " ".join(words[1:] + words[:1])
    if len(label) < 4 or rng.random() < 0.2:
        return label + rng.choice((" skills", " basics", "s"))
    at = rng.randrange(1, len(label) - 1)
    return rng.choice(
        (
            label[:at] + label[at + 1] + label[at] + label[at + 2 :],
            label[:at] + label[at + 1 :],
            label[:at] + label[at] * 2 + label[at + 1 :],
        )
    ).strip()
