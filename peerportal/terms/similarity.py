"""How near two terms are: 0..1, by words rather than by letters, with typos only where a word is unknown.

The method and its figures: words are paired best with best, weighted by rarity, as Monge and Elkan (1996) pair
tokens; a letter distance (optimal string alignment) is asked only when one of two words is no known word, so that
coaching and caching, or hiring and wiring, stay apart. 1 is the same term; from LINK on two terms count as one skill.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from peerportal.terms.lexicon import SOFT, Lexicon, shipped
from peerportal.terms.normalise import Reading, plain, read, singular
from peerportal.terms.stems import are_apart, same_stem

SILENT, LINK, RELATED = 0.90, 0.75, 0.60
_ALIAS, _AMBIGUOUS, _INSIDE, _INITIALS, _JOINED = 0.97, 0.80, 0.95, 0.62, 0.99
_MOST_WORDS = 12
_SHORT = 2

Form = tuple[Reading, float, bool]


def similarity(a: str, b: str) -> float:
    """How near two terms are, the same in both directions."""
    if a == b:
        return 1.0
    return similarity_of(reading(a), reading(b), shipped())


@lru_cache(maxsize=20_000)
def reading(text: str) -> Reading:
    """The term as the shipped lexicon reads it."""
    return read(text, shipped())


def similarity_of(a: Reading, b: Reading, lexicon: Lexicon) -> float:
    """The best over the forms of both: as written, by alias, with a word inside replaced by its alias."""
    if not (a.words and b.words):
        return 1.0 if a.text == b.text else 0.0
    if a.words == b.words:
        return 1.0
    best = 0.0
    for form_a, share_a, expanded_a in _forms(a, lexicon):
        for form_b, share_b, expanded_b in _forms(b, lexicon):
            share = min(share_a, share_b)
            if share <= best:
                continue
            if expanded_a and expanded_b:
                found = 1.0 if form_a.words == form_b.words else 0.0
            else:
                found = _overlap(form_a, form_b, lexicon)
            best = max(best, share * found)
    return best if best > _INITIALS or not _initials_fit(a, b) else _INITIALS


def _forms(term: Reading, lexicon: Lexicon) -> Iterator[Form]:
    yield term, 1.0, False
    canonicals = lexicon.canonicals(term)
    share = _ALIAS if len(canonicals) == 1 else _AMBIGUOUS
    for label in canonicals:
        yield read(label, lexicon), share, True
    if len(term.words) > 1 and not canonicals:
        replaced = _replace_inside(term, lexicon)
        if replaced is not term:
            yield replaced, _INSIDE, False


def _replace_inside(term: Reading, lexicon: Lexicon) -> Reading:
    """The term with those of its words that are aliases of one thing written out."""
    words: list[str] = []
    for word in term.words:
        labels = lexicon.aliases.get(word, ())
        words += read(labels[0], lexicon).words if len(labels) == 1 and len(word) <= 5 else (word,)
    return term if tuple(words) == term.words else Reading(term.text, term.raw, tuple(words))


def _overlap(a: Reading, b: Reading, lexicon: Lexicon) -> float:
    """The share of both terms' weight that finds its partner in the other."""
    words_a, words_b = a.words[:_MOST_WORDS], b.words[:_MOST_WORDS]
    if a.joined == b.joined:
        return 1.0 if a.words == b.words else _JOINED
    if _one_short_word(words_a) or _one_short_word(words_b):
        return _INSIDE if _without_soft(words_a) == _without_soft(words_b) else 0.0
    whole = sum(map(lexicon.weight, words_a)) + sum(map(lexicon.weight, words_b))
    shared = 0.0
    for nearness, word_a, word_b in _pairs(words_a, words_b, lexicon):
        weight_a, weight_b = lexicon.weight(word_a), lexicon.weight(word_b)
        # A mistyped word is no rare word: it weighs what its partner weighs.
        if word_a not in lexicon and nearness < 1:
            whole, weight_a = whole - weight_a + weight_b, weight_b
        elif word_b not in lexicon and nearness < 1:
            whole, weight_b = whole - weight_b + weight_a, weight_a
        shared += nearness * (weight_a + weight_b)
    return shared / whole if whole else 0.0


def _pairs(a: tuple[str, ...], b: tuple[str, ...], lexicon: Lexicon) -> list[tuple[float, str, str]]:
    """Best with best, each word once."""
    near = [
        (nearness, i, j)
        for i, word_a in enumerate(a)
        for j, word_b in enumerate(b)
        if (nearness := word_similarity(word_a, word_b, lexicon))
    ]
    near.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    chosen = []
    for nearness, i, j in near:
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            chosen.append((nearness, a[i], b[j]))
    return chosen


def word_similarity(a: str, b: str, lexicon: Lexicon) -> float:
    """How near two words are: the same, a plural, the same stem, or one a likely mistyping of the other."""
    if a == b:
        return 1.0
    if singular(a) == singular(b):
        return 0.98
    if same_stem(a, b):
        return 0.92
    if lexicon.knows(a) and lexicon.knows(b):
        return 0.0
    return 0.0 if are_apart(a, b) else _typo(a, b)


def _typo(a: str, b: str) -> float:
    """One edit from five letters, two from nine; most people get the first letter right, or swap the first two."""
    shortest = min(len(a), len(b))
    if shortest < 5 or not (a.isalpha() and b.isalpha()):
        return 0.0
    if a[0] != b[0] and a[:2] != b[1::-1]:
        return 0.0
    distance = OSA.distance(a, b, score_cutoff=2)
    if distance == 1:
        return 0.94 if shortest > 5 else 0.90
    return 0.86 if distance == 2 and shortest >= 9 else 0.0


def _one_short_word(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and len(words[0]) <= _SHORT


def _without_soft(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in SOFT) or words


def _initials_fit(a: Reading, b: Reading) -> bool:
    short, long = (a, b) if len(a.raw) == 1 else (b, a)
    if len(short.raw) != 1 or len(long.raw) < 2 or not 2 <= len(short.raw[0]) <= 6:
        return False
    return short.raw[0] in ("".join(w[0] for w in long.raw), "".join(w[0] for w in long.words))


__all__ = ["LINK", "RELATED", "SILENT", "plain", "reading", "similarity", "similarity_of", "word_similarity"]
