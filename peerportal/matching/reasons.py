"""Why these two: plain sentences told from a stored `Fit` and from nothing else.

A line is a tuple of texts: the ones at odd places are people's own words and names, which a page isolates from the
sentence around them (they may be written in another direction).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peerportal.core.text import fold
from peerportal.matching.hits import Near, shared
from peerportal.matching.openers import Line, note, opener
from peerportal.matching.peer import Peer
from peerportal.matching.phrasing import spoken
from peerportal.matching.score import FULL, Fit, help_for

STRONG_SWAP, GOOD_FIT, ONE_WAY = "strong swap", "good fit", "one-way help"
COMMON_GROUND, NEW_CONNECTION = "common ground", "new connection"
SILENT = 90  # percent; below it both spellings are shown
ON_A_CARD = 3
NEARLY_ALL = 30  # shared hours a week
LEVELS = {0: "You are at the same level.", 1: "You are one level apart.", 2: "You are two levels apart."}
WAYS = {
    "video": "video calls",
    "in_person": "meeting in person",
    "phone": "phone calls",
    "writing": "writing",
}


@dataclass(frozen=True)
class Introduction:
    """What is said of two people to the first of them; `also` is for the card, `more` for whoever wants all of it."""

    strength: str
    to_you: Line
    from_you: Line
    also: tuple[Line, ...]
    opener: Line
    gains: bool
    gives: bool
    more: tuple[Line, ...] = ()


def strength(fit: Fit) -> str:
    """How strong it is, in the only five words for it."""
    if fit.exchange >= FULL // 2 and fit.total >= 6500:
        return STRONG_SWAP
    # Two people who help each other are a good fit also where hours or levels are not known.
    if fit.total >= 5500 or fit.exchange >= FULL // 2:
        return GOOD_FIT
    if max(fit.gain, fit.give) >= FULL // 2 and min(fit.gain, fit.give) < FULL // 10:
        return ONE_WAY
    if fit.exchange < FULL // 5 and fit.common >= FULL // 2:
        return COMMON_GROUND
    return NEW_CONNECTION


def plain(line: Line) -> str:
    """The line as one text."""
    return "".join(line)


def introduce(
    fit: Fit, viewer: Peer, other: Peer, turn: int = 0, *, going_through: bool = True, new: bool = False
) -> Introduction:
    """The whole card; `turn` picks among equal openers, `going_through` False leaves out shared situations.

    `new` is whether the other is lifted as a newcomer.
    """
    facts = also(fit, viewer, other, going_through=going_through, new=new)
    return Introduction(
        strength=strength(fit),
        to_you=to_you(fit, viewer, other),
        from_you=from_you(fit, viewer, other),
        also=tuple(facts[:ON_A_CARD]),
        opener=opener(fit, viewer, other, turn, going_through=going_through),
        gains=bool(fit.gains),
        gives=bool(fit.gives),
        more=tuple(facts[ON_A_CARD:]),
    )


def to_you(fit: Fit, viewer: Peer, other: Peer) -> Line:
    """What the viewer would gain."""
    name = other.first_name
    if fit.gains:
        hits = [
            (other.said("offer", has), viewer.said("seek", want), near) for want, has, near in fit.gains[:2]
        ]
        if fit.gives:
            return ("A swap: ", name, *_named(" can help you with ", name, hits, "your", "."))
        return ("", name, *_named(" offers ", name, hits, "your", ", which you are looking for."))
    if not other.offers:
        return ("", name, " has not written yet what to ask about, which makes a good first question.")
    what = _an_offer(other, viewer)
    if not viewer.seeks:
        return ("You have not written yet what you look for; ", name, " can tell you about ", what, ".")
    return ("Nothing from your list, yet ", name, " can tell you about ", what, ".")


def from_you(fit: Fit, viewer: Peer, other: Peer) -> Line:
    """What the viewer would give."""
    name = other.first_name
    if fit.gives:
        hits = [
            (viewer.said("offer", has), other.said("seek", want), near) for want, has, near in fit.gives[:2]
        ]
        if fit.gains:
            return ("In return, you can help ", name, *_named(" with ", name, hits, "their", "."))
        return _named("You offer ", name, hits, "their", ", which ") + (name, " is looking for.")
    if not viewer.offers:
        return ("You have not written yet what you offer; a fresh view from outside helps too.",)
    what = _an_offer(viewer, other)
    if not other.seeks:
        return ("", name, " has not written yet what would help; you could tell them about ", what, ".")
    return ("Nothing from their list, yet you could tell ", name, " about ", what, ".")


def _an_offer(of: Peer, to: Peer) -> str:
    """One of the things somebody offers, not the same one to everybody."""
    return spoken(of.said("offer", of.offers[(of.id + to.id) % len(of.offers)]), of.first_name)


def _named(lead: str, name: str, hits: Sequence[tuple[str, str, int]], whose: str, end: str) -> Line:
    """The things offered, each with the wish it answers where that is written differently."""
    parts: list[str] = []
    ours = lead
    for number, (has, wants, percent) in enumerate(hits):
        parts += [ours, spoken(has, name)]
        ours = ""
        if percent < SILENT and fold(has) != fold(wants):
            parts += [f" (close to {whose} ", spoken(wants, name)]
            ours = ")"
        if number + 1 < len(hits):
            ours += " and "
    return (*parts, ours + end)


def also(fit: Fit, viewer: Peer, other: Peer, *, going_through: bool = True, new: bool = False) -> list[Line]:
    """Everything else that was counted, the most personal first; a component that is turned off says nothing."""
    level = LEVELS.get(fit.level_gap) if fit.level_gap is not None and "level" not in fit.off else None
    lines: list[Line] = []
    if "common" not in fit.off:
        lines += _common(fit, viewer, going_through)
    if level and fit.level_gap == 0:
        lines.append((level,))
    if "difference" not in fit.off:
        lines += _areas(fit, other)
    if "practical" not in fit.off:
        lines += _practical(fit)
    if level and fit.level_gap:
        lines.append((level,))
    if new:
        lines.append(("New here, in their first three weeks.",))
    if fit.strengths:
        mine = spoken(viewer.said("offer", fit.strengths[0][0]))
        lines.append(("You both offer ", mine, ", so there is less to swap."))
    return lines


def _common(fit: Fit, viewer: Peer, going_through: bool) -> list[Line]:
    lines: list[Line] = []
    if fit.situations and going_through:
        lines.append(
            ("You are both going through this: ", spoken(viewer.said("situation", fit.situations[0])), ".")
        )
    liked = [spoken(viewer.said("interest", mine)) for mine, _ in fit.interests[:2]]
    if liked:
        lines.append(("You share ", *(liked if len(liked) == 1 else (liked[0], " and ", liked[1])), "."))
    return lines


def _areas(fit: Fit, other: Peer) -> list[Line]:
    """Departments and places, as far as the programme wishes them."""
    lines: list[Line] = []
    if fit.other_department:
        lines.append(("From another department: ", other.department, "."))
    if fit.same_department:
        lines.append(("You both work in ", other.department, "."))
    if fit.other_place:
        lines.append(("From another place: ", other.location, "."))
    if fit.same_place:
        lines.append(("You are both in ", other.location, "."))
    return lines


def _practical(fit: Fit) -> list[Line]:
    lines: list[Line] = []
    hours = fit.minutes // 60
    if hours >= NEARLY_ALL:
        lines.append(("You work at nearly the same hours.",))
    elif hours >= 1:
        lines.append((f"You share {'one working hour' if hours == 1 else f'{hours} working hours'} a week.",))
    elif fit.practical < FULL // 10:
        lines.append(("Your working hours hardly meet, so a first chat takes some planning.",))
    ways = [WAYS[way] for way in WAYS if way in fit.formats]
    if ways:
        lines.append((f"You both like {' and '.join(ways[:2])}.",))
    return lines


def main_reason(fit: Fit) -> str:
    """What an introduction leads with, as a class to compare entries of a list by; "" when it is no topic.

    A gain is named by what the viewer seeks, a gift by what the viewer offers, an interest by the viewer's own. Where
    levels, hours or areas are all there is to say, no topic is repeated.
    """
    if fit.gains:
        return f"gain:{fit.gains[0][0]}"
    if fit.gives:
        return f"give:{fit.gives[0][1]}"
    if fit.situations:
        return "ground"
    return f"interest:{fit.interests[0][0]}" if fit.interests else ""


def leads_with(viewer: Peer, other: Peer, near: Near) -> str:
    """The same as `main_reason` of comparing the two, for no more work than it takes: lists ask it of many people."""
    if gains := help_for(viewer, other, near)[1]:
        return f"gain:{gains[0][0]}"
    if gives := help_for(other, viewer, near)[1]:
        return f"give:{gives[0][1]}"
    if not viewer.situations.isdisjoint(other.situations):
        return "ground"
    interests, _ = shared(sorted(viewer.interests), other.interests, near)
    return f"interest:{interests[0][0]}" if interests else ""


__all__ = [
    "Introduction",
    "Line",
    "introduce",
    "leads_with",
    "main_reason",
    "note",
    "opener",
    "plain",
    "strength",
]
