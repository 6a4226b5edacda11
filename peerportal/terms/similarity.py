"""How near two terms are: 0..1, by words rather than by letters, with typos only where a word is unknown.

1 is the same term. From LINK on two terms count as one skill and may carry a reason; from SILENT on nobody is asked
nor told; from RELATED on they count half. Why these: docs/terms.md and docs/decisions/0011-terms.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from peerportal.terms.initials import initials_fit, numbered
from peerportal.terms.lexicon import Lexicon, shipped
from peerportal.terms.normalise import LONGEST, Reading, plain, read
from peerportal.terms.overlap import MOST_WORDS, overlap
from peerportal.terms.slips import word_similarity

SILENT, LINK, RELATED = 0.90, 0.75, 0.60
_ALIAS, _AMBIGUOUS, _INSIDE = 0.97, 0.80, 0.95
_MOST_FORMS = 6

Form = tuple[Reading, float, bool]


def similarity(a: str, b: str) -> float:
    """How near two terms are, the same in both directions."""
    if a == b:
        return 1.0
    return similarity_of(reading(a), reading(b), shipped())


def reading(text: str) -> Reading:
    """The term as the shipped lexicon reads it."""
    return _reading(text[: LONGEST + 1])


@lru_cache(maxsize=20_000)
def _reading(text: str) -> Reading:
    return read(text, shipped())


def similarity_of(a: Reading, b: Reading, lexicon: Lexicon) -> float:
    """The best over the forms of both: as written, by alias, with a word inside replaced by its alias."""
    if not (a.words and b.words):
        return 1.0 if a.text == b.text else 0.0
    best = 0.0
    for form_a, share_a, expanded_a in forms_of(a, lexicon):
        for form_b, share_b, expanded_b in forms_of(b, lexicon):
            share = min(share_a, share_b)
            if share <= best:
                continue
            if expanded_a and expanded_b:
                found = 1.0 if form_a.words == form_b.words else 0.0
            else:
                found = overlap(form_a, form_b, lexicon)
            best = max(best, share * found)
    # Rounded, so that the order in which shares are added up leaves no trace.
    return round(max(best, initials_fit(a, b, lexicon), numbered(a, b)), 9)


def forms_of(term: Reading, lexicon: Lexicon) -> Iterator[Form]:
    """The term and what it may stand for: the reading, its share, whether it is an alias written out."""
    yield term, 1.0, False
    canonicals = lexicon.canonicals(term)
    share = _ALIAS if len(canonicals) == 1 else _AMBIGUOUS
    for label in canonicals:
        yield lexicon.read(label), share, True
    if len(term.words) > 1:
        yield from _replaced_inside(term, lexicon)


def _replaced_inside(term: Reading, lexicon: Lexicon) -> Iterator[Form]:
    """The term with those of its words that are aliases written out, each way where one has several meanings."""
    ways: list[tuple[tuple[str, ...], ...]] = []
    share = _INSIDE
    for word in term.words[:MOST_WORDS]:
        labels = lexicon.inside.get(word, ())
        share = _AMBIGUOUS if len(labels) > 1 else share
        ways.append(tuple(lexicon.read(label).words for label in labels) or ((word,),))
    for way in islice(product(*ways), _MOST_FORMS):
        words = tuple(word for part in way for word in part)
        if words != term.words:
            yield Reading(term.text, term.raw, words, term.versions, term.loose, term.directed), share, False


__all__ = [
    "LINK",
    "RELATED",
    "SILENT",
    "forms_of",
    "plain",
    "reading",
    "similarity",
    "similarity_of",
    "word_similarity",
]
