"""The ten people of a page and the search box, from 500 to a million people: `python -m bench ranking`."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from bench import rivalry
from bench.asking import BOUNDS, WISHES, Asker
from bench.figures import SAID, Times, bytes_of, heading, line
from bench.oracle import Oracle
from bench.organisation import Organisation, organisation
from bench.search_box import search_box
from peerportal.matching import ranking, rules, score
from peerportal.matching.filters import Narrowing, SuggestionFilter
from peerportal.matching.index.pool import Pool

GOALS = {500: 1.0, 10_000: 2.0, 100_000: 4.0, 1_000_000: 12.0}  # milliseconds for ten people with reasons
WORST, EDIT, GROWTH, PAIRS, EDITS = 3, 0.2, 15, 1000, 1000
ASKED = {500: 300, 10_000: 300, 100_000: 150, 1_000_000: 60}
COMPARED = {500: 250, 10_000: 150, 100_000: 80, 1_000_000: 20}


@dataclass
class Found:
    """What one size came to: p50 in milliseconds, and how many answers were wrong."""

    p50: float
    wrong: int


def measure(sizes: list[int], seed: int, rivals: bool) -> int:
    """Print everything about the ranking; returns how many answers differed from the oracle's."""
    found = {people: _size(people, seed, rivals) for people in sizes}
    if 10_000 in found and 1_000_000 in found:
        growth = found[1_000_000].p50 / found[10_000].p50
        heading("Growth from 10,000 people to a million", "times")
        line(1_000_000, "ten people, a typical viewer", f"{growth:9.1f}", growth, GROWTH)
    return sum(one.wrong for one in found.values())


def _size(people: int, seed: int, rivals: bool) -> Found:
    of = organisation(people, seed)
    begun = time.process_time()
    pool = Pool.filled(of.table, of.near)
    filled = time.process_time() - begun
    asker = Asker(of, pool)
    p50 = _ten(asker, seed)
    _edits(asker, seed)
    heading("Memory", f"{'bytes a person':>14}")
    size = bytes_of(pool) / people
    line(
        people,
        f"arrays of the index (filled in {filled:.2f} s)",
        f"{size:14.0f}",
        size,
        250 if people > 10_000 else None,
    )
    wrong = _exact(asker, seed)
    search_box(of, pool, seed, GOALS.get(people))
    if rivals:
        rivalry.compare(asker, p50, seed)
    return Found(p50, wrong)


def _ten(asker: Asker, seed: int) -> float:
    """Time the ten people of a page; returns the p50 of typical viewers in milliseconds."""
    people, count = asker.of.people, ASKED.get(asker.of.people, 100)
    goal = GOALS.get(people)
    heading("Ten people of a page, with variety, one by chance, and their reasons", SAID)
    typical = _times(asker, count, seed)
    line(people, "a typical viewer", typical.said, typical.p(50), goal)
    worst = _times(asker, count // 2, seed + 1, popular=True)
    line(people, "who seeks what most people offer", worst.said, worst.p(50), goal and goal * WORST)
    return typical.p(50)


def _times(asker: Asker, count: int, seed: int, popular: bool = False) -> Times:
    asked = [(viewer, asker.ties(viewer)) for viewer in asker.viewers(count, seed, popular)]
    for viewer, ties in asked[: count // 10]:  # to warm up
        asker.ten(viewer, ties)
    return Times.of(lambda one: asker.ten(*one), asked)


def _edits(asker: Asker, seed: int) -> None:
    """People who replace two of their offers by others; afterwards everybody is as before."""
    rng = np.random.default_rng(seed + 2)
    before = asker.viewers(EDITS, seed + 2)
    offers = asker.of.table.term[rng.integers(0, len(asker.of.text), (EDITS, 2))].tolist()
    after = [
        replace(peer, offers=tuple(dict.fromkeys((*peer.offers[2:], *new))))
        for peer, new in zip(before, offers, strict=True)
    ]
    heading("One edit: a person replaces two of their offers", SAID)
    times = Times.of(asker.pool.put, after)
    line(asker.of.people, "", times.said, times.p(50), EDIT)
    for peer in before:
        asker.pool.put(peer)


def _exact(asker: Asker, seed: int) -> int:
    """Compare the first hundred, with points, with the oracle's; and the oracle with the formula, pair by pair."""
    of, oracle, wrong = asker.of, Oracle(asker.of), 0
    count = COMPARED.get(of.people, 50)
    viewers = asker.viewers(count - count // 3, seed + 3) + asker.viewers(count // 3, seed + 4, popular=True)
    for number, viewer in enumerate(viewers):
        ties = asker.ties(viewer)
        narrowing, among = _filter(of, number)
        question = replace(asker.question(viewer, ties), narrowing=narrowing)
        expected = oracle.ranked(viewer, ties, question, among, ranking.LOOKED_AT)
        wrong += asker.pool.ask(question).best(ranking.LOOKED_AT) != expected
    heading("Answers that differ", f"{'of':>9} {'differ':>9}")
    name = "first hundred with points, every third filtered"
    line(of.people, name, f"{count:9} {wrong:9}", wrong, 0)
    unlike = _unlike_formula(asker, oracle, seed)
    line(of.people, "the oracle from score.compare and rules", f"{PAIRS:9} {unlike:9}", unlike, 0)
    return wrong + unlike


def _filter(of: Organisation, number: int) -> tuple[Narrowing | None, np.ndarray | None]:
    """Every third question is about one department only."""
    if number % 3:
        return None, None
    department = number % len(of.table.values["department"])
    chosen = SuggestionFilter(department=of.table.values["department"][department])
    return Narrowing(chosen), of.table.department == department


def _unlike_formula(asker: Asker, oracle: Oracle, seed: int) -> int:
    rng, wrong, viewers = np.random.default_rng(seed + 5), 0, 10
    for viewer in asker.viewers(viewers, seed + 5):
        ties = asker.ties(viewer)
        totals, may = oracle.totals(viewer, WISHES), oracle.eligible(viewer, ties, BOUNDS)
        for person in rng.integers(1, asker.of.people + 1, PAIRS // viewers).tolist():
            peer = asker.peer(person)
            total = score.compare(viewer, peer, asker.of.near, WISHES).total
            allowed = rules.against(viewer, peer, ties, BOUNDS) is None
            wrong += total != totals[person - 1] or allowed != bool(may[person - 1])
    return wrong
