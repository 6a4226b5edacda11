"""Why so few: how many each filter and each rule leaves out, and the one change that would help most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from peerportal.matching.filters import Narrowing
from peerportal.matching.peer import Peer
from peerportal.matching.rules import Bounds, Ties, against

# What a person can do about a rule in their own profile.
OWN_CHANGES = ("format", "language")


@dataclass
class Tally:
    """Everybody who takes part, sorted by what became of them."""

    people: int = 0
    by_rule: dict[str, int] = field(default_factory=dict)
    by_filter: dict[str, int] = field(default_factory=dict)  # left out by this filter, alone or with others
    gained_without: dict[str, int] = field(default_factory=dict)  # left out by this filter alone
    eligible: list[Peer] = field(default_factory=list)
    left: list[Peer] = field(default_factory=list)

    @property
    def best_change(self) -> tuple[str, int] | None:
        """The filter whose removal adds most people, and how many; "all" when only all together would help."""
        if self.gained_without:
            name = max(sorted(self.gained_without), key=lambda one: self.gained_without[one])
            return name, self.gained_without[name]
        if self.by_filter and len(self.eligible) > len(self.left):
            return "all", len(self.eligible) - len(self.left)
        return None


def sort(viewer: Peer, peers: Iterable[Peer], ties: Ties, bounds: Bounds, narrowing: Narrowing) -> Tally:
    """Put every person under the rule or the filters that leave them out, or among those who are left."""
    tally = Tally()
    narrow = bool(narrowing.chosen)
    for other in peers:
        if other.id == viewer.id:
            continue
        tally.people += 1
        rule = against(viewer, other, ties, bounds)
        if rule is not None:
            tally.by_rule[rule] = tally.by_rule.get(rule, 0) + 1
            continue
        tally.eligible.append(other)
        failing = narrowing.failing(viewer, other) if narrow else []
        _note(tally, failing)
        if not failing:
            tally.left.append(other)
    return tally


def _note(tally: Tally, failing: list[str]) -> None:
    for name in failing:
        tally.by_filter[name] = tally.by_filter.get(name, 0) + 1
    if len(failing) == 1:
        tally.gained_without[failing[0]] = tally.gained_without.get(failing[0], 0) + 1
