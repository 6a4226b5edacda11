"""Rounds for those left over: how long they take, whom they place, and what is lost against the whole optimum.

    python -m bench.rounds                       500, 2,000, 5,000 and 10,000 people
    python -m bench.rounds --whole 10000         the whole optimum up to so many people (minutes at 10,000)

Everybody of a generated organisation (peerportal/matching/evaluation) takes part, one level apart at most. Seconds are
processor time of this process. "Less weight" is against Edmonds' algorithm over the same graph in one go.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np

from peerportal.matching import rules
from peerportal.matching.evaluation import seen
from peerportal.matching.evaluation.organisation import draw
from peerportal.matching.rounds import Crowd, Plan, Round, make
from peerportal.matching.rounds.edges import WEIGHT_AT, Worth
from peerportal.matching.rounds.pairs import ALONE, best_pairs

SIZES, WHOLE = [500, 2000, 5000, 10_000], 5000
CIRCLES = [(200, 4), (1000, 5), (5000, 5)]
Ties = dict[int, rules.Ties]


def crowd_of(people: int, seed: int) -> Crowd:
    """Everybody of a generated organisation who has room, with their reporting lines."""
    organisation = draw(people, seed)
    peers = seen.peers(organisation)
    manager = {peer.id: peer.manager for peer in peers if peer.manager is not None}
    reports: dict[int, list[int]] = {}
    for report, above in manager.items():
        reports.setdefault(above, []).append(report)
    ties: Ties = {
        peer.id: rules.Ties(rules.line_of(peer.id, manager.get, lambda one: reports.get(one, ())))
        for peer in peers
    }
    return Crowd(peers, organisation.near, bounds=rules.Bounds(level_gap=1), ties=ties)


def broken(crowd: Crowd, made: Round) -> int:
    """How many pairs of people who were put together break a rule."""
    peer = {one.id: one for one in crowd.peers}
    pairs = [pair for group in made.groups for pair in combinations(group.people, 2)]
    return sum(
        rules.against(peer[one], peer[other], crowd.ties[one], crowd.bounds) is not None
        for a, b in pairs
        for one, other in ((a, b), (b, a))
    )


def measure(sizes: list[int], seed: int = 7, whole: int = WHOLE) -> int:
    """Print both tables; returns how many rules were broken."""
    print("\nRounds: pairs")
    print(
        f"{'people':>7} {'edges':>8}  {'mode':<11}{'groups':>7}{'threes':>7}{'left':>6}{'mean':>7}{'least':>7}{'s':>7}"
    )
    wrong = 0
    for people in sizes:
        crowd = crowd_of(people, seed)
        edges = len(Worth(crowd, Plan()).best_edges())
        for mode in ("random", "favourites", "best"):
            made, seconds = timed(lambda mode=mode, crowd=crowd: make(crowd, Plan(mode, seed=seed)))  # type: ignore[misc]
            wrong += broken(crowd, made)
            print(f"{people:>7,} {edges:>8,}  {mode:<11}{_figures(made)}{seconds:>7.1f}", flush=True)
        if people <= whole:
            _compare(crowd, people)
    print("\nRounds: circles")
    print(
        f"{'people':>7} {'size':>4}  {'mode':<11}{'groups':>7}{'threes':>7}{'left':>6}{'mean':>7}{'least':>7}{'s':>7}"
    )
    for people, size in CIRCLES:
        crowd = crowd_of(people, seed)
        for mode in ("random", "favourites", "best"):
            plan = Plan(mode, size, seed=seed)
            made, seconds = timed(lambda plan=plan, crowd=crowd: make(crowd, plan))  # type: ignore[misc]
            wrong += broken(crowd, made)
            print(f"{people:>7,} {size:>4}  {mode:<11}{_figures(made)}{seconds:>7.1f}", flush=True)
    print(f"{wrong} rules broken")
    return wrong


def _figures(made: Round) -> str:
    threes = sum(len(group.people) == 3 for group in made.groups)
    least = min((group.least for group in made.groups), default=0)
    return f"{len(made.groups):>7,}{threes:>7}{len(made.left):>6}{made.points:>7,}{least:>7,}"


def _compare(crowd: Crowd, people: int) -> None:
    edges = Worth(crowd, Plan()).best_edges()
    weights = edges.keys >> WEIGHT_AT
    alone = np.full(people, ALONE, dtype=np.int64)

    def worth(partner: Any) -> tuple[int, int]:
        chosen = partner[edges.a] == edges.b
        return int(chosen.sum()), int(weights[chosen].sum())

    ours, short = timed(lambda: worth(best_pairs(edges, alone)))
    pieces, shorter = timed(lambda: worth(best_pairs(edges, alone, whole=0)))
    best, long = timed(lambda: worth(best_pairs(edges, alone, whole=people)))
    for name, (pairs, weight), seconds in (("ours", ours, short), ("in pieces", pieces, shorter)):
        print(f"{'':>18}{name}: {best[0] - pairs} pairs fewer, {1 - weight / best[1]:.2%} less weight than the "
              f"whole optimum; {seconds:.1f} s against {long:.1f} s")  # fmt: skip


def timed(deed: Callable[[], Any]) -> tuple[Any, float]:
    """What it returns, and the processor time it took."""
    begun = time.process_time()
    return deed(), time.process_time() - begun


def main(given: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.rounds", description=__doc__)
    parser.add_argument("--people", default=",".join(map(str, SIZES)), help="sizes, with commas between them")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--whole", type=int, default=WHOLE, help="compare with the whole optimum up to so many"
    )
    options = parser.parse_args(given)
    return 1 if measure([int(one) for one in options.people.split(",")], options.seed, options.whole) else 0


if __name__ == "__main__":
    sys.exit(main())
