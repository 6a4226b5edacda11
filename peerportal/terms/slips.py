"""How near two words are: one word, two forms of it, a shortened form, or one a likely mistyping of the other.

A letter distance (optimal string alignment, at rapidfuzz's speed) is asked only when one of the two is no known word.
Two real words are never each other's slip, which is what keeps coaching from caching and hiring from wiring.
"""

from __future__ import annotations

import re
from itertools import combinations

from rapidfuzz.distance import OSA

from peerportal.terms.letters import is_spelt, without_umlauts
from peerportal.terms.lexicon import Lexicon
from peerportal.terms.normalise import singular
from peerportal.terms.stems import akin, are_apart, same_stem

SAME_PLURAL, SAME_STEM, AKIN, AKIN_ALONE, SHORTENED = 0.98, 0.92, 0.88, 0.68, 0.88
_ONE, _ONE_SHORT, _TWO, _SOUND, _STRANGE = 0.94, 0.90, 0.86, 0.84, 0.80
_LONG = 9  # letters from which two slips are believed, or one in the first letter
# Beginnings that turn a word into its opposite or its sibling: never a slip, however few letters they are apart.
_TURNS = [
    "hyper hypo",
    "inter intra intro extra",
    "micro macro",
    "pre post peri ante anti pro re",
    "endo exo ecto",
    "on off out",
    "in out",
    "up down",
    "over under",
    "emi immi",
    "ab ad",
    "de re",
    "im ex",
    "uni bi tri multi mono poly",
    "homo hetero",
    "ex in",
    "iso aniso",
    "con de",
    "proto meta",
    "tele tech",
    "neo geo",
    "bio geo",
    "sub super supra",
    "ortho para",
    "semi demi",
    "thermo hydro",
    "pneumo pneu",
    "electro elector",
    "dis mis",
    "nephro neuro",
    "cyto cyst",
]
_PAIRS = {frozenset(pair) for line in _TURNS for pair in combinations(line.split(), 2)}
_NEGATIONS = (
    "un",
    "in",
    "im",
    "ir",
    "il",
    "dis",
    "non",
    "de",
    "re",
    "mis",
    "a",
    "an",
    "anti",
    "counter",
    "pre",
    "co",
)
_KEYS = {
    frozenset(pair)
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for pair in zip(row, row[1:], strict=False)
}
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("^ps", "s"),
        ("^kn", "n"),
        ("^wr", "r"),
        ("sch", "sk"),
        ("tch", "ch"),
        ("sc(?=[eiy])", "s"),
        ("c(?=[eiy])", "s"),
        ("ck|ch(?=[rl])|c(?!h)|qu?", "k"),
        ("x", "ks"),
        ("z", "s"),
        ("(?<=[rt])h", ""),
        ("gh(?=t)", ""),
        ("t(?=i[ao])|s(?=i[ao])|c(?=i[ao])", "s"),
        ("[iy]e?", "i"),
        ("ou|u|oo", "u"),
        ("ai|ei|ea|ee", "e"),
        (r"(.)\1+", r"\1"),
    )
]


def word_similarity(a: str, b: str, lexicon: Lexicon, *, beside: bool = True) -> float:
    """0..1; 0 as well for two known words that are no forms of each other. `beside`: both stand beside other words."""
    if a == b:
        return 1.0
    if singular(a) == singular(b):
        return SAME_PLURAL
    if same_stem(a, b):
        return SAME_STEM
    if akin(a, b):
        return AKIN if beside else AKIN_ALONE
    known_a, known_b = lexicon.knows(a), lexicon.knows(b)
    if known_a and known_b or are_apart(a, b) or not (is_spelt(a) and is_spelt(b)):
        return 0.0
    if not (a.isascii() and b.isascii()) and min(len(a), len(b)) < 6:
        return 0.0
    if len(a) > 4 and len(b) > 4 and without_umlauts(a) == without_umlauts(b):
        return SAME_PLURAL
    return 0.0 if is_turned(a, b) else _slip(a, b, known_a or known_b)


def is_turned(a: str, b: str) -> bool:
    """Whether the two differ in a beginning that makes another thing of a word: hypertension, hypotension."""
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if at > 6:
        return False
    short, long = sorted((a, b), key=len)
    if any(long == start + short for start in _NEGATIONS):
        return True
    for size in range(at, 7):
        head, tail = a[:size], a[size:]
        if len(tail) < 3 or not b.endswith(tail):
            continue
        if frozenset((head, b[: len(b) - len(tail)])) in _PAIRS:
            return True
    return False


def _slip(a: str, b: str, one_known: bool) -> float:
    """One edit from five letters, two from nine; most people get the first letter right, or swap the first two."""
    short, long = sorted((a, b), key=len)
    distance = OSA.distance(a, b, score_cutoff=2)
    if distance > 2:
        return _SOUND if one_known and len(short) >= _LONG and _sound(a) == _sound(b) else 0.0
    if not one_known:
        # Two words nobody knows may well be two names: only a long one with one slip inside it is believed.
        return _STRANGE if distance == 1 and len(short) >= _LONG and a[0] == b[0] and a[-1] == b[-1] else 0.0
    if len(short) < 5:
        return _short_slip(short, long, distance)
    if a[0] != b[0] and a[:2] != b[1::-1]:
        return _TWO if distance == 1 and len(short) >= _LONG and _first_missed(short, long) else 0.0
    if distance == 1:
        return _ONE if len(short) > 5 else _ONE_SHORT
    if len(short) >= _LONG or (len(short) >= 6 and _sound(a) == _sound(b)):
        return _TWO
    return 0.0


def _short_slip(short: str, long: str, distance: int) -> float:
    """Of four letters: one left out inside a word of five (exel), or two neighbours swapped (jria)."""
    if distance != 1 or len(short) < 4 or short[0] != long[0]:
        return 0.0
    if len(long) == 5:
        return _STRANGE if short[-1] == long[-1] else 0.0
    return _STRANGE if sorted(short) == sorted(long) else 0.0


def _first_missed(short: str, long: str) -> bool:
    """The first letter forgotten, or its neighbour on the keyboard hit."""
    if len(short) == len(long):
        return short[1:] == long[1:] and frozenset((short[0], long[0])) in _KEYS
    return long[1:] == short and long[0] not in "aeiou"


def _sound(word: str) -> str:
    """Roughly how an English word sounds: fisiotherapy and physiotherapy, beaurocracy and bureaucracy."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def shortened(short: str, long: str, lexicon: Lexicon) -> float:
    """Whether a word nobody knows is the beginning or the consonants of a known one: proj, mktg; only beside others."""
    if not 3 <= len(short) <= len(long) - 2 or short[0] != long[0] or short in lexicon or not short.isalpha():
        return 0.0
    if long not in lexicon or not long.isascii():
        return 0.0
    if long.startswith(short):
        return SHORTENED if len(short) > 3 else 0.0
    rest = iter(long)
    vowels = not set(short[1:]).isdisjoint("aeiou")
    return (
        SHORTENED if short[-1] == long[-1] and not vowels and all(letter in rest for letter in short) else 0.0
    )
