"""The index beside what one would take instead, in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bench.asking import Asker
from bench.engines import Fts5, PgTrgm, Tantivy
from bench.figures import Times, heading, line
from bench.oracle import Oracle
from bench.rivals import TOP, Cdist, Extract, Rival, TfIdf, Words
from peerportal.matching import rules
from peerportal.matching.peer import Peer
from peerportal.matching.score import Wishes

RIVALS: list[type[Rival]] = [Extract, Cdist, TfIdf, Fts5, PgTrgm, Tantivy]
ASKED = {500: 30, 10_000: 15, 100_000: 7, 1_000_000: 3}


def compare(asker: Asker, ours: float, seed: int) -> None:
    """Print each rival's time, its ratio to ours (`ours` in milliseconds), and how much of the truth it finds.

    The truth is the ten who offer a viewer most of what they seek, by the product's own formula and nothing else of
    it; where equals stand at the tenth place, any of them is right.
    """
    people, oracle, words = asker.of.people, Oracle(asker.of), Words(asker.of)
    asked = _viewers(asker, oracle, ASKED.get(people, 5), seed + 6)
    like = _like_for_like(asker, [viewer for viewer, _ in asked])
    heading(
        "What one would take instead: seek → offer only",
        f"{'p50 ms':>9} {'x ours':>8} {'x like':>8} {'finds':>6} {'build s':>8}",
    )
    line(people, "ours, everything, with reasons", f"{ours:9.2f} {1:8.1f} {ours / like:8.1f} {'exact':>6}")
    line(people, "ours, like for like", f"{like:9.2f} {like / ours:8.1f} {1:8.1f} {'exact':>6}")
    for rival in RIVALS:
        begun = time.perf_counter()
        try:
            made = rival(words)
        except Exception as reason:  # noqa: BLE001  # a server that is away, a package that is not installed
            print(f"{people:>9,}  {rival.name:42} not measured: {str(reason).splitlines()[0][:80]}")
            continue
        built = time.perf_counter() - begun
        found: list[list[int]] = []
        times = Times.of(_asking(made, found), [viewer.listed("seek") for viewer, _ in asked])
        made.close()
        p50 = times.p(50)
        share = np.mean(
            [(gain[ten] >= _tenth(gain)).sum() / TOP for ten, (_, gain) in zip(found, asked, strict=True)]
        )
        line(people, rival.name, f"{p50:9.2f} {p50 / ours:8.1f} {p50 / like:8.1f} {share:6.0%} {built:8.1f}")


def _like_for_like(asker: Asker, viewers: list[Peer]) -> float:
    """Milliseconds of ours for the first ten by exchange alone, of a viewer of whom only the seeks are looked at."""
    wishes = Wishes(dict.fromkeys(("common", "practical", "level", "difference"), 0))
    questions = [
        replace(
            asker.question(replace(viewer, offers=(), interests=frozenset()), rules.Ties()), wishes=wishes
        )
        for viewer in viewers
    ]
    asker.pool.ask(questions[0]).best(TOP)
    return Times.of(lambda question: asker.pool.ask(question).best(TOP), questions).p(50)


def _asking(rival: Rival, found: list[list[int]]) -> Callable[[list[str]], None]:
    return lambda seeks: found.append(rival.ten(seeks))


def _viewers(asker: Asker, oracle: Oracle, count: int, seed: int) -> list[tuple[Peer, np.ndarray]]:
    """Viewers for whom at least ten people have something to offer, each with what everybody has to offer them."""
    drawn = ((viewer, oracle.gain(viewer)) for viewer in asker.viewers(4 * count, seed))
    return [(viewer, gain) for viewer, gain in drawn if _tenth(gain) > 0][:count]


def _tenth(gain: np.ndarray) -> int:
    return int(np.partition(gain, -TOP)[-TOP])
