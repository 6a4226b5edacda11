"""One organisation, every ranking, all figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from peerportal.matching.evaluation import asking, figures, onesided, right
from peerportal.matching.evaluation.allowed import Allowed
from peerportal.matching.evaluation.organisation import NOTHING, Organisation, draw
from peerportal.matching.evaluation.ours import Ours
from peerportal.matching.evaluation.right import Reasons
from peerportal.matching.evaluation.truth import Truth

RANDOM, OURS, UNPRICED, WITH_WILD = "random", "ours", "ours, no price yet", "ours, tenth by chance"
SAMPLE, LUCKS = 2000, 8
Scores = Callable[[int], np.ndarray]


@dataclass(frozen=True)
class Row:
    """The figures of one ranking on one organisation; shares from 0 to 1. None: this ranking gives no such reasons.

    `reachable` is the nDCG of somebody who knows the whole truth but what no profile tells: the ceiling of every
    ranking of this organisation.
    """

    people: int
    seed: int
    ranking: str
    ndcg: float
    covered: float
    gini: float
    mutual: float
    two_way: float
    accepted: float
    nobody: float
    reasons_right: float | None
    same_reason: float | None
    same_department: float
    reachable: float


@dataclass(frozen=True)
class Trial:
    """An organisation with its truth and its rules.

    nDCG is taken of at most SAMPLE people; requests are sent LUCKS times, and their figures are the means.
    """

    of: Organisation
    truth: Truth
    allowed: Allowed

    @classmethod
    def drawn(cls, people: int, seed: int) -> Trial:
        organisation = draw(people, seed)
        return cls(organisation, Truth(organisation), Allowed(organisation))

    @cached_property
    def ours(self) -> Ours:
        """The portal's own lists."""
        return Ours(self.of, self.allowed, self.truth)

    @cached_property
    def _sample(self) -> np.ndarray:
        rng = np.random.default_rng([self.of.seed, 12])
        return np.sort(rng.permutation(len(self.of))[:SAMPLE])

    @cached_property
    def _ideal(self) -> np.ndarray:
        """For each person of the sample the gain of the best list there could be, and of the best to be expected."""
        return np.array([self._best(row) for row in self._sample.tolist()]).T

    def _best(self, row: int) -> tuple[float, float]:
        viewer, allowed = np.array([row]), np.flatnonzero(self.allowed.row(row))
        chances = self.truth.between(viewer, allowed).both
        expected = self.truth.between(viewer, allowed, unseen=False).both
        best = np.sort(chances)[::-1][: figures.CARDS]
        likeliest = chances[np.argsort(-expected, kind="stable")[: figures.CARDS]]
        return float(figures.gained(best)), float(figures.gained(likeliest))

    @property
    def reachable(self) -> float:
        best, likeliest = self._ideal
        return float(np.mean(likeliest[best > 0] / best[best > 0]))

    def ndcg(self, listed: np.ndarray, chances: np.ndarray) -> float:
        """Normalised discounted gain; `chances` run beside the lists."""
        best = self._ideal[0]
        worth = figures.gained(np.where(listed != NOTHING, chances, 0.0)[self._sample])
        return float(np.mean(worth[best > 0] / best[best > 0]))

    def lists(self, scores: Scores) -> np.ndarray:
        """Everybody's ten highest by a score, equals in drawn order."""
        found = np.full((len(self.of), figures.CARDS), NOTHING)
        rng = np.random.default_rng([self.of.seed, 10])
        for row in range(len(self.of)):
            allowed = rng.permutation(np.flatnonzero(self.allowed.row(row)))
            points = scores(row)[allowed]
            chosen = allowed[np.argsort(-points, kind="stable")[: figures.CARDS]]
            found[row, : len(chosen)] = chosen
        return found

    def row(self, name: str, listed: np.ndarray, reasons: Reasons | None) -> Row:
        """What a ranking's lists are worth."""
        viewers = np.repeat(np.arange(len(self.of)), listed.shape[1])
        chances = self.truth.between(viewers, np.maximum(listed.ravel(), 0))
        swaps = chances.swap.reshape(listed.shape) & (listed != NOTHING)
        counts = figures.exposures(listed, len(self.of))
        outcomes = [asking.ask(listed, self.truth, luck) for luck in range(LUCKS)]
        return Row(
            people=len(self.of),
            seed=self.of.seed,
            ranking=name,
            ndcg=self.ndcg(listed, chances.both.reshape(listed.shape)),
            covered=figures.covered(counts),
            gini=figures.gini(counts),
            mutual=figures.mutual(listed),
            two_way=float(swaps.any(axis=1).mean()),
            accepted=float(np.mean([outcome.accepted_share for outcome in outcomes])),
            nobody=float(np.mean([outcome.with_nobody for outcome in outcomes])),
            reasons_right=reasons.share if reasons else None,
            same_reason=figures.repeated(reasons.leads) if reasons else None,
            same_department=figures.repeated(self._departments(listed)),
            reachable=self.reachable,
        )

    def _departments(self, listed: np.ndarray) -> list[list[object]]:
        names = self.of.department
        return [[f"{names[other]}" for other in row if other != NOTHING] for row in listed.tolist()]


def evaluate(people: int, seed: int) -> Iterator[Row]:
    """The rows of one organisation, the rankings that a team would otherwise pick first."""
    return rows(Trial.drawn(people, seed))


def rows(trial: Trial) -> Iterator[Row]:
    """The same of an organisation that is drawn already."""
    chance = np.random.default_rng([trial.of.seed, len(trial.of), 11])
    yield trial.row(RANDOM, trial.lists(lambda row: chance.random(len(trial.of))), None)
    tags = onesided.Tags.of(trial.of)
    for ranking in onesided.rankings(tags):
        listed = trial.lists(ranking.scores)
        yield trial.row(ranking.name, listed, right.of_one_sided(ranking, trial.of, listed))
    first, last = trial.ours.weeks[0], trial.ours.weeks[-1]
    for name, listed in ((UNPRICED, first.listed), (OURS, last.listed), (WITH_WILD, last.with_wild_card)):
        yield trial.row(name, listed, right.of_ours(trial.ours, listed))
