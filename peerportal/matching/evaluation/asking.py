"""People ask from their lists: up to three requests each, those higher up and better liked more often.

Whom somebody asks is drawn without repeats, each card weighing the chance that the asker likes the person times a
factor for its place: each place is looked at a little less often than the one above. Everybody sends a first request,
in a drawn order, then a second, then a third, as long as they have room. The asked says yes by their own chance, and
only while they have room. The answer between two people is the same whichever ranking led them together, so rankings
are compared on like luck.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peerportal.matching.evaluation.organisation import NOTHING
from peerportal.matching.evaluation.truth import Truth

MOST_ASKS = 3
NEXT_PLACE = 0.85  # how often a place is looked at, compared with the one above


@dataclass(frozen=True)
class Outcome:
    """Who asked whom (rows), which requests were accepted, and how many peers each person came to have."""

    asking: np.ndarray
    asked: np.ndarray
    accepted: np.ndarray
    peers: np.ndarray

    @property
    def accepted_share(self) -> float:
        return float(self.accepted.mean()) if len(self.accepted) else 0.0

    @property
    def with_nobody(self) -> float:
        return float((self.peers == 0).mean())


def ask(listed: np.ndarray, truth: Truth, seed: int, most: int = MOST_ASKS) -> Outcome:
    """Everybody asks from their list; `listed` holds a row of rows for each person, filled with NOTHING."""
    rng = np.random.default_rng([seed, most])
    chosen = _whom(listed, truth, rng)[:, :most]
    room = truth.of.room.copy()
    peers = np.zeros(len(listed), dtype=np.int64)
    requests: list[tuple[int, int, bool]] = []
    for turn in range(chosen.shape[1]):
        order = rng.permutation(len(listed))
        asking, asked = order, chosen[order, turn]
        says_yes = _says_yes(asking, asked, truth)
        for one, other, yes in zip(asking.tolist(), asked.tolist(), says_yes.tolist(), strict=True):
            if other == NOTHING or room[one] < 1:
                continue
            accepted = bool(yes and room[other] > 0)
            requests.append((one, other, accepted))
            if accepted:
                for person in (one, other):
                    room[person] -= 1
                    peers[person] += 1
    found = np.array(requests, dtype=np.int64).reshape(-1, 3)
    return Outcome(found[:, 0], found[:, 1], found[:, 2] == 1, peers)


def _whom(listed: np.ndarray, truth: Truth, rng: np.random.Generator) -> np.ndarray:
    """Each list in the order in which its people would be asked, drawn by weight without repeats (Gumbel keys)."""
    people, cards = listed.shape
    viewers = np.repeat(np.arange(people), cards)
    likes = truth.between(viewers, np.maximum(listed.ravel(), 0)).first.reshape(listed.shape)
    luck = -np.log(-np.log(rng.random(listed.shape)))
    keys = np.log(likes) + np.log(NEXT_PLACE) * np.arange(cards) + luck
    keys[listed == NOTHING] = -np.inf
    return np.take_along_axis(listed, np.argsort(-keys, axis=1, kind="stable"), axis=1)


def _says_yes(asking: np.ndarray, asked: np.ndarray, truth: Truth) -> np.ndarray:
    """Whether each person asked would say yes, room aside."""
    there = np.maximum(asked, 0)
    return (truth.answers(asking, there) < truth.between(asking, there).second) & (asked != NOTHING)
