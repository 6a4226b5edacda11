"""A generated organisation as columns: the same people for the same seed and size, a million of them in seconds.

Ten terms each on average (1 to 5 offers, as many seeks and interests, one situation), popular as Zipf's law says
(s = 1), one use in seven in another spelling. The reporting line is a tree of eight. Three in ten have no room, one in
twelve pauses.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from bench.vocabulary import Vocabulary, vocabulary
from peerportal.core import clock
from peerportal.matching.index.table import NOBODY, Table
from peerportal.matching.peer import hours_of_week

FIRST_NAMES, LAST_NAMES = 4000, 120_000
SYLLABLES = (
    "an ba chi da el fo gra hu in jo ka li mo ne os pe qui ra su ti ul va we xi ya zo ö é ør ś".split()
)
ROLES = "Engineer Analyst Buyer Nurse Planner Trainer Designer Lawyer Accountant Technician Researcher Clerk".split()
FIELDS = "Platform Support Sales Finance Legal Research Field Logistics Quality Data Safety Payroll".split()
RANKS = ("Junior", "Senior", "Lead", "Principal")
ZONES = ("Europe/Amsterdam", "Europe/Lisbon", "America/Toronto", "Asia/Singapore", "Africa/Cairo")
LANGUAGES = [["English"], ["English", "Dutch"], ["English", "French"], ["English", "Arabic", "French"], []]
FORMATS = [["video"], ["video", "in_person"], ["in_person", "phone"], ["video", "phone", "writing"], []]
STARTS = (7, 8, 9, 10)  # o'clock; eight hours from there
DEPARTMENTS, PLACES, LEVELS = 40, 20, 6
MANY = ((1, 5), (1, 5), (1, 5), (1, 1))  # offers, seeks, interests, situations
RESPELT = 0.15
TODAY = clock.today().toordinal()
MONDAY = dt.date.fromordinal(TODAY - (TODAY - 1) % 7)


@dataclass
class Organisation:
    """People are numbered from 1 and stand in that order; `text` says, parallel to the terms, what each typed."""

    people: int
    seed: int
    table: Table
    words: Vocabulary
    text: np.ndarray  # places in words.texts
    names: list[str]
    titles: list[str]
    zone: np.ndarray
    starts: np.ndarray

    @property
    def near(self) -> dict[int, dict[int, int]]:
        return self.words.near

    def typed(self, facet: int) -> list[list[str]]:
        """What each person typed for a facet, in the order of people."""
        mine = np.flatnonzero(self.table.term_facet == facet)
        ends = np.cumsum(np.bincount(self.table.term_row[mine], minlength=self.people)).tolist()
        texts = list(map(self.words.texts.__getitem__, self.text[mine].tolist()))
        return [texts[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def organisation(people: int, seed: int) -> Organisation:
    """Draw one."""
    rng, words = np.random.default_rng(seed), vocabulary(people, seed)
    *said, text = _terms(rng, people, words)
    zone, starts = (rng.integers(0, len(kinds), people) for kinds in (ZONES, STARTS))
    ids = np.arange(1, people + 1)
    table = Table(
        ids=ids,
        state=(rng.random(people) < 1 / 12).astype(np.int64),
        department=rng.integers(0, DEPARTMENTS, people),
        location=rng.integers(0, PLACES, people),
        hours=zone * len(STARTS) + starts,
        formats=rng.integers(0, len(FORMATS), people),
        languages=rng.integers(0, len(LANGUAGES), people),
        level=1 + rng.choice(LEVELS, people, p=(0.3, 0.3, 0.2, 0.12, 0.06, 0.02)),
        manager=np.where(ids == 1, NOBODY, (ids - 2) // 8 + 1),
        joined_on=TODAY - rng.integers(0, 700, people),
        room=_room(rng, people),
        asked=np.zeros(people, np.int64),
        shown=np.where(rng.random(people) < 0.2, rng.integers(1, 40, people), 0),
        waiting=np.zeros(people, np.int64),
        **dict(zip(("term_row", "term_facet", "term_place", "term"), said, strict=True)),
        values=_values(),
    )
    return Organisation(people, seed, table, words, text, *_called(rng, people), zone, starts)


def _room(rng: np.random.Generator, people: int) -> np.ndarray:
    """How many more peers each can take; those who can take none are an even number, since they meet in pairs."""
    room = np.where(rng.random(people) < 0.3, 0, rng.integers(1, 4, people))
    room[np.flatnonzero(room == 0)[: int((room == 0).sum()) % 2]] = 1
    return room


def _values() -> dict[str, list[object]]:
    hours = [
        hours_of_week(zone, 0b11111, start * 60, start * 60 + 480, MONDAY)
        for zone in ZONES
        for start in STARTS
    ]
    return {
        "state": ["active", "paused"],
        "department": [f"Department {number + 1}" for number in range(DEPARTMENTS)],
        "location": [f"Place {number + 1}" for number in range(PLACES)],
        "hours": list(hours),
        "formats": list(map(frozenset, FORMATS)),
        "languages": list(map(frozenset, LANGUAGES)),
    }


def _terms(rng: np.random.Generator, people: int, words: Vocabulary) -> tuple[np.ndarray, ...]:
    """Rows, facets, places, terms and texts, sorted in that order; a term stands once in a facet."""
    counts = np.stack([rng.integers(low, high + 1, people) for low, high in MANY], axis=1).ravel()
    owner = np.repeat(np.arange(counts.size), counts)
    place = np.arange(owner.size) - np.repeat(np.cumsum(counts) - counts, counts)
    share = np.cumsum(1 / np.arange(1, words.popular + 1))
    label = 1 + np.searchsorted(share, rng.random(owner.size) * share[-1])
    text, term = label - 1, label.copy()
    most = max(map(len, words.other.values()))
    others = np.full((words.popular + 1, most, 2), -1)
    for number, spellings in words.other.items():
        others[number, : len(spellings)] = spellings
    picked = others[label, rng.integers(0, most, owner.size)]
    respelt = (rng.random(owner.size) < RESPELT) & (picked[:, 0] >= 0)
    text, term = np.where(respelt, picked[:, 0], text), np.where(respelt, picked[:, 1], term)
    kept = np.sort(np.unique(owner * (len(words.labels) + 1) + term, return_index=True)[1])
    owner, place, term, text = owner[kept], place[kept], term[kept], text[kept]
    return owner // len(MANY), owner % len(MANY), place, term, text


def _called(rng: np.random.Generator, people: int) -> tuple[list[str], list[str]]:
    """Names, few first ones and many last ones that follow Zipf's law, and titles."""
    syllables = np.array(SYLLABLES, dtype=object)

    def words(count: int, most: int) -> list[str]:
        lengths, drawn = rng.integers(2, most, count).tolist(), rng.choice(syllables, (count, most))
        return ["".join(row[:length]).title() for row, length in zip(drawn.tolist(), lengths, strict=True)]

    def zipf(kinds: int) -> list[int]:
        share = np.cumsum(1 / np.arange(10, kinds + 10))
        return np.searchsorted(share, rng.random(people) * share[-1]).tolist()  # type: ignore[no-any-return]

    first, last = words(FIRST_NAMES, 4), words(LAST_NAMES, 5)
    titles = [f"{rank} {field} {role}" for rank in RANKS for field in FIELDS for role in ROLES]
    names = [f"{first[a]} {last[b]}" for a, b in zip(zipf(FIRST_NAMES), zipf(LAST_NAMES), strict=True)]
    return names, [titles[number] for number in rng.integers(0, len(titles), people).tolist()]
