"""The hard rules over columns: whom a person may be shown at all, the same for every ranking that is compared.

`rules.against` with the programme's defaults says the same of two people; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from peerportal.matching.evaluation.organisation import Organisation
from peerportal.matching.evaluation.workplaces import FORMATS


@dataclass(frozen=True)
class Allowed:
    """Who may be shown to whom; people are rows."""

    of: Organisation

    def row(self, viewer: int) -> np.ndarray:
        """Whether each person may be shown to this viewer."""
        of = self.of
        found = self._speak[of.languages.number[viewer]][of.languages.number]
        found = found & self._meet[of.formats[viewer]][of.formats] & (of.room > 0)
        found[self.line(viewer)] = False
        return np.asarray(found)

    def line(self, person: int) -> np.ndarray:
        """The person and everybody above and below, at any distance."""
        found, above = [person], int(self.of.manager[person])
        while above >= 0:
            found.append(above)
            above = int(self.of.manager[above])
        below = [np.array(found)]
        while len(below[-1]):
            reporting = below[-1] if len(below) > 1 else np.array([person])
            below.append(np.concatenate([self._reports[row] for row in reporting.tolist()]))
        return np.concatenate(below).astype(np.int64)

    @cached_property
    def _reports(self) -> list[np.ndarray]:
        ordered = np.argsort(self.of.manager, kind="stable")
        edges = np.searchsorted(self.of.manager[ordered], np.arange(len(self.of) + 1))
        return [ordered[edges[row] : edges[row + 1]] for row in range(len(self.of))]

    @cached_property
    def _speak(self) -> np.ndarray:
        return _compatible(self.of.languages.values)

    @cached_property
    def _meet(self) -> np.ndarray:
        return _compatible([formats for formats, _ in FORMATS])


def _compatible(values: list) -> np.ndarray:
    """Whether two values share something; an empty one goes with everything."""
    return np.array([[not a or not b or not a.isdisjoint(b) for b in values] for a in values])
