"""A circle in words for one viewer: what they would gain and give there, and how strong it is. Told from a `CircleFit`.

Lines are as in `reasons`: the texts at odd places are people's own words and names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peerportal.core.text import fold
from peerportal.matching.circles.fit import SHARED, CircleFit, Hit
from peerportal.matching.openers import Line
from peerportal.matching.peer import Peer
from peerportal.matching.phrasing import spoken
from peerportal.matching.reasons import COMMON_GROUND, GOOD_FIT, NEW_CONNECTION, ONE_WAY, SILENT, STRONG_SWAP
from peerportal.matching.score import FULL

MOST_TOLD = 3


@dataclass(frozen=True)
class CircleIntroduction:
    """What is said of a circle to somebody who may join it."""

    strength: str
    to_you: tuple[Line, ...]
    from_you: tuple[Line, ...]
    gains: bool
    gives: bool


def introduce(fit: CircleFit, viewer: Peer, members: Sequence[Peer]) -> CircleIntroduction:
    """The whole introduction; `members` are the ones the fit was made of."""
    named = {member.id: member for member in members}
    return CircleIntroduction(
        strength(fit),
        _to_you(fit, viewer, named),
        _from_you(fit, viewer, named),
        bool(fit.gains or fit.topic_is),
        bool(fit.gives),
    )


def strength(fit: CircleFit) -> str:
    """How strong it is, in the only five words for it."""
    wanted = bool(fit.topic_is) and fit.topic_is != SHARED
    if min(max(fit.gain, fit.topic if wanted else 0), fit.give) >= FULL * 2 // 5:
        return STRONG_SWAP
    if fit.gains and fit.gives or wanted and fit.topic >= FULL // 2:
        return GOOD_FIT
    if fit.gains or fit.gives:
        return ONE_WAY
    return COMMON_GROUND if fit.topic_is else NEW_CONNECTION


def _to_you(fit: CircleFit, viewer: Peer, named: Mapping[int, Peer]) -> tuple[Line, ...]:
    lines: list[Line] = []
    if fit.topic_is:
        facet = "interest" if fit.topic_is == SHARED else "seek"
        lead = (
            "Its topic is an interest of yours: "
            if fit.topic_is == SHARED
            else "Its topic is what you seek: "
        )
        lines.append((lead, spoken(viewer.said(facet, fit.topic_term)), "."))
    for hit in _each_once(fit.gains):
        member = named[hit.person]
        has, wants = member.said("offer", hit.has), viewer.said("seek", hit.want)
        lines.append(_line("", member.first_name, " can help you with ", has, wants, "your", hit.percent))
    if not lines and not viewer.seeks:
        lines.append(("You have not written yet what you seek; here it would be the topic itself.",))
    return tuple(lines[:MOST_TOLD]) or (("Nothing from your list; here it would be the topic itself.",),)


def _from_you(fit: CircleFit, viewer: Peer, named: Mapping[int, Peer]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for hit in fit.gives[:MOST_TOLD]:
        member = named[hit.person]
        has, wants = viewer.said("offer", hit.has), member.said("seek", hit.want)
        lines.append(_line("You can help ", member.first_name, " with ", has, wants, "their", hit.percent))
    if lines:
        return tuple(lines)
    if not viewer.offers:
        return (("You have not written yet what you offer; a fresh view from outside helps too.",),)
    return (("You could tell them about ", spoken(viewer.said("offer", viewer.offers[0])), "."),)


def _each_once(gains: Sequence[Hit]) -> list[Hit]:
    """One thing a member offers answers several wishes: it is said once."""
    found: dict[tuple[int, int], Hit] = {}
    for hit in gains:
        found.setdefault((hit.person, hit.has), hit)
    return list(found.values())


def _line(lead: str, name: str, verb: str, has: str, wants: str, whose: str, percent: int) -> Line:
    if percent < SILENT and fold(has) != fold(wants):
        return (lead, name, verb, spoken(has, name), f" (close to {whose} ", spoken(wants, name), ").")
    return (lead, name, verb, spoken(has, name), ".")
