"""What a typed term is understood as: a label of the vocabulary, one of several to choose from, or a new term."""

from __future__ import annotations

from dataclasses import dataclass

from peerportal.terms.normalise import Reading
from peerportal.terms.similarity import LINK, RELATED, SILENT
from peerportal.terms.vocabulary import Vocabulary

EXACT, ALIAS, NEAR, ASK, NEW = "exact", "alias", "near", "ask", "new"
_MOST_ALTERNATIVES = 4
_AMBIGUOUS, _BY_ALIAS = 0.80, 0.97


@dataclass(frozen=True, slots=True)
class Resolution:
    """`label` is what the text is understood as, the text itself for a new term.

    `confidence` is 0..1; `alternatives` are labels the person may have meant instead, likeliest first.
    """

    text: str
    label: str
    confidence: float
    how: str
    alternatives: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the person should be asked which one they meant; until then their own word stands."""
        return self.how == ASK


def resolve(text: str, vocabulary: Vocabulary) -> Resolution:
    """Understand one term; text without any word (symbols, emoji) is kept as it is and equals only itself."""
    term = vocabulary.read(text)
    used = vocabulary.by_key.get(term.key)
    canonicals = _canonicals(term, vocabulary)
    if len(canonicals) > 1:
        return Resolution(text, text, _AMBIGUOUS, ASK, canonicals[:_MOST_ALTERNATIVES])
    if used and used.uses:
        return Resolution(text, used.label, 1.0, EXACT)
    if canonicals:
        return Resolution(text, canonicals[0], _BY_ALIAS, ALIAS)
    if used:
        return Resolution(text, used.label, 1.0, EXACT)
    return _nearest(text, term, vocabulary) if term.words else Resolution(text, text, 1.0, NEW)


def alternatives(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What the text could mean besides itself, likeliest first."""
    term = vocabulary.read(text)
    near = (entry.label for _, entry in vocabulary.near(term, RELATED) if entry.key != term.key)
    return tuple(dict.fromkeys([*_canonicals(term, vocabulary), *near]))[:_MOST_ALTERNATIVES]


def _canonicals(term: Reading, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(_spelled(label, vocabulary) for label in vocabulary.lexicon.canonicals(term))


def _spelled(label: str, vocabulary: Vocabulary) -> str:
    """The vocabulary's own spelling of a label, where it has one."""
    entry = vocabulary.by_key.get(vocabulary.read(label).key)
    return entry.label if entry else label


def _nearest(text: str, term: Reading, vocabulary: Vocabulary) -> Resolution:
    found = vocabulary.near(term, RELATED)
    if not found:
        return Resolution(text, text, 1.0, NEW)
    score, best = found[0]
    labels = tuple(entry.label for _, entry in found)[: _MOST_ALTERNATIVES + 1]
    if score >= SILENT:
        return Resolution(text, best.label, score, NEAR, labels[1:])
    strange = len(term.raw) == 1 and not vocabulary.lexicon.knows(term.words[0])
    how = ASK if score >= LINK or strange else NEW
    return Resolution(text, text, score, how, labels[:_MOST_ALTERNATIVES])


__all__ = ["ALIAS", "ASK", "EXACT", "NEAR", "NEW", "Resolution", "alternatives", "resolve"]
