"""A great many words in little memory: one sorted text, looked up by halving."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from peerportal.terms.normalise import singular


class Words:
    """Folded words, kept as lines of one sorted text: a hundred thousand take a megabyte and one look 3 µs."""

    def __init__(self, text: bytes) -> None:
        """`text`: lines in the order of their bytes, the last one ended as well."""
        self._text = text

    @classmethod
    def of(cls, words: Iterable[str]) -> Words:
        lines = sorted({word.encode() for word in words if word})
        return cls(b"\n".join(lines) + b"\n" if lines else b"")

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        sought, text = word.encode(errors="replace"), self._text
        low, high = 0, len(text)
        while low < high:
            start = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = text.find(b"\n", start)
            line = text[start:end]
            if line == sought:
                return True
            low, high = (end + 1, high) if line < sought else (low, start)
        return False

    def knows(self, word: str) -> bool:
        """Whether the word or its singular is among them."""
        return word in self or singular(word) in self


@cache
def shipped_words(path: Path) -> Words:
    """The words of a compressed list."""
    with gzip.open(path, "rb") as file:
        return Words(file.read())
