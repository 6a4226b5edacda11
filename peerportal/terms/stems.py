"""When two known words are one word in two forms: the same stem, and not one of the pairs that only look so."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from peerportal.terms.normalise import singular

_SHORTEST = 5
_SHORTEST_VERB = 3
_LENGTHS = 0.55
_QUALITY = (
    "ly",
    "ness",
    "ity",
    "ism",
    "ist",
    "ous",
    "able",
    "ible",
    "ful",
    "ive",
    "ic",
    "al",
    "ish",
    "ary",
    "ant",
    "ial",
)
_DOER = ("er", "or", "ee")
_OTHER_MEANING = ("ical", "ility", "ular", "ative", "ivity")


def _lines(name: str) -> list[str]:
    text = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _by_word(lines: list[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return found


_APART_IN = _by_word(_lines("apart.txt"))
_TOGETHER_LINES = _lines("together.txt")
_TOGETHER_IN = _by_word(_TOGETHER_LINES)
_TOOLS = frozenset(_lines("tool_words.txt"))


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
    if _together(a) & _together(b):
        return True
    if are_apart(a, b):
        return False
    if _inflected(a, b) or _inflected(b, a):
        return True
    shorter, longer = sorted((len(a), len(b)))
    if shorter < _SHORTEST or shorter / longer < _LENGTHS:
        return False
    if a.endswith(_OTHER_MEANING) or b.endswith(_OTHER_MEANING) or stem(a) != stem(b):
        return False
    return _kind(singular(a)) == _kind(singular(b)) and not _two_nouns(a, b)


def akin(a: str, b: str) -> bool:
    """Whether two words of one stem differ in kind: a quality (musical, music) or who or what does it (trainer,
    training). Beside the same other words they mean the same; alone, a printer is not printing.
    """
    if (
        are_apart(a, b)
        or min(len(a), len(b)) < _SHORTEST
        or min(len(a), len(b)) / max(len(a), len(b)) < _LENGTHS
    ):
        return False
    return (
        stem(a) == stem(b)
        and not a.endswith(_OTHER_MEANING)
        and not b.endswith(_OTHER_MEANING)
        and not _two_nouns(a, b)
    )


def _kind(word: str) -> str:
    """The kind of a word by its ending: a quality, whoever or whatever does it, or the deed itself."""
    if word.endswith(_QUALITY):
        return "quality"
    return "doer" if word.endswith(_DOER) else "deed"


def _two_nouns(a: str, b: str) -> bool:
    """Conversion and conversation, formation and format: nouns of two verbs that share a beginning."""
    short, long = sorted((singular(a), singular(b)), key=len)
    return short.endswith("ion") and long.endswith("ation") and not short.endswith("ation")


@lru_cache(maxsize=50_000)
def _together(word: str) -> frozenset[int]:
    """The lines a word stands on, as it is or without -s, -ing or -ed."""
    bases = [singular(word)]
    for end in ("ing", "ed"):
        bare = word.removesuffix(end)
        if bare != word and len(bare) > 2:
            bases += [bare, bare + "e"]
    return frozenset(line for base in bases for line in _TOGETHER_IN.get(base, ()))


def _inflected(word: str, form: str) -> bool:
    """Whether `form` is `word` with -ing or -ed: weld, welding; bake, baking; plan, planning."""
    if len(word) < _SHORTEST_VERB or not form.endswith(("ing", "ed")) or not form.startswith(word[:-1]):
        return False
    ends = ("ing", "ed")
    bare = word.removesuffix("e")
    return form in {base + end for base in (word, bare, word + word[-1]) for end in ends}


def are_apart(a: str, b: str) -> bool:
    """Whether the two stand on the list of words that look like forms of one word and are not."""
    return bool(_APART_IN.get(singular(a), set()) & _APART_IN.get(singular(b), set())) and singular(
        a
    ) != singular(b)


def is_tool_alone(word: str) -> bool:
    """Whether the word, standing alone, is a tool's name rather than the everyday word: Sketch, Word, Illustrator."""
    return word in _TOOLS


def family(word: str) -> str:
    """One word for all that mean the same wherever a skill is named; the word itself where it stands alone."""
    lines = _TOGETHER_IN.get(word)
    return f"={min(lines)}" if lines else word


def relatives(word: str) -> set[str]:
    """The words that mean the same wherever a skill is named."""
    return {other for line in _together(word) for other in _TOGETHER_LINES[line].split()}
