"""The hard rules for one person against everybody at once: `rules.against` asked from both sides.

Nobody is put beside somebody of their reporting line, somebody they blocked, declined, set aside or are in touch with
(either way), or were together with before; a test holds this equal to the rules.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from peerportal.matching import rules
from peerportal.matching.peer import ACTIVE, SLOT, Peer
from peerportal.matching.rounds.columns import UNKNOWN, Columns
from peerportal.matching.rounds.plan import REQUIRED, Crowd
from peerportal.matching.rounds.sets import Bools, Ints

DEPARTMENT = "department"
NO_TIES = rules.Ties()


class Barring:
    """Which rule keeps two people of one crowd apart. `free` says who can be placed at all."""

    def __init__(self, columns: Columns, crowd: Crowd, across: str) -> None:
        self._of, self._bounds, self._required = columns, crowd.bounds, across == REQUIRED
        self._line: list[set[int]] = [set() for _ in columns.peers]
        self._closed: list[set[int]] = [set() for _ in columns.peers]
        for row, peer in enumerate(columns.peers):
            ties = crowd.ties.get(peer.id, NO_TIES)
            self._part(self._line, row, ties.line)
            for others in (ties.touch, ties.closed, ties.aside):
                self._part(self._closed, row, others)
        for one, other in crowd.met:
            if one in columns.row:
                self._part(self._closed, columns.row[one], (other,))
        waiting = waiting_with(crowd)
        self.why_not = [_why_not(peer, waiting.get(peer.id, 0), crowd.bounds) for peer in columns.peers]
        self.free: Bools = np.array([why is None for why in self.why_not], dtype=bool)

    def _part(self, apart: list[set[int]], row: int, others: Iterable[int]) -> None:
        for other in others:
            at = self._of.row.get(other)
            if at is not None:
                apart[row].add(at)
                apart[at].add(row)

    def allowed(self, row: int) -> Bools:
        """Whom this row may be put together with."""
        if not self.free[row]:
            return np.zeros(len(self._of), dtype=bool)
        found = self.free.copy()
        for barred in self.by_rule(row).values():
            found &= ~barred
        found[row] = False
        return found

    def by_rule(self, row: int) -> dict[str, Bools]:
        """Whom each rule keeps apart from this row; somebody may stand under several."""
        of, bounds = self._of, self._bounds
        found = {
            rules.LINE: self._marked(self._line[row]),
            rules.UNAVAILABLE: self._marked(self._closed[row]),
            rules.LANGUAGE: ~of.languages.suits(row),
            rules.FORMAT: ~of.formats.suits(row),
        }
        if bounds.level_gap is not None and of.levels[row] != UNKNOWN:
            found[rules.LEVEL] = self.levels_apart(row) > bounds.level_gap
        if bounds.shared_minutes and of.peers[row].hours:
            few = of.hours.shared(row) * SLOT < bounds.shared_minutes
            found[rules.HOURS] = few & ~of.hours.empty()
        if self._required:
            found[DEPARTMENT] = of.same_department(row)
        return found

    def levels_apart(self, row: int) -> Ints:
        """How many levels lie between; none where one is not known."""
        levels = self._of.levels
        return np.where((levels == UNKNOWN) | (levels[row] == UNKNOWN), 0, np.abs(levels - levels[row]))

    def _marked(self, rows: set[int]) -> Bools:
        marked: Bools = np.zeros(len(self._of), dtype=bool)
        marked[list(rows)] = True
        return marked


def waiting_with(crowd: Crowd) -> dict[int, int]:
    """How many requests wait with each person, as far as anybody's ties say."""
    found: dict[int, int] = {}
    seen: set[int] = set()
    for ties in crowd.ties.values():
        if id(ties.waiting) not in seen:  # everybody's ties usually share one table
            seen.add(id(ties.waiting))
            for person, count in ties.waiting.items():
                found[person] = max(count, found.get(person, 0))
    return found


def _why_not(peer: Peer, waiting: int, bounds: rules.Bounds) -> str | None:
    """The rule by which nobody could be put together with this person."""
    if peer.state != ACTIVE:
        return rules.UNAVAILABLE
    return rules.FULL if peer.room < 1 or waiting >= bounds.pending_in else None
