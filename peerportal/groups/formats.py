"""Formats: the kinds of group there are, as data. Adding one is adding one entry here. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from peerportal.core.rules import RuleBroken
from peerportal.groups import starters
from peerportal.groups.starters import Starter

TALK = "talk"
MOST_CIRCLES = 3  # of those that count, so that nobody's month is full of meetings


@dataclass(frozen=True)
class Format:
    """What a kind of group is for, and what it begins with.

    `days` lie between two meetings. `planned` are the numbers of meetings its founder may choose from, the usual one
    first; without any it goes on for as long as its members like. One that `counts` is one of MOST_CIRCLES.
    """

    key: str
    label: str
    what: str
    suits: str
    least: int
    most: int
    minutes: int
    days: int
    planned: tuple[int, ...] = ()
    counts: bool = True
    starters: tuple[Starter, ...] = field(default=(), repr=False)

    @property
    def is_pair(self) -> bool:
        return self.key == TALK

    @property
    def sizes(self) -> range:
        """The numbers of people its founder may choose from."""
        return range(self.least, self.most + 1)

    @property
    def often(self) -> str:
        """How often it usually meets, in words."""
        if self.planned and max(self.planned) <= 2:
            return "once" if self.planned == (1,) else "once or twice"
        return {7: "every week", 14: "every two weeks", 30: "every month"}.get(
            self.days, f"every {self.days} days"
        )


def _begin(**questions: str) -> tuple[Starter, ...]:
    return tuple(Starter(key.replace("_", "-"), words) for key, words in questions.items())


FORMATS: dict[str, Format] = {
    one.key: one
    for one in (
        Format(
            TALK,
            "Pair",
            "Two peers talk regularly, and both give and take.",
            "Whoever would like to go deeper with one other person.",
            least=2,
            most=2,
            minutes=45,
            days=30,
            starters=starters.MEET,
        ),
        Format(
            "circle",
            "Learning circle",
            "A few peers learn about one topic together, and everybody brings something.",
            "People new to a role, a group from different departments, or newcomers who started together.",
            least=3,
            most=8,
            minutes=60,
            days=30,
            starters=_begin(
                circle_hopes="What would each of us like to take away from this circle?",
                circle_brings="What can each of us bring that the others could use?",
                circle_first="Which question shall we take up first?",
                circle_rules="What do we need from each other so that everybody speaks?",
            ),
        ),
        Format(
            "flash",
            "Flash",
            "One topic, one or two meetings, and done: the circle closes by itself.",
            "Whoever has one question, and whoever has met it before.",
            least=2,
            most=8,
            minutes=30,
            days=7,
            planned=(1, 2),
            counts=False,
            starters=_begin(
                flash_ask="What exactly is the question, in one sentence?",
                flash_tried="What has been tried already?",
                flash_would="What would each of us do next in your place?",
                flash_try="Which one thing will you try, and by when?",
            ),
        ),
        Format(
            "practice",
            "Skills practice",
            "A safe place to practise: try it, see how it goes, try again.",
            "People who want to rehearse a talk, code side by side or play through a difficult conversation.",
            least=2,
            most=6,
            minutes=60,
            days=14,
            starters=_begin(
                practice_skill="What does each of us want to practise, and what should be easier afterwards?",
                practice_turn="Who tries first, and what shall the others look out for?",
                practice_feedback="How do we like to hear what went well and what could go better?",
                practice_next="What do we try until next time?",
            ),
        ),
        Format(
            "coffee",
            "Network coffee",
            "An easy chat with people you would not meet otherwise.",
            "Newcomers, people who work far from others, and whoever would like to know more of the house.",
            least=3,
            most=6,
            minutes=30,
            days=30,
            counts=False,
            starters=_begin(
                coffee_day="What does a good day at work look like for you?",
                coffee_wish="What do you wish more people knew about what your team does?",
                coffee_whom="Who here should somebody else at this table meet, and why?",
            ),
        ),
        Format(
            "tiger",
            "Tiger team",
            "A few people from different corners solve one problem together.",
            "Whoever owns a problem that no single department can solve.",
            least=3,
            most=6,
            minutes=60,
            days=7,
            planned=(4, 2, 3, 6, 8),
            starters=_begin(
                tiger_problem="What is the problem, and how would we notice that it is solved?",
                tiger_known="What do we know, what do we guess, and whom should we ask?",
                tiger_ideas="Which three ways are worth a try, and what is the smallest test of each?",
                tiger_who="Who does what until next time?",
            ),
        ),
    )
}


def of(key: str) -> Format:
    """The format of a group; one that is no longer known is treated as the plainest of its kind."""
    return FORMATS.get(key) or FORMATS["circle"]


def offered() -> list[Format]:
    """The formats that somebody may start: all but the pair, which begins with a request."""
    return [one for one in FORMATS.values() if not one.is_pair]


def chosen(key: str) -> Format:
    """The format of this name that somebody may start; RuleBroken for any other."""
    found = FORMATS.get(key)
    if found is None or found.is_pair:
        raise RuleBroken("Please choose one of the formats.")
    return found


def keys(*, counting: bool) -> Iterable[str]:
    """The names of the formats that count, or do not, among the circles somebody may be in."""
    return [one.key for one in FORMATS.values() if one.counts == counting and not one.is_pair]


def starter(key: str) -> Starter:
    """The question of this name, of any format or stage; RuleBroken for any other."""
    own = {one.key: one for form in FORMATS.values() for one in form.starters}
    return own.get(key) or starters.chosen(key)
