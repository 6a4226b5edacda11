"""Whether a reason is true: what the one meant by what they seek is what the other meant by what they offer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peerportal.matching.evaluation.onesided import OneSided
from peerportal.matching.evaluation.organisation import NOTHING, Organisation
from peerportal.matching.evaluation.ours import Ours
from peerportal.matching.reasons import main_reason

SAID = 2  # so many things a sentence names in each direction


@dataclass(frozen=True)
class Reasons:
    """How many skill reasons the lists give and how many of them are true; which reason leads each card ("": none)."""

    given: int
    true: int
    leads: list[list[object]]

    @property
    def share(self) -> float:
        return self.true / self.given if self.given else 1.0


def of_ours(ours: Ours, listed: np.ndarray) -> Reasons:
    """The reasons of the portal's cards, both directions, as many as a card names."""
    given = true = 0
    leads: list[list[object]] = []
    for row, others in enumerate(listed.tolist()):
        leads.append([])
        for other in others:
            if other == NOTHING:
                continue
            fit = ours.fit(ours.peers[row], ours.peers[other])
            leads[-1].append(main_reason(fit))
            hits = [(row, want, other, has) for want, has, _ in fit.gains[:SAID]]
            hits += [(other, want, row, has) for want, has, _ in fit.gives[:SAID]]
            given += len(hits)
            true += sum(_is_true(ours.of, *hit) for hit in hits)
    return Reasons(given, true, leads)


def _is_true(of: Organisation, seeking: int, want: int, offering: int, has: int) -> bool:
    return _meant(of, "seek", seeking, want) == _meant(of, "offer", offering, has)


def _meant(of: Organisation, facet: str, row: int, term: int) -> int:
    """The concept behind a person's term."""
    place = of.terms[facet][row].tolist().index(term)
    return int(of.said[facet][row, place])


def of_one_sided(ranking: OneSided, of: Organisation, listed: np.ndarray) -> Reasons:
    """The reasons that a one-sided ranking would give: the offers that it took for what the viewer seeks."""
    viewers = np.repeat(np.arange(len(listed)), listed.shape[1])
    others = listed.ravel()
    viewers, others = viewers[others != NOTHING], others[others != NOTHING]
    places = ranking.reasons(viewers, others)
    # The first two that are answered are named.
    named = (places != NOTHING) & (np.cumsum(places != NOTHING, axis=1) <= SAID)
    sought = of.said["seek"][viewers]
    offered = np.take_along_axis(of.said["offer"][others], np.maximum(places, 0), axis=1)
    first = np.where(named.any(axis=1), sought[np.arange(len(sought)), named.argmax(axis=1)], NOTHING)
    leads: list[list[object]] = [[] for _ in range(len(listed))]
    for viewer, lead in zip(viewers.tolist(), first.tolist(), strict=True):
        leads[viewer].append("" if lead == NOTHING else f"gain:{lead}")
    return Reasons(int(named.sum()), int((named & (sought == offered)).sum()), leads)
