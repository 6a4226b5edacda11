"""Two texts beside each other: which words only one of them has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from peerportal.groups.goals.words import PARTS, Wording
from peerportal.web.times import in_full

SAME, GONE, NEW = "same", "gone", "new"
_PIECES = re.compile(r"(?:[^\W_]+(?:['’][^\W_]+)*|\S)\s*")
LABELS = {
    "specific": "Specific",
    "measurable": "Measurable",
    "numbers": "In numbers",
    "attainable": "Attainable",
    "relevant": "Relevant",
    "timely": "Timely",
    "day": "The day",
}


@dataclass(frozen=True)
class Line:
    """One part of two wordings: the text before and after, each as (kind, words)."""

    label: str
    before: list[tuple[str, str]]
    after: list[tuple[str, str]]

    @property
    def differs(self) -> bool:
        return any(kind != SAME for kind, _ in [*self.before, *self.after])


def beside(before: Wording, after: Wording) -> list[Line]:
    """The parts that either of the two wordings has, with their differences."""
    texts = _texts(before), _texts(after)
    return [
        Line(label, *marked(texts[0][key], texts[1][key]))
        for key, label in LABELS.items()
        if texts[0][key] or texts[1][key]
    ]


def _texts(wording: Wording) -> dict[str, str]:
    said = {part: getattr(wording, part) for part in PARTS}
    day = in_full(wording.due) if wording.due else ""
    return said | {"numbers": wording.in_numbers, "day": day}


def marked(before: str, after: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Both texts in pieces: what they share, what only the first has (gone) and what only the second has (new)."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    bare = [piece.strip() for piece in old], [piece.strip() for piece in new]
    left: list[tuple[str, str]] = []
    right: list[tuple[str, str]] = []
    for deed, i, j, k, n in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        _put(left, SAME if deed == "equal" else GONE, old[i:j])
        _put(right, SAME if deed == "equal" else NEW, new[k:n])
    return left, right


def _put(pieces: list[tuple[str, str]], kind: str, words: list[str]) -> None:
    text = "".join(words)
    bare = text.rstrip()
    pieces += [(kind, bare)] if bare else []
    # The blank after a word is nobody's difference.
    pieces += [(SAME, text[len(bare) :])] if text != bare else []
