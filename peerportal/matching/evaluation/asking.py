"""People ask from their lists: up to three requests each, those higher up and better liked more often.

Whom somebody asks first, second … is drawn without repeats, each card weighing the chance that the asker likes the
person times a factor for its place: each place is looked at a little less often than the one above. In each of three
rounds everybody who has room asks the next person of theirs who still has room as the round begins and fewer requests
waiting than the portal lets wait. Then the asked answer, in drawn order: yes by their own chance while both have room.
So whoever many ask at once must turn some down, and whoever is full is asked no more. The answer between two people is
the same whichever ranking led them together, so rankings are compared on like luck.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peerportal.matching.evaluation.organisation import NOTHING
from peerportal.matching.evaluation.truth import Truth
from peerportal.matching.rules import Bounds

MOST_ASKS = 3
NEXT_PLACE = 0.85  # how often a place is looked at, compared with the one above
WAITING = Bounds().pending_in

Request = tuple[int, int, bool]  # who asks, who is asked, and whether they would say (or said) yes


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


def ask(listed: np.ndarray, truth: Truth, luck: int, most: int = MOST_ASKS) -> Outcome:
    """Everybody asks from their list; `listed` holds a row of rows for each person, filled with NOTHING.

    `luck` is a small number: the same gives the same outcome, another one another.
    """
    rng = np.random.default_rng([truth.of.seed, luck, most])
    chosen = _whom(listed, truth, rng)
    yes = _says_yes(chosen, truth, luck).tolist()
    left = [[*zip(*pair, strict=True)] for pair in zip(chosen.tolist(), yes, strict=True)]
    room = truth.of.room.tolist()
    requests: list[Request] = []
    for _ in range(most):
        sent = _round(left, room, rng)
        requests += _answered(sent, room, rng)
    found = np.array(requests, dtype=np.int64).reshape(-1, 3)
    return Outcome(found[:, 0], found[:, 1], found[:, 2] == 1, truth.of.room - np.array(room))


def _round(left: list[list[tuple[int, bool]]], room: list[int], rng: np.random.Generator) -> list[Request]:
    """One request from everybody who has room and finds somebody."""
    sent: list[Request] = []
    waiting = [0] * len(left)
    for one in rng.permutation(len(left)).tolist():
        while room[one] > 0 and left[one]:
            other, yes = left[one].pop(0)
            if other != NOTHING and room[other] > 0 and waiting[other] < WAITING:
                waiting[other] += 1
                sent.append((one, other, yes))
                break
    return sent


def _answered(sent: list[Request], room: list[int], rng: np.random.Generator) -> list[Request]:
    """The same requests with what came of them; room is taken up."""
    found = []
    for number in rng.permutation(len(sent)).tolist():
        one, other, yes = sent[number]
        accepted = yes and room[one] > 0 and room[other] > 0
        found.append((one, other, accepted))
        if accepted:
            room[one] -= 1
            room[other] -= 1
    return found


def _whom(listed: np.ndarray, truth: Truth, rng: np.random.Generator) -> np.ndarray:
    """Each list in the order in which its people would be asked, drawn by weight without repeats (Gumbel keys)."""
    people, cards = listed.shape
    viewers = np.repeat(np.arange(people), cards)
    likes = truth.between(viewers, np.maximum(listed.ravel(), 0)).first.reshape(listed.shape)
    luck = -np.log(-np.log(rng.random(listed.shape)))
    keys = np.log(likes) + np.log(NEXT_PLACE) * np.arange(cards) + luck
    keys[listed == NOTHING] = -np.inf
    return np.take_along_axis(listed, np.argsort(-keys, axis=1, kind="stable"), axis=1)


def _says_yes(chosen: np.ndarray, truth: Truth, luck: int) -> np.ndarray:
    """Whether each person on each list would say yes to the one whose list it is."""
    asking = np.repeat(np.arange(len(chosen)), chosen.shape[1])
    asked = np.maximum(chosen.ravel(), 0)
    found = truth.answers(asking, asked, luck) < truth.between(asking, asked).second
    return np.asarray(found.reshape(chosen.shape))
