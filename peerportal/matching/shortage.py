"""Why so few: how many each filter and each rule leaves out, and the one change that would help most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from peerportal.matching.filters import Narrowing
from peerportal.matching.peer import Peer
from peerportal.matching.rules import Bounds, Ties, against


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


def sort(viewer: Peer, peers: Iterable[Peer], ties: Ties, bounds: Bounds) -> Tally:
    """Put every person under the rule that leaves them out, or among the eligible."""
    tally = Tally()
    for other in peers:
        if other.id == viewer.id:
            continue
        tally.people += 1
        rule = against(viewer, other, ties, bounds)
        if rule is None:
            tally.eligible.append(other)
        else:
            tally.by_rule[rule] = tally.by_rule.get(rule, 0) + 1
    tally.left = tally.eligible
    return tally


def narrow(viewer: Peer, everybody: Tally, narrowing: Narrowing) -> Tally:
    """The same with the filters applied to the eligible, in their order."""
    eligible = everybody.eligible
    failing = {name: narrowing.left_out(name, viewer, eligible) for name in narrowing.chosen.chosen}
    times = Counter(chain.from_iterable(failing.values()))
    alone = {name: sum(times[one] == 1 for one in people) for name, people in failing.items()}
    return Tally(
        everybody.people,
        everybody.by_rule,
        by_filter={name: len(people) for name, people in failing.items() if people},
        gained_without={name: count for name, count in alone.items() if count},
        eligible=eligible,
        left=[peer for peer in eligible if peer.id not in times],
    )
