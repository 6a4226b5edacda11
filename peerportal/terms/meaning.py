"""Finding the likeliest labels for terms by words first, and by meaning and letters together for the rest.

What words link stands first, in its order; nearness of meaning links nothing (docs/decisions/0016), it only orders what
is left to choose from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from peerportal.terms import semantic
from peerportal.terms.retrieval import Finder, Found
from peerportal.terms.similarity import LINK

TOGETHER = 100  # so many terms at once: with 30,000 labels, each table of theirs is 12 MB


class NoLayer(Exception):
    """The packages are not there, or the model cannot be read; the message is a whole sentence."""


class Meant:
    """Labels, indexed once: by their words, their letters and their meaning. Raises NoLayer, when finding as well."""

    def __init__(self, labels: Iterable[str]) -> None:
        if not semantic.is_installed():
            raise NoLayer("The packages of the language model are not installed: see docs/operations.md.")
        self.finder = Finder(labels)
        self._vectors = _there(semantic.vectors(self.finder.labels))

    def find(self, texts: Sequence[str], limit: int = 3) -> Iterator[list[Found]]:
        """The likeliest labels for each text, best first, in the order of the texts."""
        for start in range(0, len(texts), TOGETHER):
            part = texts[start : start + TOGETHER]
            blend = _there(semantic.blended_with(part, self._vectors, self.finder.letters(part)))
            for text, row in zip(part, blend, strict=True):
                yield self._best(text, row, limit)

    def _best(self, text: str, blend: NDArray[np.float32], limit: int) -> list[Found]:
        found = [one for one in self.finder.find(text, limit) if one.confidence >= LINK]
        linked = {one.label for one in found}
        for row in np.argsort(-blend, kind="stable")[:limit]:
            if self.finder.labels[row] not in linked:
                # As with letters alone: below LINK it only says that this is the next to look at.
                sure = LINK * min(max(float(blend[row]), 0.0), 0.99)
                found.append(Found(self.finder.labels[row], round(sure, 3)))
        return found[:limit]


def _there(found: NDArray[np.float32] | None) -> NDArray[np.float32]:
    if found is None:
        raise NoLayer("The language model cannot be read; the log says why.")
    return found
