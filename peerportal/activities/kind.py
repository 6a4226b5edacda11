"""What an activity is made of: a kind has steps, a step has deeds, and a deed's form has blanks. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peerportal.core.rules import RuleBroken

if TYPE_CHECKING:
    from peerportal.activities.play import Play

LINE, BOX, DAY, NUMBER, PICK, LINK, REF = "line", "box", "day", "number", "pick", "link", "ref"
PICTURE = "picture"  # its value is an activities.pictures.Drawn
# What makes a deed that is sent twice, or too late, count once.
TABLE = "table"  # the form carries the version of the table; when that has moved on, the page as it is now is shown
PART = "part"  # it carries the version of one's own part; when that has moved on, both texts are shown
KEY = "key"  # it carries a key made with the form, by which an entry is known
FREE = "free"  # doing it twice is the same as once


@dataclass(frozen=True)
class Blank:
    """Something to fill in. Its label is in the kind's words.

    `limit` counts characters, `least` and `most` bound numbers. `choices` are the values of a PICK; the label of
    "<name>.<value>" has the words of each.
    """

    name: str
    type: str = LINE
    limit: int = 200
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


class Refused(RuleBroken):
    """A rule refuses what stands in one blank; the sentence belongs beside it."""

    def __init__(self, blank: str, sentence: str) -> None:
        super().__init__(sentence)
        self.blank = blank


class Overtaken(Exception):
    """What the form is about was changed elsewhere since it was made; `now` is what stands there."""

    def __init__(self, now: dict[str, Any], version: int) -> None:
        super().__init__()
        self.now, self.version = now, version


@dataclass(frozen=True)
class Deed:
    """Something that can be done in a step. `act` does it and returns a short sentence that is said afterwards.

    One that is `late` can still be done when its step is over; one that is `always`, as what takes something away for
    good, also when the session was stopped or the group closed.
    """

    key: str
    act: Callable[[Play, dict[str, Any]], str]
    blanks: tuple[Blank, ...] = ()
    guard: str = TABLE
    late: bool = False
    always: bool = False

    @property
    def brings_picture(self) -> bool:
        """Whether a file comes with it."""
        return any(blank.type == PICTURE for blank in self.blanks)


@dataclass(frozen=True)
class Day:
    """A day that a group agreed on; `name` says which of an activity's days it is, and stays when the day moves.

    Home tells it beforehand and calendars carry it. Afterwards home asks to look back in the step `then`, unless that
    is "": not whose day it is (`of`), and not those who have `told`. It is for `who` alone, or, when that is empty, for
    all members; these three are keys of people. One that is `is_over` waits for nothing any more. A `quiet` one is only
    asked about, from the day itself until it is answered.
    """

    name: str
    on: dt.date
    then: str = ""
    who: frozenset[int] = frozenset()
    of: int | None = None
    told: frozenset[int] = frozenset()
    is_over: bool = False
    quiet: bool = False


def _nothing(play: Play) -> dict[str, Any]:
    return {}


def _nobody(play: Play) -> str:
    return ""


def _blank_sheet() -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Step:
    """One step of an activity. `facts` are what its template shows; `waits` says why one cannot go on yet, or "".

    Where it is written `apart`, each member has a part in it that nobody else sees before it is revealed; `settle`
    works out what follows from the parts that lie open, each time one more of them does. `writers` are the members
    whose parts are waited for, all of them unless told otherwise. `days` are those that were agreed on in it.
    """

    key: str
    deeds: tuple[Deed, ...] = ()
    facts: Callable[[Play], dict[str, Any]] = _nothing
    waits: Callable[[Play], str] = _nobody
    apart: bool = False
    settle: Callable[[Play], None] | None = None
    writers: Callable[[Play], list[Any]] | None = None
    days: Callable[[Play], list[Day]] | None = None

    def deed(self, key: str) -> Deed | None:
        """The deed of this name."""
        return next((deed for deed in self.deeds if deed.key == key), None)


@dataclass(frozen=True)
class Kind:
    """An activity: `number` is its place on the shelf, `minutes` the time it needs, `stages` when it fits a group best.

    `least` and `most` bound how many can do it. `sheet` gives what its sheet to print shows beside the kind's words.
    """

    key: str
    number: int
    minutes: int
    stages: tuple[str, ...]
    steps: tuple[Step, ...]
    least: int = 2
    most: int = 8
    sheet: Callable[[], dict[str, Any]] = _blank_sheet

    def step(self, key: str) -> Step | None:
        """The step of this name."""
        return next((step for step in self.steps if step.key == key), None)

    @property
    def has_days(self) -> bool:
        """Whether a day can be agreed on in it."""
        return any(step.days for step in self.steps)

    def days(self, play: Play) -> list[Day]:
        """The days that were agreed on in a session, the first one first."""
        found = [day for step in self.steps if step.days for day in step.days(play.at(step))]
        return sorted(found, key=lambda day: (day.on, day.name))

    def index(self, key: str) -> int:
        """Where the step of this name stands, counted from 0; an unknown one counts as the first."""
        return next((at for at, step in enumerate(self.steps) if step.key == key), 0)
