"""Words → numbers (people, titles, terms): found whole, by their beginning, or with a typing slip.

The words lie sorted in one run of bytes, so that everything that begins alike is one stretch. Words that came later
stand beside them until there are enough to sort all anew.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from peerportal.matching.index.holders import FEW, NONE, SHARE, Holders, Numbers

_AFTER = b"\xff"  # greater than any byte of UTF-8
_LONGEST = 255


class Sorted(Sequence[bytes]):
    """Sorted words as one run of bytes, with what a search for slips asks of each: its letters and its length."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        """From words in the order of their code points, which is also that of their UTF-8."""
        coded = list(map(_coded, words))
        self._run = b"".join(coded)
        self._ends = np.cumsum([0, *map(len, coded)], dtype=np.int32)
        self._at = memoryview(self._ends.data)
        self._lengths = np.fromiter((min(_LONGEST, len(word)) for word in words), np.uint8, len(words))
        self._letters = _letters(words)

    def __len__(self) -> int:
        return len(self._lengths)

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]  # single words are all that is asked for
        return self._run[self._at[place] : self._at[place + 1]]

    def word(self, place: int) -> str:
        """The word at a place, as text."""
        return self[place].decode("utf-8", "surrogatepass")

    def within(self, word: str) -> tuple[int, int, int]:
        """Where the words that begin with `word` begin, where those that go on do, and where they end."""
        wanted = _coded(word)
        first = bisect_left(self, wanted)
        if first == len(self) or not self[first].startswith(wanted):
            return first, first, first
        last = bisect_left(self, wanted + _AFTER, first)
        return first, first + (self[first] == wanted), last

    def near(self, word: str, slips: int) -> list[int]:
        """Places of the words at most so many slips away."""
        # A slip takes away at most one letter and brings at most one, so few words need a closer look.
        apart = np.abs(self._lengths.astype(np.int16) - min(_LONGEST, len(word))) <= slips
        differ = np.bitwise_count(self._letters ^ _letters([word])[0])
        places = np.flatnonzero(apart & (differ <= 2 * slips)).tolist()
        close = close_to(word, [self.word(place) for place in places], slips)
        return [place for place, is_close in zip(places, close, strict=True) if is_close]

    @property
    def nbytes(self) -> int:
        return len(self._run) + self._ends.nbytes + self._lengths.nbytes + self._letters.nbytes


def _coded(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


def _letters(words: Sequence[str]) -> NDArray[np.uint64]:
    """Which letters each word has: one bit each of 64, shared by letters whose codes differ by a multiple of 64."""
    if not words:
        return np.empty(0, np.uint64)
    codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    starts = np.cumsum([0, *map(len, words)])[:-1]
    return np.bitwise_or.reduceat(np.uint64(1) << (codes & 63).astype(np.uint64), starts)


def _ranked(words: Sequence[str]) -> tuple[Sorted, Numbers]:
    """The words sorted, and for each of them its place there."""
    order = sorted(range(len(words)), key=words.__getitem__)
    rank = np.empty(len(words), np.int32)
    rank[order] = np.arange(len(words), dtype=np.int32)
    return Sorted([words[place] for place in order]), rank


def close_to(word: str, others: Sequence[str], slips: int) -> list[bool]:
    """Which of the others are at most so many slips away; numbers are never each other's slip."""
    if word.isdigit() or not others:
        return [False] * len(others)
    away = cdist([word], others, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8)[0]
    return [
        near and not other.isdigit() for near, other in zip((away <= slips).tolist(), others, strict=True)
    ]


class Spellings:
    """Words, none of them empty → numbers, kept up to date one number at a time."""

    def __init__(self, words: Sequence[str] = (), places: Numbers = NONE, numbers: Numbers = NONE) -> None:
        """From parallel arrays: each number has the word at its place in `words`, which are distinct, in any order."""
        self._words, rank = _ranked(words)
        self._holders = Holders(rank[places], numbers)
        self._fresh: dict[str, int] = {}  # the words that came later → their places, after the sorted ones
        self._fresh_sorted: list[str] = []

    def _sort(self) -> None:
        """Sort all words anew."""
        self._words, rank = _ranked([*map(self._words.word, range(len(self._words))), *self._fresh])
        self._holders.renew(rank)
        self._fresh.clear()
        self._fresh_sorted.clear()

    def put(self, number: int, words: Collection[str]) -> None:
        """Set the words of a number."""
        self._holders.put(number, [self._place(word) for word in words])
        if len(self._fresh) > FEW + len(self._words) // SHARE:
            self._sort()

    def drop(self, number: int) -> None:
        """Forget a number."""
        self._holders.drop(number)

    def _place(self, word: str) -> int:
        first, longer, _ = self._words.within(word)
        if first < longer:
            return first
        if word not in self._fresh:
            self._fresh[word] = len(self._words) + len(self._fresh)
            insort(self._fresh_sorted, word)
        return self._fresh[word]

    def whole(self, word: str) -> Numbers:
        """The numbers that have this very word."""
        place = self._fresh.get(word)
        first, longer, _ = self._words.within(word) if place is None else (place, place + 1, 0)
        return self._holders.of(first, longer)

    def longer(self, word: str) -> Numbers:
        """The numbers that have a word which begins with this one and goes on; some may be named twice."""
        _, longer, last = self._words.within(word)
        found = [self._holders.of(longer, last)]
        at = bisect_left(self._fresh_sorted, word)
        while at < len(self._fresh_sorted) and self._fresh_sorted[at].startswith(word):
            if self._fresh_sorted[at] != word:
                found.append(self._at(self._fresh[self._fresh_sorted[at]]))
            at += 1
        return found[0] if len(found) == 1 else np.concatenate(found)

    def slipped(self, word: str, slips: int) -> Numbers:
        """The numbers that have a word at most so many slips away; some may be named twice."""
        close = close_to(word, self._fresh_sorted, slips)
        fresh = [self._fresh[other] for other, near in zip(self._fresh_sorted, close, strict=True) if near]
        found = list(map(self._at, [*self._words.near(word, slips), *fresh]))
        return np.concatenate(found) if found else NONE

    def _at(self, place: int) -> Numbers:
        return self._holders.of(place, place + 1)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays."""
        return self._words.nbytes + self._holders.nbytes
