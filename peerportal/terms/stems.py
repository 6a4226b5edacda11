"""When two known words are one word in two forms: the same stem, and not one of the pairs that only look so."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from peerportal.terms.normalise import singular

_SHORTEST = 5
_LENGTHS = 0.55
_OTHER_MEANING = ("ical", "ility", "ular", "ative", "ivity")

# Words of one stem that mean different things; every word of a line is apart from every other word of it.
_APART = [
    "market marketing marketer",
    "account accounting accountant",
    "network networking",
    "organ organic organization organizing",
    "custom customs customer",
    "product production productive producer",
    "police policy politics polite",
    "universe university universal",
    "general generation generator generic",
    "intern internal international internet",
    "import important importance",
    "object objective",
    "human humanity humanities humanitarian",
    "secure security securities",
    "experience experiment",
    "execute executive execution",
    "author authority authoring",
    "station stationary stationery",
    "sign signal",
    "train trainee",
    "commerce commercial",
    "community communication communism",
    "operation operator operating",
    "engine engineering engineer",
    "public publicity publication publishing",
    "relation relative relativity",
    "form formal formation",
    "emergency emerge emerging",
    "house housing",
    "design designate",
    "audit audition auditor auditory",
    "finance fine",
    "animal animate animation",
    "capital capitalism",
    "digital digit",
    "contract contractor contraction",
    "plant planting",
    "sense sensor sensitive",
    "personal personnel person",
    "critic criticism critical",
    "physic physics physical",
    "active activity activism",
    "provide provider providence",
    "polish polishing polisher",
    "fashion fashionable",
]
# And words of different stems that mean one thing wherever a skill is named.
_TOGETHER = ["method methodology", "leading leadership", "analysis analytics", "feedback feedbacks"]


def _by_word(lines: list[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return found


_APART_IN = _by_word(_APART)
_TOGETHER_IN = _by_word(_TOGETHER)


@cache
def _stemmer() -> Any:
    # Imported when first needed: the package brings the stemmers of forty languages along.
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball (English) stem of one folded word."""
    return _stemmer().stemWord(word) if word.isascii() and word.isalpha() else word


def same_stem(a: str, b: str) -> bool:
    """Whether two different words are forms of one word."""
    if _TOGETHER_IN.get(singular(a), set()) & _TOGETHER_IN.get(singular(b), set()):
        return True
    shorter, longer = sorted((len(a), len(b)))
    if shorter < _SHORTEST or shorter / longer < _LENGTHS:
        return False
    if a.endswith(_OTHER_MEANING) or b.endswith(_OTHER_MEANING) or are_apart(a, b):
        return False
    return stem(a) == stem(b)


def are_apart(a: str, b: str) -> bool:
    """Whether the two stand on the list of words that look like forms of one word and are not."""
    return bool(_APART_IN.get(a, set()) & _APART_IN.get(b, set()))
