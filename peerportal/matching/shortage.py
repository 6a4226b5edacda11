"""Why so few: how many each filter and each rule leaves out, and the one change that would help most.

`Tally` is what a page says, in numbers. `sort` and `narrow` count the plain way, looking at every person once: what the
index counts is held against them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from peerportal.matching.filters import Narrowing
from peerportal.matching.peer import Peer
from peerportal.matching.rules import SUITED, Bounds, Ties, against, unsuited

FILTER, RULE, ALL = "filter", "rule", "all"


@dataclass(frozen=True)
class Change:
    """One thing to change and how many people it would add; `kind` says whether `name` is a filter's or a rule's."""

    kind: str
    name: str
    gain: int


@dataclass(frozen=True)
class Tally:
    """Everybody who takes part but the viewer, in numbers, by what became of them.

    by_rule: left out by this rule first, so that the numbers add up with `eligible`. by_filter: of the eligible, left
    out by this filter, alone or with others. gained_without: left out by this filter alone. gained_by_rule: left out
    by this rule alone and by no filter; only rules that somebody could change (`rules.SUITED`) stand here.
    """

    people: int = 0
    by_rule: dict[str, int] = field(default_factory=dict)
    by_filter: dict[str, int] = field(default_factory=dict)
    gained_without: dict[str, int] = field(default_factory=dict)
    gained_by_rule: dict[str, int] = field(default_factory=dict)
    eligible: int = 0
    left: int = 0

    @property
    def changes(self) -> list[Change]:
        """Every single change that would add people, the one that adds most first, filters before rules among equals.

        Where no filter alone is to blame, taking all of them away is such a change.
        """
        found = [Change(FILTER, name, gain) for name, gain in self.gained_without.items() if gain]
        if not found and self.by_filter and self.eligible > self.left:
            found = [Change(FILTER, ALL, self.eligible - self.left)]
        found += [Change(RULE, name, gain) for name, gain in self.gained_by_rule.items() if gain]
        return sorted(found, key=lambda change: (-change.gain, change.kind, change.name))

    @property
    def best_change(self) -> Change | None:
        """The one that adds most people."""
        return next(iter(self.changes), None)


@dataclass
class Sorted:
    """The same as lists of people; `nearly` are those whom one rule alone leaves out, by that rule."""

    people: int = 0
    by_rule: dict[str, int] = field(default_factory=dict)
    by_filter: dict[str, int] = field(default_factory=dict)
    gained_without: dict[str, int] = field(default_factory=dict)
    nearly: dict[str, list[Peer]] = field(default_factory=dict)
    eligible: list[Peer] = field(default_factory=list)
    left: list[Peer] = field(default_factory=list)

    @property
    def tally(self) -> Tally:
        """In numbers."""
        return Tally(
            self.people,
            self.by_rule,
            self.by_filter,
            self.gained_without,
            gained_by_rule={rule: len(people) for rule, people in self.nearly.items() if people},
            eligible=len(self.eligible),
            left=len(self.left),
        )


def sort(viewer: Peer, peers: Iterable[Peer], ties: Ties, bounds: Bounds) -> Sorted:
    """Put every person under the rule that leaves them out, or among the eligible."""
    found = Sorted()
    for other in peers:
        if other.id == viewer.id:
            continue
        found.people += 1
        rule = against(viewer, other, ties, bounds)
        if rule is None:
            found.eligible.append(other)
            continue
        found.by_rule[rule] = found.by_rule.get(rule, 0) + 1
        # All other rules were asked before these, so nothing else is in the way.
        if rule in SUITED and len(unsuited(viewer, other, bounds)) == 1:
            found.nearly.setdefault(rule, []).append(other)
    found.left = found.eligible
    return found


def narrow(viewer: Peer, everybody: Sorted, narrowing: Narrowing) -> Sorted:
    """The same with the filters applied to the eligible, in their order."""
    eligible = everybody.eligible
    failing = {name: narrowing.left_out(name, viewer, eligible) for name in narrowing.chosen.chosen}
    times = Counter(chain.from_iterable(failing.values()))
    alone = {name: sum(times[one] == 1 for one in people) for name, people in failing.items()}
    return Sorted(
        everybody.people,
        everybody.by_rule,
        by_filter={name: len(people) for name, people in failing.items() if people},
        gained_without={name: count for name, count in alone.items() if count},
        nearly={
            rule: [one for one in people if not narrowing.failing(viewer, one)]
            for rule, people in everybody.nearly.items()
        },
        eligible=eligible,
        left=[peer for peer in eligible if peer.id not in times],
    )
