"""The chart of a goal: its numbers over time with start, target and milestones, as points to draw 320 units wide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from peerportal.groups.goals.amounts import shown
from peerportal.web.times import in_full

LEFT, RIGHT, TOP, AXIS = 44, 308, 14, 112
APART = 14  # labels nearer than this would lie on each other


@dataclass(frozen=True)
class Mark:
    """A milestone on the line of time."""

    x: str
    words: str
    day: dt.date
    done: bool


@dataclass(frozen=True)
class Chart:
    """What the template draws; all coordinates are ready to print."""

    caption: str
    told: str
    line: str
    dots: list[tuple[str, str]]
    start: tuple[str, str] | None
    target: str | None
    heights: list[tuple[str, str]]
    days: tuple[str, str]
    marks: list[Mark]


@dataclass(frozen=True)
class Measure:
    """What is drawn: numbers by day in order, where they start and should end, and the milestones."""

    numbers: Sequence[tuple[dt.date, Decimal]]
    start: Decimal | None
    target: Decimal | None
    unit: str
    since: dt.date
    due: dt.date | None
    milestones: Sequence[tuple[dt.date, str, bool]] = ()


def draw(measure: Measure) -> Chart | None:
    """The chart, or None as long as there is no number to draw."""
    if not measure.numbers:
        return None
    points = list(measure.numbers)
    if measure.start is not None and measure.since <= points[0][0]:
        points.insert(0, (measure.since, measure.start))
    across, up = _across(measure, points), _up(measure, points)
    drawn = [(across.at(day), up.at(number)) for day, number in points]
    begins = len(points) > len(measure.numbers)
    return Chart(
        caption=_caption(measure),
        told=_told(measure),
        line=" ".join(f"{x},{y}" for x, y in drawn),
        dots=drawn[1:] if begins else drawn,
        start=drawn[0] if begins else None,
        target=up.at(measure.target) if measure.target is not None else None,
        heights=up.labels(measure.target),
        days=across.labels(),
        marks=[Mark(across.at(day), words, day, done) for day, words, done in measure.milestones],
    )


@dataclass(frozen=True)
class _Across:
    first: dt.date
    last: dt.date

    def at(self, day: dt.date) -> str:
        span = max((self.last - self.first).days, 1)
        return _unit(LEFT + (RIGHT - LEFT) * (day - self.first).days / span)

    def labels(self) -> tuple[str, str]:
        years = self.first.year != self.last.year
        first, last = (
            f"{day.day} {day:%b %Y}" if years else f"{day.day} {day:%b}" for day in (self.first, self.last)
        )
        return first, last if last != first else ""


@dataclass(frozen=True)
class _Up:
    low: Decimal
    high: Decimal

    def at(self, number: Decimal) -> str:
        span = self.high - self.low
        return (
            _unit(AXIS - (AXIS - TOP) * float((number - self.low) / span))
            if span
            else _unit((AXIS + TOP) / 2)
        )

    def labels(self, target: Decimal | None) -> list[tuple[str, str]]:
        """(height, number) for the highest, the lowest and, where there is room, the target."""
        found: list[tuple[str, str]] = []
        for number in (self.high, self.low, target):
            if number is None:
                continue
            height = self.at(number)
            if all(abs(float(height) - float(other)) >= APART for other, _ in found):
                found.append((height, shown(number)))
        return found


def _across(measure: Measure, points: list[tuple[dt.date, Decimal]]) -> _Across:
    days = [day for day, _ in points] + [day for day, _, _ in measure.milestones]
    days += [measure.due] if measure.due else []
    return _Across(min(days), max(days))


def _up(measure: Measure, points: list[tuple[dt.date, Decimal]]) -> _Up:
    numbers = [number for _, number in points]
    numbers += [number for number in (measure.start, measure.target) if number is not None]
    return _Up(min(numbers), max(numbers))


def _unit(place: float) -> str:
    text = f"{place:.1f}"
    return text.removesuffix(".0")


def _caption(measure: Measure) -> str:
    now, unit = shown(measure.numbers[-1][1]), f" {measure.unit}" if measure.unit else ""
    return (
        f"Now {now}, target {shown(measure.target)}{unit}"
        if measure.target is not None
        else f"Now {now}{unit}"
    )


def _told(measure: Measure) -> str:
    """The chart in words, for whoever does not see it."""
    (first_day, first), (last_day, last) = measure.numbers[0], measure.numbers[-1]
    said = [f"{shown(first)} on {in_full(first_day)}"]
    if len(measure.numbers) > 1:
        said.append(f"{shown(last)} on {in_full(last_day)}")
    text = f"From {shown(measure.start)}: " if measure.start is not None else ""
    text += ", then ".join(said) + "."
    if measure.target is not None:
        text += f" The target is {shown(measure.target)}" + (
            f" by {in_full(measure.due)}." if measure.due else "."
        )
    done = sum(done for _, _, done in measure.milestones)
    if measure.milestones:
        text += f" {done} of {len(measure.milestones)} dated milestones done."
    return text
