"""The portal's own lists over several weeks: what was shown and asked in one week prices the lists of the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from peerportal.matching import ranking, reasons, score
from peerportal.matching.evaluation import asking, figures, seen
from peerportal.matching.evaluation.allowed import Allowed
from peerportal.matching.evaluation.organisation import NOTHING, TODAY, Organisation
from peerportal.matching.evaluation.truth import Truth
from peerportal.matching.index.pool import Answer, Pool, Question
from peerportal.matching.index.table import Table
from peerportal.matching.peer import Peer
from peerportal.matching.rules import Bounds, Ties
from peerportal.matching.score import Fit, Wishes

WEEKS = 4
FIRST_WEEK = 202610
LATER = 40  # another luck than that of the figures
ASKS_A_WEEK = 1  # while the weeks go by; in the last one people ask as they do in every ranking


@dataclass(frozen=True)
class Week:
    """How often each person had been shown (fading) and asked before the week, and everybody's list in it.

    `wild` is whom chance would put on each list in the tenth place, NOTHING where there is nobody.
    """

    shown: np.ndarray
    asked: np.ndarray
    listed: np.ndarray
    wild: np.ndarray

    @property
    def with_wild_card(self) -> np.ndarray:
        """The lists as the page shows them: nine by rank, the tenth by chance."""
        tenth = np.where(self.wild == NOTHING, self.listed[:, -1], self.wild)
        return np.concatenate([self.listed[:, :-1], tenth[:, None]], axis=1)


@dataclass(frozen=True)
class Ours:
    """The portal's ranking of one organisation; lists hold rows of people."""

    of: Organisation
    allowed: Allowed
    truth: Truth
    wishes: Wishes = field(default_factory=Wishes)
    bounds: Bounds = field(default_factory=Bounds)

    @cached_property
    def peers(self) -> list[Peer]:
        return seen.peers(self.of)

    @cached_property
    def _table(self) -> Table:
        return seen.table(self.of)

    @cached_property
    def _row(self) -> np.ndarray:
        """Row by id."""
        found = np.full(int(self.of.ids.max()) + 1, NOTHING)
        found[self.of.ids] = np.arange(len(self.of))
        return found

    @cached_property
    def _ties(self) -> list[Ties]:
        """What stands between each person and others: here the reporting line alone."""
        return [Ties(line=self.of.ids[self.allowed.line(row)]) for row in range(len(self.of))]

    @cached_property
    def weeks(self) -> list[Week]:
        """The weeks one after the other; the first one's lists know no price."""
        found: list[Week] = []
        shown: list[np.ndarray] = []
        asked = np.zeros(len(self.of), dtype=np.int64)
        for number in range(WEEKS):
            found.append(self.week(faded(shown, len(self.of)), asked, number))
            shown.append(figures.exposures(found[-1].listed, len(self.of)))
            requests = asking.ask(found[-1].listed, self.truth, LATER + number, ASKS_A_WEEK)
            asked = asked + np.bincount(requests.asked, minlength=len(self.of))
        return found

    def week(self, shown: np.ndarray, asked: np.ndarray, number: int) -> Week:
        """Everybody's list when people were shown and asked so often before."""
        pool = Pool.filled(replace(self._table, shown=shown, asked=asked), self.of.near)
        listed = np.full((len(self.of), ranking.CARDS), NOTHING)
        wild = np.full(len(self.of), NOTHING)
        for row in range(len(self.of)):
            answer = self.answer(pool, row, number)
            chosen = self._chosen(answer, self.peers[row])
            drawn = answer.wild(chosen[: ranking.CARDS - 1])
            listed[row, : len(chosen)] = self._row[chosen]
            wild[row] = NOTHING if drawn is None else self._row[drawn]
        return Week(shown, asked, listed, wild)

    def answer(self, pool: Pool, row: int, week: int) -> Answer:
        """What the index finds for one person."""
        viewer, ties = self.peers[row], self._ties[row]
        return pool.ask(Question(viewer, ties, self.bounds, self.wishes, TODAY, FIRST_WEEK + week))

    def _chosen(self, answer: Answer, viewer: Peer) -> list[int]:
        """The ids on one person's list by rank, as varied as `suggestions` makes it."""

        def lead(other: Peer) -> str:
            return reasons.leads_with(viewer, other, self.of.near)

        best = ranking.within_reach(answer.best(ranking.LOOKED_AT), ranking.CARDS)
        ranked = [self.peers[self._row[person]] for person in best]
        return [peer.id for peer in ranking.varied(ranked, ranking.CARDS, lead)]

    def fit(self, viewer: Peer, other: Peer) -> Fit:
        return score.compare(viewer, other, self.of.near, self.wishes)


def faded(weeks: list[np.ndarray], people: int) -> np.ndarray:
    """Showings of earlier weeks, the last one whole and each before it half of the next (`ranking.shown_before`)."""
    halved = [week >> age for age, week in enumerate(reversed(weeks))]
    return np.asarray(sum(halved, np.zeros(people, dtype=np.int64)))
