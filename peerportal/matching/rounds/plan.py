"""What goes into a round and what comes out of it: plain values, no table and no request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from peerportal.matching.peer import Peer
from peerportal.matching.rules import Bounds, Ties
from peerportal.matching.score import Near, Wishes

BEST, FAVOURITES, RANDOM = "best", "favourites", "random"
MODES = (BEST, FAVOURITES, RANDOM)
ANY, PREFERRED, REQUIRED = "any", "preferred", "required"
ACROSS = (ANY, PREFERRED, REQUIRED)
PAIR, SMALLEST, LARGEST = 2, 3, 8


@dataclass(frozen=True)
class Plan:
    """What a coordinator asks for.

    `mode` is BEST (the most people placed, then the best fit over all), FAVOURITES (who fits best goes first, so that
    no two would rather have each other) or RANDOM (by lot). `size` is 2, or 3 to 8 for circles. `across` says whether
    people should, or must, come from different departments. The same `seed` gives the same round.
    """

    mode: str = BEST
    size: int = PAIR
    across: str = ANY
    seed: int = 0

    def __post_init__(self) -> None:
        if self.mode not in MODES or self.across not in ACROSS or not PAIR <= self.size <= LARGEST:
            raise ValueError(f"no such round: {self}")


@dataclass(frozen=True)
class Crowd:
    """Everybody a round is made of, and what stands between them.

    `ties` holds what `rules.against` needs for each person, `met` pairs of ids that were together before, and `waited`
    in how many rounds (or how many months) somebody was left over already.
    """

    peers: Collection[Peer]
    near: Near = field(default_factory=dict)
    wishes: Wishes = field(default_factory=Wishes)
    bounds: Bounds = field(default_factory=Bounds)
    ties: Mapping[int, Ties] = field(default_factory=dict)
    met: Collection[tuple[int, int]] = ()
    waited: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Together:
    """People put together, by id; `points` is the mean score over their pairs and `least` the lowest, 0 to 10,000.

    What people are going through counts when they are put together, but not in these figures, which others see.
    """

    people: tuple[int, ...]
    points: int
    least: int


@dataclass(frozen=True)
class LeftOver:
    """Somebody for whom no place was found, and why in words."""

    person: int
    why: str


@dataclass(frozen=True)
class Round:
    """A proposal: nothing is written anywhere."""

    plan: Plan
    groups: tuple[Together, ...]
    left: tuple[LeftOver, ...]

    @property
    def points(self) -> int:
        """The mean over the groups, 0 when there are none."""
        return sum(group.points for group in self.groups) // max(1, len(self.groups))
