"""The balance of a decision: what speaks for and against each option, added up and drawn, 320 units wide. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from peerportal.activities.mechanics.timeline import shortened

FOR, AGAINST = "for", "against"
MIDDLE, ROOM, ROW = 160, 120, 46  # where the bars begin, how long the longest is, how high a row


@dataclass(frozen=True)
class Weighed:
    """An option with the weights that speak for it and against it."""

    ref: str
    words: str
    pros: int
    cons: int

    @property
    def net(self) -> int:
        """What is left when one is taken from the other."""
        return self.pros - self.cons

    @property
    def leans(self) -> str:
        """The same with its sign, as a page shows it."""
        return f"{self.net:+d}".replace("-", "\u2212") if self.net else "0"


@dataclass(frozen=True)
class Bar:
    """A row of the picture: a bar to the right for what speaks for it, one to the left for what speaks against it."""

    option: Weighed
    label: str
    top: int
    right: float
    left: float


def weigh(options: Iterable[tuple[str, str]], reasons: Sequence[tuple[str, str, int]]) -> list[Weighed]:
    """The options of (ref, words), in their order, with reasons of (an option's ref, FOR or AGAINST, weight)."""
    return [
        Weighed(ref, words, _sum(reasons, ref, FOR), _sum(reasons, ref, AGAINST)) for ref, words in options
    ]


def _sum(reasons: Sequence[tuple[str, str, int]], ref: str, side: str) -> int:
    return sum(weight for on, stands, weight in reasons if (on, stands) == (ref, side))


def draw(weighed: Sequence[Weighed]) -> list[Bar]:
    """The bars, all to one scale."""
    longest = max((max(one.pros, one.cons) for one in weighed), default=0) or 1
    return [
        Bar(
            one,
            shortened(one.words),
            at * ROW,
            round(ROOM * one.pros / longest, 1),
            round(ROOM * one.cons / longest, 1),
        )
        for at, one in enumerate(weighed)
    ]
