"""Text into the numbers that the embedding model reads: WordPiece with BERT's uncased vocabulary.

The method is that of Devlin et al. (2018): lower case, accents off, punctuation and Chinese characters apart, then from
each word the longest known beginning, and so on with what is left. Written here because the usual package for it brings
a client for a model hub along, and the portal talks to nobody.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterator
from functools import cache

from peerportal.terms.lexicon import DATA

PADDING, UNKNOWN, START, END = 0, 100, 101, 102
MOST = 64  # numbers a term; the longest label has eighty letters
_LONGEST_WORD = 100
_CHINESE = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


@cache
def _vocabulary() -> dict[str, int]:
    with gzip.open(DATA / "wordpieces.txt.gz", "rt", encoding="utf-8") as file:
        return {line.rstrip("\n"): number for number, line in enumerate(file)}


def numbers(text: str) -> list[int]:
    """The pieces of a text by number, between START and END; at most MOST."""
    pieces = [piece for word in _words(text[: MOST * _LONGEST_WORD]) for piece in _pieces(word)]
    return [START, *pieces[: MOST - 2], END]


def _words(text: str) -> list[str]:
    spaced = "".join(_spaced(letter) for letter in text)
    folded = unicodedata.normalize("NFD", spaced.lower())
    return "".join(letter for letter in folded if unicodedata.category(letter) != "Mn").split()


def _spaced(letter: str) -> str:
    """A letter as it is; punctuation and Chinese characters as words of their own; nothing for control characters."""
    if letter.isspace():
        return " "
    if letter == "\ufffd" or unicodedata.category(letter).startswith("C"):
        return ""
    # The model takes every symbol of ASCII for punctuation, also those that Unicode does not.
    symbol = letter.isascii() and not letter.isalnum()
    apart = symbol or unicodedata.category(letter).startswith("P")
    apart = apart or any(first <= ord(letter) <= last for first, last in _CHINESE)
    return f" {letter} " if apart else letter


def _pieces(word: str) -> Iterator[int]:
    known = _vocabulary()
    found: list[int] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if mark + word[start:end] in known), 0)
        if not end or len(word) > _LONGEST_WORD:
            yield UNKNOWN
            return
        found.append(known[mark + word[start:end]])
        start = end
    yield from found
