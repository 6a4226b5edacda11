"""What the portal understands of the spellings: its own code for terms, with no database behind it.

The steps are those of `Term.understand`: resolve the text against the vocabulary, keep the person's own words where
they would be asked, and link a new term to those that are like it. So every error of understanding counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from peerportal.terms.lexicon import shipped
from peerportal.terms.resolve import resolve
from peerportal.terms.similarity import RELATED, reading
from peerportal.terms.vocabulary import Vocabulary

_COMPARED = 200


@dataclass
class Understanding:
    """Terms as they come into being, in the order in which people type them. `near`: term → {like term: percent}."""

    near: dict[int, dict[int, int]] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    _terms: dict[str, int] = field(default_factory=dict)  # key → term
    _read: dict[str, int] = field(default_factory=dict)  # text → term
    _all: Vocabulary = field(default_factory=Vocabulary.from_data)
    _used: Vocabulary = field(default_factory=lambda: Vocabulary(shipped()))

    @classmethod
    def of(cls, texts: Iterable[str]) -> Understanding:
        """After these texts were typed one after the other."""
        understood = cls()
        for text in texts:
            understood.term(text)
        return understood

    def term(self, text: str) -> int:
        """The term that a text is understood as; a new one where it is like nothing, or like several things."""
        term = self._read.get(text)
        if term is None:
            found = resolve(text, self._all)
            term = self._read[text] = self._named(text if found.asks else found.label)
        return term

    def _named(self, label: str) -> int:
        words = reading(label)
        if words.key in self._terms:
            return self._terms[words.key]
        term = self._terms[words.key] = len(self._terms) + 1
        self.labels[term] = label
        for score, entry in self._used.near(words, RELATED, limit=_COMPARED, candidates=_COMPARED):
            other = self._terms[entry.key]
            if other != term:
                self.near.setdefault(term, {})[other] = round(score * 100)
                self.near.setdefault(other, {})[term] = round(score * 100)
        for vocabulary in (self._all, self._used):
            vocabulary.add(label, key=words.key, uses=1)
        return term
