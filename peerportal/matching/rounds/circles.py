"""Circles of three to eight: the hardest to place first, the best fitting added one by one, then exchanges.

Dividing people into groups by pairwise fit is NP-hard from three on, so this is a heuristic: it begins with whoever
may meet the fewest, adds who fits the ones inside best and may meet all of them, and then exchanges and moves people
between circles while that raises the sum over people of their mean weight with the others of their circle. Small
rounds are begun several times. docs/matching.md has what it misses of the optimum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from peerportal.matching.rounds.exchanges import improved, value
from peerportal.matching.rounds.plan import LARGEST, SMALLEST
from peerportal.matching.rounds.sets import Bools, Ints

STARTS = 600  # so many people are begun with in all: twenty-four times with 25, once with 600
MOST_STARTS = 24


@dataclass(frozen=True)
class Table:
    """Weights and permissions of all pairs of a few hundred people; `hard` is lower for who is to be placed sooner."""

    weights: Ints  # n x n, 0 where nothing is allowed
    allowed: Bools  # n x n
    waited: Ints


def sizes(people: int, size: int) -> list[int]:
    """As even as they can be, near the wished size, each from three to eight; empty for fewer than three."""
    if people < SMALLEST:
        return []
    count = min(people // SMALLEST, max(-(-people // LARGEST), (2 * people + size) // (2 * size)))
    return [people // count + (at < people % count) for at in range(count)]


def circles(table: Table, size: int, rng: np.random.Generator, *, exchange: bool = True) -> list[list[int]]:
    """The best of several beginnings: the most people placed, then the highest value."""
    people = len(table.weights)
    starts = max(1, min(MOST_STARTS, STARTS // max(1, people))) if exchange else 1
    best: list[list[int]] = []
    for start in range(starts):
        found = _taken_in(table, _begun(table, size, _Taste(table, rng if start else None)))
        if exchange:
            found = improved(table.weights, table.allowed, found)
        if not best or _rank(table, found) > _rank(table, best):
            best = found
    return best


def _rank(table: Table, groups: Sequence[Sequence[int]]) -> tuple[int, int, int]:
    placed = [row for group in groups for row in group]
    return len(placed), int(table.waited[placed].sum()), value(table.weights, groups)


class _Taste:
    """Who begins a circle and who is added to it: the first time strictly by the rule, later times shaken.

    Every second shaken time takes whoever is hardest to place instead of who fits best, which fills circles where
    few may meet.
    """

    def __init__(self, table: Table, rng: np.random.Generator | None) -> None:
        partners, people = table.allowed.sum(axis=1), len(table.weights)
        shaken = rng.random(people) if rng else np.zeros(people)
        # Whoever waited is placed as if they were harder to place.
        hard = partners / (1 + table.waited) * (1 + shaken)
        self.queue: list[int] = np.argsort(hard, kind="stable").tolist()
        self._by_hardness = rng is not None and bool(rng.random() < 0.5)
        self._hard, self._shaken = hard, 1 - shaken / 2

    def best(self, rows: Ints, sums: Ints) -> int:
        """Who of these rows is added, given the sums of their weights with who is in."""
        if self._by_hardness:
            return int(rows[np.argmin(self._hard[rows])])
        return int(rows[np.argmax(sums[rows] * self._shaken[rows])])


def _begun(table: Table, size: int, taste: _Taste) -> list[list[int]]:
    """Circles filled one after the other; who finds none stays outside."""
    free: Bools = table.allowed.sum(axis=1) >= SMALLEST - 1
    groups: list[list[int]] = []
    wanted = sizes(int(free.sum()), size)
    for row in taste.queue:
        if free[row] and wanted:
            # More circles than planned where some could not be filled.
            group = _filled(table, row, wanted[min(len(groups), len(wanted) - 1)], free, taste)
            if len(group) >= SMALLEST:
                free[group] = False
                groups.append(group)
    return groups


def _filled(table: Table, first: int, size: int, free: Bools, taste: _Taste) -> list[int]:
    group = [first]
    fits = free & table.allowed[first]
    sums = table.weights[first].copy()
    while len(group) < size and fits.any():
        one = taste.best(np.flatnonzero(fits), sums)
        group.append(one)
        fits &= table.allowed[one]
        sums += table.weights[one]
    return group


def _taken_in(table: Table, groups: list[list[int]]) -> list[list[int]]:
    """Those outside put into the circle that may take them and fits best, if need be by making a place there."""
    placed = {row for group in groups for row in group}
    outside = [
        row for row in np.argsort(table.allowed.sum(axis=1), kind="stable").tolist() if row not in placed
    ]
    for row in outside:
        _put(table, row, groups) or _put_for(table, row, groups) or _new_for(table, row, groups)
    return groups


def _put(table: Table, row: int, groups: list[list[int]], but: int = -1) -> bool:
    """Add to the best circle with a place; False when there is none."""
    fitting = [
        (int(table.weights[row, group].mean()), -len(group), -at)
        for at, group in enumerate(groups)
        if at != but and len(group) < LARGEST and table.allowed[row, group].all()
    ]
    if not fitting:
        return False
    groups[-max(fitting)[2]].append(row)
    return True


def _put_for(table: Table, row: int, groups: list[list[int]]) -> bool:
    """Take the place of somebody who can go to another circle."""
    for at, group in enumerate(groups):
        barred = [one for one in group if not table.allowed[row, one]]
        for one in barred if len(barred) == 1 else group if not barred else []:
            if _put(table, one, groups, but=at):
                group[group.index(one)] = row
                return True
    return False


def _new_for(table: Table, row: int, groups: list[list[int]]) -> bool:
    """Begin a circle of three with two people whom their circles can spare; the three who fit best."""
    where = {one: at for at, group in enumerate(groups) if len(group) > SMALLEST for one in group}
    spare = np.array([one for one in where if table.allowed[row, one]], dtype=np.int64)
    if len(spare) < SMALLEST - 1:
        return False
    at = np.array([where[one] for one in spare.tolist()])
    roomy = np.array([len(groups[one]) > SMALLEST + 1 for one in at.tolist()])
    may = table.allowed[np.ix_(spare, spare)] & ((at[:, None] != at) | roomy)
    if not may.any():
        return False
    fit = table.weights[row, spare]
    worth = np.where(may, table.weights[np.ix_(spare, spare)] + fit + fit[:, None], -1)
    two = [int(spare[one]) for one in np.unravel_index(np.argmax(worth), worth.shape)]
    for one in two:
        groups[where[one]].remove(one)
    groups.append([row, *two])
    return True
