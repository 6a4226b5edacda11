"""Text as people type it: cleaned once at the edge, folded for searching."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Characters that carry no meaning in what people write but can break a page, a mail header or a database: controls,
# surrogates, unassigned code points, and invisible format characters other than the two joiners that scripts need.
_KEPT_FORMAT = {"\u200c", "\u200d"}
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_MARKS_IN_A_ROW = 4


def clean(text: str | None, *, lines: bool = False) -> str:
    """The text in NFC without control characters, stray blanks or lone surrogates; line breaks kept only if `lines`."""
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text or ""))
    kept: list[str] = []
    marks = 0
    for char in text:
        kind = unicodedata.category(char)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if char in "\n\t":
            kept.append("\n" if char == "\n" and lines else " ")
        elif (kind[0] != "C" or char in _KEPT_FORMAT) and marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    # Composed again: what was taken out may have stood between a letter and its accent.
    joined = _SPACES.sub(" ", unicodedata.normalize("NFC", "".join(kept)))
    if not lines:
        return joined.strip()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(part.strip() for part in joined.split("\n"))).strip()


def fold(text: str | None) -> str:
    """The text as search compares it: compatibility form, no accents, no case, single blanks."""
    decomposed = unicodedata.normalize("NFKD", (text or "").casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFKC", bare).casefold().split())


# Names that begin with one of these ("servant of", "father of", "mother of", "son of") go on with the next word.
_GOES_ON = frozenset(
    {"عبد", "أبو", "ابو", "أم", "ام", "ابن", "بن", "abd", "abdul", "abdel", "abu", "umm", "ibn"}
)


def first_name(name: str) -> str:
    """What somebody is called: the first word of the name, with the next one where the first is only half a name."""
    words = name.split()
    half = len(words) > 2 and words[0].casefold() in _GOES_ON
    return " ".join(words[: 2 if half else 1])


def listed(words: Sequence[str], last: str = "and") -> str:
    """Several as one reads them out: A, B and C."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def fold_email(address: str | None) -> str:
    """An e-mail address as it is compared: trimmed and without case."""
    return unicodedata.normalize("NFKC", address or "").strip().casefold()
