"""A great many words in little memory: one sorted text, looked up by halving."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from peerportal.terms.normalise import singular


class Words:
    """Folded words, kept as lines of one sorted text: a hundred thousand take a megabyte."""

    def __init__(self, text: bytes) -> None:
        """`text`: lines in the order of their bytes, the last one ended as well."""
        self._text = text
        self._starts = self._index()

    def _index(self) -> dict[bytes, tuple[int, int]]:
        """Where the lines stand that begin with the same two bytes."""
        found: dict[bytes, tuple[int, int]] = {}
        text, start, end = self._text, 0, len(self._text)
        while start < end:
            head = text[start : start + 2]
            # The next line after all that begin so: the text is sorted, so they stand together.
            after = text.rfind(b"\n" + head, start)
            stop = text.find(b"\n", after + 1 if after >= 0 else start) + 1 or end
            found[head] = (start, stop)
            start = stop
        return found

    @classmethod
    def of(cls, words: Iterable[str]) -> Words:
        lines = sorted({word.encode() for word in words if word})
        return cls(b"\n".join(lines) + b"\n" if lines else b"")

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        sought, text = word.encode(errors="replace"), self._text
        if not sought or b"\n" in sought:
            return False
        low, high = self._starts.get(sought[:2] if len(sought) > 1 else sought + b"\n", (0, 0))
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
