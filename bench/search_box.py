"""The search box: names, titles and terms, whole, begun and mistyped."""

from __future__ import annotations

import random
import time

from rapidfuzz import process

from bench.figures import SAID, Times, bytes_of, heading, line
from bench.organisation import Organisation
from peerportal.matching.index.pool import Pool
from peerportal.matching.index.words import Words

FACETS = ("offer", "seek", "interest")
AT_ONCE, ASKED, WORST = 20_000, 60, 3
HEAVY = ("one letter", "what most people offer")


def search_box(of: Organisation, pool: Pool, seed: int, goal: float | None) -> None:
    """Print what filling and each kind of query takes; `goal` in milliseconds."""
    starts = range(0, of.people, AT_ONCE)
    parts = (
        (
            range(at + 1, min(at + AT_ONCE, of.people) + 1),
            of.names[at : at + AT_ONCE],
            of.titles[at : at + AT_ONCE],
        )
        for at in starts
    )
    terms = ((number + 1, (label,)) for number, label in enumerate(of.words.labels))
    begun = time.process_time()
    words = Words.filled(parts, terms, lambda some: pool.having_any(some, FACETS))
    filled = time.process_time() - begun
    heading("The search box", SAID)
    size = bytes_of((words._names, words._titled, words._titles, words._terms)) / of.people
    print(f"{of.people:>9,}  filled in {filled:.2f} s; {size:.0f} bytes a person")
    for kind, queries in _queries(of, random.Random(seed)).items():
        times = Times.of(words.find, queries)
        # A single letter stands for a thousand terms and half of all people: the worst case, as with lists.
        line(of.people, kind, times.said, times.p(50), goal and goal * (WORST if kind in HEAVY else 1))
    slow = _queries(of, random.Random(seed))["a name with a slip"][: 3 if of.people > 100_000 else 10]
    times = Times.of(lambda query: process.extract(query, of.names, limit=10), slow)
    line(of.people, "beside it: process.extract over the names", times.said)


def _queries(of: Organisation, rng: random.Random) -> dict[str, list[str]]:
    names, labels = rng.choices(of.names, k=ASKED), rng.choices(of.words.labels, k=ASKED)
    return {
        "a whole name": names,
        "a name with a slip": [_slipped(name, rng) for name in names],
        "the first three letters of a name": [name[:3] for name in names],
        "a term": labels,
        "what most people offer": of.words.labels[:5] * 4,
        "a title": rng.choices(of.titles, k=ASKED),
        "one letter": list("abcdefghijklmnoprstuvz"),
    }


def _slipped(name: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
