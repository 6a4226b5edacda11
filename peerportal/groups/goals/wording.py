"""Help with the wording of a goal: what a kind reader would ask, with an example in the writer's own words.

Pure, quick and never a condition: a goal may be saved with every hint there is. It reads English; of words in another
language it says nothing, since a wrong hint does more harm than none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from peerportal.groups.goals import phrases
from peerportal.groups.goals.words import LIMIT, PARTS, Wording

KINDS = ("wide", "several", "trying", "others", "no_measure", "no_unit", "no_date", "past")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_JOINTS = re.compile(
    r"\s*(?:;|\n|\. |,? and (?:also |then )?|,? as well as |,? plus | & |, (?=\w+ ))\s*", re.IGNORECASE
)
_BY_DOING = re.compile(r"(?<!\w)by \w+ing(?!\w)", re.IGNORECASE)
SHORT = 80


@dataclass(frozen=True)
class Hint:
    """One question about one part, and an example of how it could be answered."""

    part: str
    kind: str
    words: str
    example: str = ""


def hints(wording: Wording, today: dt.date) -> list[Hint]:
    """What could be clearer, in the order of the parts; nothing about a goal without words."""
    cut = replace(wording, **{part: getattr(wording, part)[:LIMIT] for part in PARTS})
    found = [hint for ask in (_specific, _measurable, _timely) for hint in ask(cut, today)]
    return found


def _specific(wording: Wording, today: dt.date) -> Iterator[Hint]:
    text = wording.specific
    if not _is_english(text):
        return
    said = core(text)
    if _is_wide(text):
        yield Hint(
            "specific", "wide", "What would somebody see you do? This is still wide.", _narrower(text, today)
        )
    if goals := separate(text):
        both = " and ".join(f"“{_sentence(goal)}”" for goal in goals[:2])
        words = "This sounds like more than one goal. Each is easier to reach with a page of its own."
        yield Hint("specific", "several", words, both)
    if (tried := phrases.TRYING.match(said)) and not _BY_DOING.search(text):
        rest = _shortened(said[tried.end() :].strip(" ,:"))
        words = "Trying never ends. What will be done when you have done it?"
        yield Hint("specific", "trying", words, f"“{_sentence(rest)}”" if rest else "")
    if phrases.OTHERS.search(text) and not phrases.I_DO.search(wording.attainable):
        words = "This lies in other people's hands. Which part of it is yours?"
        mine = (
            f"By {_later(today)}, ask what is missing for this: {_shortened(said)}. Then do the first of it."
        )
        yield Hint("attainable", "others", words, f"“{mine}”")


def _measurable(wording: Wording, today: dt.date) -> Iterator[Hint]:
    if not wording.specific and not wording.measurable:
        return
    counted = wording.target and not wording.unit
    if counted or phrases.BARE_NUMBER.fullmatch(wording.measurable):
        number = wording.target or wording.measurable.strip()
        yield Hint(
            "measurable",
            "no_unit",
            "A number of what?",
            f"“{number} times”, “{number} minutes”, “{number} %”",
        )
        return
    both = f"{wording.specific}\n{wording.measurable}"
    if wording.target or not _is_english(both) or phrases.SEEN.search(both) or _has_count(both):
        return
    said = _topic(wording.specific) or _shortened(core(wording.specific))
    shown = f"“{_sentence(said)}: three times, with somebody watching”"
    words = "How will you notice that you get there? A number helps, or something that others can see."
    yield Hint("measurable", "no_measure", words, shown if wording.specific else "")


def _timely(wording: Wording, today: dt.date) -> Iterator[Hint]:
    if wording.due_on:
        if wording.due is not None and wording.due < today:
            yield Hint("timely", "past", "This day has passed. Is there another one, or is it reached?")
        return
    both = f"{wording.specific}\n{wording.measurable}\n{wording.timely}"
    if not both.strip() or not _is_english(both) or phrases.DATE.search(both):
        return
    vague = phrases.NO_DATE.search(wording.timely)
    words = f"“{vague.group()}” never comes by itself." if vague else "There is no day yet."
    said = "" if _is_wide(wording.specific) else _sentence(_shortened(core(wording.specific)))
    example = f"“{said} by {_later(today)}”" if said else f"“By {_later(today)}”"
    yield Hint("timely", "no_date", f"{words} When would you like to look back at it?", example)


def core(text: str) -> str:
    """The first sentence without what people begin with ("I want to …") and without its full stop."""
    said = re.split(r"[.!?]\s|\n", text.strip(), maxsplit=1)[0].strip(" .!?")
    for _ in range(2):
        said = phrases.LEADING.sub("", said, count=1) if phrases.LEADING.match(said) else said
    return said.strip()


def separate(text: str) -> list[str]:
    """The goals that one text holds, when they are more than one."""
    clauses = [
        clause.strip(" .-–•*0123456789)") for clause in _JOINTS.split(text) if clause and clause.strip()
    ]
    found: list[str] = []
    for place, clause in enumerate(clauses):
        words = _WORDS.findall(core(clause).lower())
        is_new = len(words) > 1 and words[0] in phrases.VERBS and words[1] not in phrases.SAME_GOAL
        if is_new and (place == 0 or found):
            found.append(core(clause))
    return found if len(found) > 1 else []


def _is_wide(text: str) -> bool:
    """Whether it is a wish without an edge, as a single word is; a number, or "by doing …", gives it one."""
    wish = phrases.WIDE.search(text) or len(_WORDS.findall(core(text))) == 1
    return bool(wish) and not _has_count(text) and not _BY_DOING.search(text)


def _has_count(text: str) -> bool:
    return bool(phrases.COUNT.search(text))


def _narrower(text: str, today: dt.date) -> str:
    """The same topic as something that can be seen."""
    if topic := _topic(text):
        return f"“Until {_later(today)}, once a week: {topic}. Each time, ask one person how it went.”"
    said = _shortened(_lower(core(text)))
    return f"“Until {_later(today)}, once a week, do one thing that shows it: {said}.”"


def _topic(text: str) -> str:
    """What somebody would like to get better at, without saying so; empty when they put it otherwise."""
    said = core(text)
    after = phrases.TOPIC_AFTER.search(said)
    return _shortened(said[after.end() :].strip(" ,:")) if after else ""


def _is_english(text: str) -> bool:
    """Whether this can be judged: most letters Latin without marks, and a common English word among longer texts."""
    words = [word.lower() for word in _WORDS.findall(text)]
    if not words or sum(word.isascii() for word in words) < 0.8 * len(words):
        return False
    known = phrases.ENGLISH | phrases.VERBS
    return len(words) < 4 or any(word in known for word in words)


def _later(today: dt.date) -> str:
    """A day some three months on, the last of its month, as people say it."""
    month = today.month + 3
    first_after = dt.date(today.year + (month // 12), month % 12 + 1, 1)
    day = first_after - dt.timedelta(days=1)
    return f"{day.day} {day:%B}"


def _shortened(text: str) -> str:
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0][:SHORT] + " …"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """With a small first letter, unless the word is a short form in capitals, or "I"."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first.isupper() or first == "I" else text[:1].lower() + text[1:]
