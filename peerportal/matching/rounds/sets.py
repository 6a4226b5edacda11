"""Sets of people's facts as rows of bits, so that one person's can be held against everybody's at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
WORD = 8  # bytes


class Sets:
    """One set a person; equal sets are kept once. `of` holds each person's number among the distinct sets."""

    def __init__(self, masks: Sequence[int]) -> None:
        distinct = list(dict.fromkeys(masks))
        number = {mask: at for at, mask in enumerate(distinct)}
        self.of: Ints = np.array([number[mask] for mask in masks], dtype=np.int64)
        width = max([WORD, *((mask.bit_length() + 63) // 64 * WORD for mask in distinct)])
        packed = b"".join(mask.to_bytes(width, "little") for mask in distinct)
        self._bits = np.frombuffer(packed, dtype="<u8").reshape(len(distinct), width // WORD)
        self._empty: Bools = np.logical_not(self._bits.any(axis=1))

    @classmethod
    def named(cls, sets: Sequence[Iterable[Hashable]]) -> Sets:
        """From sets of anything."""
        bit: dict[Hashable, int] = {}
        return cls([sum(1 << bit.setdefault(one, len(bit)) for one in members) for members in sets])

    def empty(self) -> Bools:
        """Whose set is empty."""
        return self._empty[self.of]

    def shared(self, row: int) -> Ints:
        """How many members everybody's set shares with this row's."""
        counts = np.bitwise_count(self._bits & self._bits[self.of[row]])
        return counts.sum(axis=1, dtype=np.int64)[self.of]

    def meets(self, row: int) -> Bools:
        """Who shares at least one member with this row."""
        return (self._bits & self._bits[self.of[row]]).any(axis=1)[self.of]

    def suits(self, row: int) -> Bools:
        """Who shares one, or said nothing, or has this row say nothing."""
        if self._empty[self.of[row]]:
            return np.ones(len(self.of), dtype=bool)
        return self.meets(row) | self.empty()
