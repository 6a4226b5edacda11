"""Wording: what a commitment could still say, told from what was typed. Pure; it advises and never bars."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from peerportal.groups.commitments import vocabulary as known

CLEAR, DEED, SIZE, VAGUE, DAY = "clear", "deed", "size", "vague", "day"
MOST_HINTS, MOST_READ = 2, 1000
LONG, FAR = 200, dt.timedelta(days=62)
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
LEAD = re.compile(
    r"(?:\s*(?:i['\u2019]?ll|i['\u2019]d like to|i['\u2019]?m going to|"
    r"i (?:will|shall|want to|would like to|am going to|plan to|promise to|intend to|hope to|need to|have to)|"
    r"i (?:should|must|could|might)|we (?:will|shall)|we['\u2019]ll|let me|let['\u2019]s|my plan is to|"
    r"to|please|first|then|also|today|tomorrow|and)\b[\s,:]*)+",
    re.IGNORECASE,
)
DATED = re.compile(
    r"\b(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:next|this) (?:week|month|quarter)|"
    r"(?:by|before|until|on) (?:the )?(?:end of )?(?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december)|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hint:
    """A thought about the words: `kind` says about which side of them."""

    kind: str
    said: str


def hints(words: str, due_on: dt.date | None, today: dt.date) -> list[Hint]:
    """At most two thoughts, the most useful first; one kind word when nothing is to be bettered; none for no words."""
    words = words[:MOST_READ].strip()
    if not words:
        return []
    thoughts = [hint for hint in _thoughts(words, due_on, today) if hint][:MOST_HINTS]
    return thoughts or [Hint(CLEAR, _praise(words, due_on))]


def _thoughts(words: str, due_on: dt.date | None, today: dt.date) -> Iterator[Hint | None]:
    if _is_english(words):
        yield _about_the_deed(words)
        yield _about_the_size(words)
        yield _about_vagueness(words)
    yield _about_the_day(words, due_on, today)


def _is_english(words: str) -> bool:
    """Whether the lists of words say anything about this text; about any other the module keeps silent."""
    told = [word.lower() for word in WORD.findall(words)]
    return any(word in known.ENGLISH for word in told) or bool(known.DEEDS & set(told[:1]))


def _about_the_deed(words: str) -> Hint | None:
    """Does it begin with something one does?"""
    told = _after_the_lead(words)
    if not told:
        return Hint(DEED, "Go on: what will you do?")
    first, follows = told[0].lower(), told[1].lower() if len(told) > 1 else ""
    if first in known.DIRECTIONS or (first, follows) in known.TWO_WORD_DIRECTIONS:
        two = (first, follows) in known.TWO_WORD_DIRECTIONS
        asked = known.ASKED_OF.get(first, "is a direction. What is the first step one could see?")
        return Hint(DEED, f"“{' '.join(told[: 2 if two else 1])}” {asked}")
    base = _without_ing(first)
    if base:
        return Hint(DEED, f"Say it as something you do: “{base.capitalize()} …” rather than “{told[0]} …”.")
    return (
        None
        if _has_deed(told)
        else Hint(DEED, "What will you do? Begin with a verb: ask, write, show, book …")
    )


def _after_the_lead(words: str) -> list[str]:
    """The words after "I will" and the like."""
    lead = LEAD.match(words)
    return WORD.findall(words[lead.end() :] if lead else words)


def _has_deed(told: list[str]) -> bool:
    """Whether a verb stands first, or near the beginning and not as a noun ("the talk")."""
    lower = [word.lower() for word in told[:6]]
    return lower[0] in known.DEEDS or any(
        word in known.DEEDS and before not in known.BEFORE_NOUNS
        for before, word in zip(lower, lower[1:], strict=False)
    )


def _without_ing(word: str) -> str | None:
    """The verb that "calling", "writing" or "booking" comes from."""
    if not word.endswith("ing") or word in known.DEEDS:
        return None
    stem = word[:-3]
    undoubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return next((base for base in (stem, stem + "e", undoubled) if base in known.DEEDS), None)


def _about_the_size(words: str) -> Hint | None:
    """Is it one thing, and small enough to be done?"""
    parts = len(re.findall(r"[.;]\s+\S|\n\s*\S|\b(?:and then|as well as)\b", words))
    if parts or len(re.findall(r"\band\b", words, re.IGNORECASE)) > 1:
        return Hint(SIZE, "That sounds like more than one thing. Which comes first?")
    found = known.ALL_OF_IT.search(words)
    if found:
        return Hint(SIZE, f"“{found.group()}” is a lot to keep. What would be one piece of it?")
    return (
        Hint(SIZE, "One short line is easier to keep. What is the heart of it?")
        if len(words) > LONG
        else None
    )


def _about_vagueness(words: str) -> Hint | None:
    """Could one tell afterwards whether it was done?"""
    found = known.UNCLEAR.search(words)
    return (
        Hint(VAGUE, f"“{found.group()}” can mean much. How would one notice that it is done?")
        if found
        else None
    )


def _about_the_day(words: str, due_on: dt.date | None, today: dt.date) -> Hint | None:
    """Is there a day, and is it near?"""
    if due_on is not None:
        far = due_on > today + FAR
        return Hint(DAY, "That is a good while. What could be done before you next meet?") if far else None
    found = DATED.search(words)
    if found:
        return Hint(
            DAY, f"You wrote “{found.group()}”: choose that day below too, and you are reminded of it."
        )
    later = known.SOME_TIME.search(words)
    return Hint(
        DAY,
        f"“{later.group()}” slips away easily. By when?"
        if later
        else "By when? A day makes it easier to keep.",
    )


def _praise(words: str, due_on: dt.date | None) -> str:
    return "That is clear: something you do, and a day." if _is_english(words) else "There is a day. Good."
