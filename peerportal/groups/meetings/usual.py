"""What an agreement says about length and means, as far as it can be read from its own words. Pure."""

from __future__ import annotations

import re
from typing import Any

SHORTEST, LONGEST = 5, 480  # minutes that a meeting can take
_NUMBERS = {"half an": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_LENGTH = re.compile(
    r"\b(?P<number>\d{1,3}(?:[.,]\d)?|half an|an?|one|two|three)[ -]?(?P<unit>hours?|h|minutes?|mins?)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\b(?:(?P<video>video|zoom|teams|online)|(?P<in_person>in person|face[ -]to[ -]face)"
    r"|(?P<phone>phone|telephone)|(?P<writing>in writing|e-?mail|letters?))",
    re.IGNORECASE,
)  # fmt: skip


def minutes_in(words: str) -> int | None:
    """The first length that is named, in minutes; None when there is none that a meeting can have."""
    found = _LENGTH.search(words)
    if found is None:
        return None
    number, unit = found["number"].lower().replace(",", "."), found["unit"].lower()
    length = _NUMBERS.get(number) or float(number)
    minutes = round(length * 60 if unit.startswith("h") else length)
    return minutes if SHORTEST <= minutes <= LONGEST else None


def means_in(words: str) -> str | None:
    """The means that is named first; None when none of ours is."""
    found = _MEANS.search(words)
    return found.lastgroup if found else None


def of_terms(terms: dict[str, Any]) -> dict[str, Any]:
    """What the terms of an agreement say of the next meeting, by the names of its columns."""
    said = {"minutes": minutes_in(terms.get("long") or ""), "means": means_in(terms.get("means") or "")}
    return {name: value for name, value in said.items() if value is not None}
