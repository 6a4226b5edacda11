"""How well a circle fits somebody: what they would gain from its members, give to them, and its topic. Pure.

The same idea as between two people (`score`), in the same whole numbers: gain and give are fused, so that a circle in
which somebody would only take does not come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peerportal.matching import score
from peerportal.matching.hits import Near, best_for, counted
from peerportal.matching.peer import Peer, shared_minutes
from peerportal.matching.score import FULL, UNKNOWN

EXCHANGE, TOPIC, PRACTICAL = 50, 40, 10  # percent
HELPED = 5000  # what helping one member with just what they seek is worth
LIKED = 6000  # a topic that is an interest, where one that is sought counts whole
UNSPOKEN = 1500  # less, where the founder named other languages
WANTED, SHARED = "wanted", "shared"  # what the topic is to somebody


@dataclass(frozen=True)
class Hit:
    """One member's part: `want` is sought, `has` offered, both as terms; `percent` is how well they meet."""

    person: int
    want: int
    has: int
    percent: int


@dataclass(frozen=True)
class CircleFit:
    """What was found between somebody and a circle; reasons are told from this and from nothing else."""

    gain: int
    give: int
    topic: int
    practical: int
    total: int
    gains: tuple[Hit, ...] = ()
    gives: tuple[Hit, ...] = ()
    topic_is: str = ""
    topic_term: int = 0  # the viewer's own term that the topic meets
    same_language: bool = True


def compare(viewer: Peer, members: Sequence[Peer], term: int, founder: int, near: Near) -> CircleFit:
    """Somebody and a circle about a term (0: none that is known); members in ascending order of their keys."""
    gains = [_best_offer(want, members, near) for want in viewer.seeks]
    gives = [_best_help(viewer, member, near) for member in members]
    gain = score.saturated([hit.percent for hit in gains], 0)
    give = helping([hit.percent for hit in gives])
    topic, topic_is, topic_term = _topic(viewer, term, near)
    practical = sum(_overlap(viewer, member) for member in members) // max(1, len(members))
    spoken = all(_understand(viewer, member) for member in members if member.id == founder)
    return CircleFit(
        gain, give, topic, practical, total(score.fused(gain, give), topic, practical, spoken),
        _strongest(gains), _strongest(gives), topic_is, topic_term, spoken,
    )  # fmt: skip


def total(exchange: int, topic: int, practical: int, spoken: bool) -> int:
    """All of it together."""
    whole = (EXCHANGE * exchange + TOPIC * topic + PRACTICAL * practical) // 100
    return whole if spoken else whole - UNSPOKEN


def helping(percents: Sequence[int]) -> int:
    """From how well one could help each member to what one gives, saturating."""
    left = FULL
    for percent in percents:
        left = left * (FULL - HELPED * percent // 100) // FULL
    return FULL - left


def topic_worth(percent: int, *, liked: bool) -> int:
    """What the topic is worth to somebody who seeks, or likes, something so near to it."""
    return (LIKED if liked else FULL) * counted(percent) // 100


def _best_offer(want: int, members: Sequence[Peer], near: Near) -> Hit:
    best = Hit(0, want, 0, 0)
    for member in members:
        has, percent = best_for((want,), frozenset(member.offers), near)[0]
        if percent > best.percent:
            best = Hit(member.id, want, has, percent)
    return best


def _best_help(viewer: Peer, member: Peer, near: Near) -> Hit:
    best = Hit(member.id, 0, 0, 0)
    found = best_for(member.seeks, frozenset(viewer.offers), near)
    for want, (has, percent) in zip(member.seeks, found, strict=True):
        if percent > best.percent:
            best = Hit(member.id, want, has, percent)
    return best


def _topic(viewer: Peer, term: int, near: Near) -> tuple[int, str, int]:
    if not term:
        return 0, "", 0
    best: tuple[int, str, int] = (0, "", 0)
    said = [(one, False) for one in viewer.seeks] + [(one, True) for one in sorted(viewer.interests)]
    for one, liked in said:
        percent = 100 if one == term else near.get(one, {}).get(term, 0)
        worth = topic_worth(percent, liked=liked)
        if worth > best[0]:
            best = (worth, SHARED if liked else WANTED, one)
    return best


def _overlap(viewer: Peer, member: Peer) -> int:
    if not (viewer.hours and member.hours):
        return UNKNOWN
    return min(shared_minutes(viewer, member), score.ENOUGH_MINUTES) * FULL // score.ENOUGH_MINUTES


def _understand(viewer: Peer, member: Peer) -> bool:
    return not (viewer.languages and member.languages) or not viewer.languages.isdisjoint(member.languages)


def _strongest(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple(sorted((hit for hit in hits if hit.percent), key=lambda hit: -hit.percent))
