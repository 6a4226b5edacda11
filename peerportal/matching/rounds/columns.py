"""The people of a round as columns, one row a person in the order of ids, and lists of who has which term."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from peerportal.matching import score
from peerportal.matching.peer import Peer
from peerportal.matching.rounds.sets import Bools, Ints, Sets
from peerportal.matching.score import FULL

UNKNOWN = -1
_NOBODY: Ints = np.zeros(0, dtype=np.int64)


class Postings:
    """Who names a term (rows), and at which place of their list."""

    def __init__(self, lists: Sequence[Iterable[int]]) -> None:
        found: dict[int, tuple[list[int], list[int]]] = {}
        for row, terms in enumerate(lists):
            for place, term in enumerate(terms):
                rows, places = found.setdefault(term, ([], []))
                rows.append(row)
                places.append(place)
        self._rows = {term: np.array(rows, dtype=np.int64) for term, (rows, _) in found.items()}
        self._places = {term: np.array(places, dtype=np.int64) for term, (_, places) in found.items()}

    def rows(self, term: int) -> Ints:
        return self._rows.get(term, _NOBODY)

    def places(self, term: int) -> Ints:
        return self._places.get(term, _NOBODY)


class Columns:
    """What the score and the rules read, as arrays."""

    def __init__(self, peers: Iterable[Peer]) -> None:
        self.peers = sorted(peers, key=lambda peer: peer.id)
        self.ids: Ints = np.array([peer.id for peer in self.peers], dtype=np.int64)
        if len(np.unique(self.ids)) != len(self.ids):
            raise ValueError("somebody takes part twice")
        self.row = {peer.id: row for row, peer in enumerate(self.peers)}
        self.departments = _numbers([peer.department or None for peer in self.peers])
        self.locations = _numbers([peer.location or None for peer in self.peers])
        self.managers = _numbers([peer.manager for peer in self.peers])
        self.levels: Ints = np.array(
            [UNKNOWN if peer.level is None else peer.level for peer in self.peers], dtype=np.int64
        )
        self.hours = Sets([peer.hours for peer in self.peers])
        self.formats = Sets.named([peer.formats for peer in self.peers])
        self.languages = Sets.named([peer.languages for peer in self.peers])
        self.situations = Sets.named([peer.situations for peer in self.peers])
        self.offers = Postings([peer.offers for peer in self.peers])
        self.seeks = Postings([peer.seeks for peer in self.peers])
        self.interests = Postings([peer.interests for peer in self.peers])
        self.offered: Ints = np.array([len(peer.offers) for peer in self.peers], dtype=np.int64)
        self.breadth: Ints = np.array([score.breadth(count) for count in self.offered], dtype=np.int64)

    def __len__(self) -> int:
        return len(self.peers)

    def same_department(self, row: int) -> Bools:
        """Who surely works in the same department; whoever named none does not."""
        same: Bools = self.departments == self.departments[row]
        return same & (self.departments != UNKNOWN)


def _numbers(values: Sequence[Hashable | None]) -> Ints:
    number: dict[Hashable, int] = {}
    found = [UNKNOWN if value is None else number.setdefault(value, len(number)) for value in values]
    return np.array(found, dtype=np.int64)


__all__ = ["FULL", "UNKNOWN", "Columns", "Postings"]
