"""Initials, numbered abbreviations and what they may stand for: BPM, 3PL, i18n, B2G."""

from __future__ import annotations

import re

from peerportal.terms.lexicon import Lexicon
from peerportal.terms.normalise import Reading

FIT, NUMBERED, ASKED = 0.78, 0.95, 0.62
_NUMERONYM = re.compile(r"([a-z]+?)(\d{1,2})([a-z]+)")
_SPOKEN = {"2": "to", "4": "for", "&": "and"}
_COUNTED = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth"}


def initials_fit(a: Reading, b: Reading, lexicon: Lexicon) -> float:
    """How surely one of the two is the other's initials: FIT from three letters that mean nothing else, else ASKED."""
    short, long = (a, b) if len(a.raw) == 1 else (b, a)
    if len(short.raw) != 1 or len(long.raw) < 2:
        return 0.0
    letters = short.raw[0]
    if not 2 <= len(letters) <= 7 or letters not in _all_initials(long):
        return 0.0
    if "&" in letters:
        return FIT
    meanings = lexicon.canonicals(short)
    if any(_holds(lexicon.read(label), long) for label in meanings):
        return FIT
    return ASKED if len(letters) < 3 or meanings or lexicon.is_word(letters) else FIT


def _holds(meaning: Reading, long: Reading) -> bool:
    """Whether a listed meaning is the same with a word more or less: pay per click (advertising)."""
    a, b = set(meaning.words), set(long.words)
    return len(a & b) > 1 and (a <= b or b <= a)


def _all_initials(long: Reading) -> set[str]:
    """With and without the little words, with digits and signs for the words that are spoken so."""
    raw = [part for word in long.raw for part in word.split("/")]
    main = [word for word in raw if word not in _LITTLE] or raw
    plural = [word[0] for word in main]
    every, few = "".join(word[0] for word in raw), "".join(plural)
    spoken = "".join(_sign(word) for word in raw if word not in _LITTLE or word in _SPOKEN.values())
    counted = "".join(_count(word) for word in main)
    joined = "".join(word[0] if word != "and" else "&" for word in raw)
    return {every, few, spoken, counted, joined, few + "s", every + "s"}


_LITTLE = frozenset("a an the of in for and to with on at by from as or into de".split())


def _sign(word: str) -> str:
    return next((sign for sign, spoken in _SPOKEN.items() if spoken == word), word[0])


def _count(word: str) -> str:
    return next((digit for digit, spoken in _COUNTED.items() if spoken == word), word[0])


def numbered(a: Reading, b: Reading) -> float:
    """i18n and internationalization: first and last letters, with the number of those between them."""
    if len(a.raw) != 1 or len(b.raw) != 1:
        return 0.0
    short, long = sorted((a.raw[0], b.raw[0]), key=len)
    found = _NUMERONYM.fullmatch(short)
    if not found or not long.isalpha():
        return 0.0
    first, number, last = found[1], int(found[2]), found[3]
    fits = len(long) == len(first) + number + len(last) and long.startswith(first) and long.endswith(last)
    # Both spellings are tried as typed: l10n is localisation as well as localization.
    return NUMBERED if fits and number > 1 else 0.0
