"""A generated organisation: the same people for the same seed and size, from 300 to a million, without a database.

What each person means (concepts) is drawn first; what they type for it (spellings) second; what the portal makes of
that (terms) third. Matching sees the terms only; the planted truth (`truth`) sees the concepts only.

Everything is drawn as columns, so a million people take seconds. The same seed gives the same outcome as long as
numpy keeps its streams of random numbers, which it does within a version and nearly always between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from peerportal.matching.evaluation import concepts, workplaces
from peerportal.matching.evaluation.concepts import DEPARTMENTS, INTEREST, OFFERED, SITUATION, SOUGHT
from peerportal.matching.evaluation.spellings import Spellings, spellings
from peerportal.matching.evaluation.understanding import Understanding
from peerportal.matching.evaluation.workplaces import FORMATS, SITES, Classes

NOTHING = -1  # fills the rows of what people say up to the same length
TODAY = workplaces.MONDAY.toordinal()
MOST = {"offer": 15, "seek": 5, "interest": 5, "situation": 2}
# How many people say nothing, one thing, two … in each facet.
COUNTS = {
    "offer": (0.0, 0.08, 0.22, 0.26, 0.22, 0.13, 0.09),
    "seek": (0.03, 0.12, 0.30, 0.30, 0.17, 0.08),
    "interest": (0.15, 0.20, 0.25, 0.20, 0.12, 0.08),
    "situation": (0.35, 0.45, 0.20),
}
NO_OFFERS, ALL_ROUND, NEWCOMERS = 0.06, 0.05, 0.06
ROOM = (0.5, 0.3, 0.2)


@dataclass(frozen=True)
class Organisation:
    """People by row. `said[facet]` and `typed[facet]` are rows of concepts and of spellings, filled with NOTHING."""

    seed: int
    ids: np.ndarray
    department: np.ndarray
    site: np.ndarray
    manager: np.ndarray
    level: np.ndarray
    formats: np.ndarray
    hours: Classes
    languages: Classes
    room: np.ndarray
    joined_on: np.ndarray
    said: dict[str, np.ndarray]
    typed: dict[str, np.ndarray]
    spellings: Spellings

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def understanding(self) -> Understanding:
        """What the portal understands, having met the spellings in the order of the people."""
        return Understanding.of(self.spellings.texts[number] for number in self._in_use)

    @cached_property
    def _in_use(self) -> np.ndarray:
        """The spellings that somebody typed, in the order in which the people came to type them."""
        everything = np.concatenate(list(self.typed.values()), axis=1).ravel()
        found, first = np.unique(everything, return_index=True)
        return found[np.argsort(first)][found[np.argsort(first)] != NOTHING]

    @cached_property
    def terms(self) -> dict[str, np.ndarray]:
        """For each facet the rows of terms; what a person said twice in other words stands once, in the first place."""
        of_spelling = np.full(len(self.spellings.texts) + 1, NOTHING)  # the last one is for NOTHING
        for number in self._in_use:
            of_spelling[number] = self.understanding.term(self.spellings.texts[number])
        return {facet: _once(of_spelling[typed]) for facet, typed in self.typed.items()}

    @property
    def near(self) -> dict[int, dict[int, int]]:
        return self.understanding.near


def draw(people: int, seed: int) -> Organisation:
    """An organisation of this many people."""
    rng = np.random.default_rng([seed, people])
    department = workplaces.departments(people, rng)
    site = workplaces.chosen(SITES_BY_SHARE, people, rng)
    written = spellings(seed)
    newcomer = rng.random(people) < NEWCOMERS
    said = _say(department, newcomer, rng)
    return Organisation(
        seed=seed,
        ids=rng.permutation(people) + 1,
        department=department,
        site=site,
        manager=workplaces.managers(department),
        level=workplaces.levels(department, rng),
        formats=workplaces.chosen(FORMATS, people, rng),
        hours=workplaces.hours(site, rng),
        languages=workplaces.languages(site, rng),
        room=rng.choice((1, 2, 3), size=people, p=ROOM),
        joined_on=TODAY - np.where(newcomer, rng.integers(0, 21, people), rng.integers(21, 400, people)),
        said=said,
        typed={facet: _typed(chosen, written, rng) for facet, chosen in said.items()},
        spellings=written,
    )


SITES_BY_SHARE = tuple((name, share) for name, share, _, _ in SITES)


def _say(department: np.ndarray, newcomer: np.ndarray, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """What people mean by what they offer, seek, like and go through."""
    people = len(department)
    offers, seeks = (_by_department(department, mix, most, rng) for mix, most in ((OFFERED, 15), (SOUGHT, 5)))
    count = _counts("offer", people, rng)
    fate = rng.random(people)
    count[fate < ALL_ROUND] = rng.integers(12, 16, int((fate < ALL_ROUND).sum()))
    count[newcomer] = np.minimum(count[newcomer], 2)
    count[fate > 1 - NO_OFFERS] = 0
    offers = _cut(offers, count)
    # Nobody seeks what they offer.
    seeks = np.where((seeks[:, :, None] == offers[:, None, :]).any(axis=2), NOTHING, seeks)
    found = {"offer": offers, "seek": _cut(seeks, _counts("seek", people, rng))}
    for facet, area in (("interest", INTEREST), ("situation", SITUATION)):
        chances = concepts.popularity({area: 1.0})
        drawn = _once(rng.choice(len(chances), size=(people, MOST[facet]), p=chances))
        found[facet] = _cut(drawn, _counts(facet, people, rng))
    return found


def _by_department(
    department: np.ndarray, mix: tuple[float, float, float], most: int, rng: np.random.Generator
) -> np.ndarray:
    """Skills for each person, each once: drawn by the popularity that they have in the person's department."""
    found = np.full((len(department), most), NOTHING)
    for number, (_, _, area) in enumerate(DEPARTMENTS):
        rows = np.flatnonzero(department == number)
        chances = concepts.popularity(concepts.shares(area, mix))
        # Some more than needed, since some are drawn twice.
        drawn = _once(rng.choice(len(chances), size=(len(rows), most + 10), p=chances))
        found[rows] = _cut(drawn, np.full(len(rows), most))[:, :most]
    return found


def _counts(facet: str, people: int, rng: np.random.Generator) -> np.ndarray:
    return rng.choice(len(COUNTS[facet]), size=people, p=COUNTS[facet])


def _once(rows: np.ndarray) -> np.ndarray:
    """Each row with what stands in it a second time replaced by NOTHING."""
    found = rows.copy()
    for place in range(1, rows.shape[1]):
        found[(rows[:, :place] == rows[:, place : place + 1]).any(axis=1), place] = NOTHING
    return found


def _cut(rows: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Each row with its gaps closed and at most its count of entries left."""
    closed = np.take_along_axis(rows, np.argsort(rows == NOTHING, axis=1, kind="stable"), axis=1)
    return np.where(np.arange(rows.shape[1]) < count[:, None], closed, NOTHING)


def _typed(chosen: np.ndarray, written: Spellings, rng: np.random.Generator) -> np.ndarray:
    typed = np.full(chosen.shape, NOTHING)
    typed[chosen != NOTHING] = written.pick(chosen[chosen != NOTHING], rng)
    return typed


__all__ = ["NOTHING", "TODAY", "Organisation", "draw"]
