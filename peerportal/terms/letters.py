"""Letters of several alphabets folded for comparing: no case, no accents, one form where two are in use."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200  # characters looked at; a term is far shorter, and what is hostile stays cheap

# Letters that Unicode does not take apart into a plain one and a mark; written as their speakers do without them.
_WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t",
     "ə": "e", "ĸ": "k", "\u0640": "", "\u200c": "", "\u200d": "", "\u00ad": "", "\u200b": "", "\ufeff": "",
     "\u200e": "", "\u200f": "", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0649": "\u064a", "`": "'", "\u00b4": "'"}
)  # fmt: skip
# Marks that are accents or vowel points (combining classes of Latin, Greek, Cyrillic, Hebrew, Arabic). The lower
# classes belong to the letter itself: the voicing of Japanese kana, the virama of Indian scripts, the tones of Thai.
_POINTS = range(10, 36)
_ACCENTS = range(200, 241)
_DIGRAPH = re.compile("ae|oe|ue|aa")
# One character of these scripts is a syllable or a word, so that a changed one is no slip of the finger.
_SYLLABIC = re.compile("[\u0900-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def plain(text: str) -> str:
    """Folded for comparing: compatibility form, no case, no accents, single blanks, at most LONGEST characters."""
    text = text[:LONGEST]
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    folded = unicodedata.normalize("NFKC", text)[:LONGEST].casefold()
    apart = unicodedata.normalize("NFKD", folded)[: 2 * LONGEST]
    bare = "".join(char for char in apart if not _is_accent(char)).translate(_WHOLE)
    return " ".join(unicodedata.normalize("NFKC", bare)[:LONGEST].split())


def _is_accent(char: str) -> bool:
    kind = unicodedata.combining(char)
    return kind in _POINTS or kind in _ACCENTS


def without_umlauts(word: str) -> str:
    """Fuehrung and Fuhrung (from Führung), Aarhus and Arhus (from Århus), alike."""
    return _DIGRAPH.sub(lambda found: found.group()[0], word)


def is_spelt(word: str) -> bool:
    """Whether the word is written letter by letter, in an alphabet."""
    return word.isalpha() and not _SYLLABIC.search(word)
