"""Completing a term while it is typed: what begins so, then what is similar, then what merely looks alike.

A person reads the rows and decides, so here it is better to show a little too much: unlike in similarity.py, letters
count (half the cosine of character 2- to 4-grams, half rapidfuzz's ratio).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from peerportal.terms.normalise import plain
from peerportal.terms.similarity import LINK
from peerportal.terms.vocabulary import Entry, Vocabulary

ROWS = 8
_LEAST_ALIKE = 0.45
_LOOKED_AT = 30


def complete(text: str, vocabulary: Vocabulary, limit: int = ROWS) -> list[str]:
    """At most `limit` labels for what has been typed so far, the likeliest first; nothing for nothing."""
    typed = plain(text)
    if not typed:
        return []
    found: dict[str, None] = {}
    for source in (_said, _beginning, _with_a_word_beginning, _similar, _beginning_mistyped, _alike):
        for label in source(typed, vocabulary):
            found.setdefault(label)
            if len(found) >= limit:
                return list(found)
    return list(found)


def _said(typed: str, vocabulary: Vocabulary) -> Iterator[str]:
    """What the text already says: the label itself, or what the alias stands for."""
    term = vocabulary.read(typed)
    if entry := vocabulary.by_key.get(term.key):
        yield entry.label
    for label in vocabulary.lexicon.canonicals(term):
        entry = vocabulary.by_key.get(vocabulary.read(label).key)
        yield entry.label if entry else label


def _beginning(typed: str, vocabulary: Vocabulary) -> Iterator[str]:
    return _ranked(vocabulary.starting(typed))


def _with_a_word_beginning(typed: str, vocabulary: Vocabulary) -> Iterator[str]:
    if len(typed) < 3 or " " in typed:
        return iter(())
    words = (word for word in vocabulary.by_start.get(typed[:4], ()) if word.startswith(typed))
    if len(typed) < 4:
        words = (word for word in tuple(vocabulary.by_word) if word.startswith(typed))
    return _ranked(entry for word in words for entry in vocabulary.by_word[word])


def _similar(typed: str, vocabulary: Vocabulary) -> Iterator[str]:
    return (entry.label for _, entry in vocabulary.near(vocabulary.read(typed), LINK))


def _beginning_mistyped(typed: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Labels of one word that begin so but for one slip of the finger."""
    if len(typed) < 4 or " " in typed:
        return iter(())
    words = [word for word in tuple(vocabulary.by_word) if word[0] == typed[0] and len(word) >= len(typed)]
    starts = [word[: len(typed)] for word in words]
    close = extract(typed, starts, scorer=OSA.distance, score_cutoff=1, limit=None)
    return _ranked(entry for _, _, index in close for entry in vocabulary.by_word[words[index]])


def _alike(typed: str, vocabulary: Vocabulary) -> Iterator[str]:
    if len(typed) < 3:
        return iter(())
    choices = [row[0] for row in vocabulary.rows]
    grams = _grams(typed)
    close = extract(typed, choices, scorer=fuzz.ratio, score_cutoff=40, limit=_LOOKED_AT)
    scored = [(_cosine(grams, _grams(choice)) / 2 + ratio / 200, index) for choice, ratio, index in close]
    scored.sort(key=lambda pair: (-pair[0], vocabulary.rows[pair[1]][1].rank))
    return (vocabulary.rows[index][1].label for score, index in scored if score >= _LEAST_ALIKE)


def _ranked(entries: Iterator[Entry]) -> Iterator[str]:
    return (entry.label for entry in sorted(entries, key=lambda entry: entry.rank))


def _grams(text: str) -> Counter[str]:
    padded = f" {text} "
    return Counter(padded[at : at + size] for size in (2, 3, 4) for at in range(len(padded) - size + 1))


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    shared = sum(count * b[gram] for gram, count in a.items())
    return shared / math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
