"""Why these two: plain sentences told from a stored `Fit` and from nothing else.

A line is a tuple of texts: the ones at odd places are people's own words and names, which a page isolates from the
sentence around them (they may be written in another direction).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peerportal.core.text import fold
from peerportal.matching.peer import Peer
from peerportal.matching.score import FULL, Fit

Line = tuple[str, ...]
STRONG_SWAP, GOOD_FIT, ONE_WAY = "strong swap", "good fit", "one-way help"
COMMON_GROUND, NEW_CONNECTION = "common ground", "new connection"
SILENT = 90  # percent; below it both spellings are shown


@dataclass(frozen=True)
class Introduction:
    """What a card says of two people to the first of them."""

    strength: str
    to_you: Line
    from_you: Line
    also: tuple[Line, ...]
    opener: Line
    gains: bool
    gives: bool


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
    fit: Fit, viewer: Peer, other: Peer, turn: int = 0, *, going_through: bool = True
) -> Introduction:
    """The whole card; `turn` picks among equal openers, `going_through` False leaves out shared situations."""
    return Introduction(
        strength=strength(fit),
        to_you=to_you(fit, viewer, other),
        from_you=from_you(fit, viewer, other),
        also=tuple(also(fit, viewer, other, going_through=going_through)),
        opener=opener(fit, viewer, other, turn, going_through=going_through),
        gains=bool(fit.gains),
        gives=bool(fit.gives),
    )


def to_you(fit: Fit, viewer: Peer, other: Peer) -> Line:
    """What the viewer would gain."""
    if not fit.gains and other.offers:
        return ("Nothing on your list, but people may ask them about ", _an_offer(other, viewer), ".")
    if not fit.gains:
        return ("Their profile is still short: ask what colleagues come to them for.",)
    hits = [
        (other.said("offer", has), viewer.said("seek", want), percent) for want, has, percent in fit.gains[:2]
    ]
    return _named("They offer ", hits, "your", ", which you are looking for.")


def from_you(fit: Fit, viewer: Peer, other: Peer) -> Line:
    """What the viewer would give."""
    if not fit.gives and viewer.offers:
        return ("Nothing on their list, but you could tell of ", _an_offer(viewer, other), ".")
    if not fit.gives:
        return ("Your profile is still short: a fresh view from outside helps too.",)
    hits = [
        (viewer.said("offer", has), other.said("seek", want), percent) for want, has, percent in fit.gives[:2]
    ]
    return _named("You offer ", hits, "their", ", which they are looking for.")


def _an_offer(of: Peer, to: Peer) -> str:
    """One of the things somebody offers, not the same one to everybody."""
    return of.said("offer", of.offers[(of.id + to.id) % len(of.offers)])


def _named(lead: str, hits: Sequence[tuple[str, str, int]], whose: str, end: str) -> Line:
    """The things offered, each with the wish it answers where that is written differently."""
    parts: list[str] = []
    ours = lead
    for number, (has, wants, percent) in enumerate(hits):
        parts += [ours, has]
        ours = ""
        if percent < SILENT and fold(has) != fold(wants):
            parts += [f" (close to {whose} ", wants]
            ours = ")"
        if number + 1 < len(hits):
            ours += " and "
    return (*parts, ours + end)


def also(fit: Fit, viewer: Peer, other: Peer, *, going_through: bool = True) -> list[Line]:
    """Further reasons, at most three, the most personal first."""
    lines: list[Line] = []
    if fit.situations and going_through:
        lines.append(("You both named ", viewer.said("situation", fit.situations[0]), "."))
    if fit.interests:
        lines.append(_interests(fit, viewer))
    if fit.level_gap == 0:
        lines.append(("You are at the same level.",))
    if fit.other_department:
        lines.append(("Another department: ", other.department, "."))
    if fit.minutes >= 300:
        lines.append((f"Your usual hours overlap by {fit.minutes // 60} hours a week.",))
    elif fit.level_gap == 1:
        lines.append(("You are one level apart.",))
    return lines[:3]


def _interests(fit: Fit, viewer: Peer) -> Line:
    first = [viewer.said("interest", mine) for mine, _ in fit.interests[:2]]
    if len(first) == 1:
        return ("You share ", first[0], ".")
    return ("You share ", first[0], " and ", first[1], ".")


GAIN_OPENERS = (
    ("What do you wish somebody had told you when you began with ", "?"),
    ("Which part of ", " took you longest to get right?"),
    ("When did ", " first work the way you wanted?"),
)
GIVE_OPENERS = (
    ("Where do you get stuck with ", " at the moment?"),
    ("What would be different if you were good at ", " already?"),
    ("Which piece of ", " would help you most this month?"),
)
GROUND_OPENERS = (
    ("How is it going for you with ", " so far?"),
    ("What has helped you most with ", "?"),
)
INTEREST_OPENERS = (("How did you come to ", "?"), ("What keeps you with ", "?"))
PLAIN_OPENERS = (
    "Which question does everybody ask you, and nobody should have to?",
    "What takes most of your week right now, and what should?",
    "What do you know now that you would have liked to know a year ago?",
)


def opener(fit: Fit, viewer: Peer, other: Peer, turn: int = 0, *, going_through: bool = True) -> Line:
    """One thing to open with, from the strongest reason there is."""
    if fit.gains and fit.gain >= fit.give:
        return _question(GAIN_OPENERS, turn, other.said("offer", fit.gains[0][1]))
    if fit.gives:
        return _question(GIVE_OPENERS, turn, other.said("seek", fit.gives[0][0]))
    if fit.gains:
        return _question(GAIN_OPENERS, turn, other.said("offer", fit.gains[0][1]))
    if fit.situations and going_through:
        return _question(GROUND_OPENERS, turn, viewer.said("situation", fit.situations[0]))
    if fit.interests:
        return _question(INTEREST_OPENERS, turn, other.said("interest", fit.interests[0][1]))
    return (PLAIN_OPENERS[turn % len(PLAIN_OPENERS)],)


def _question(openers: Sequence[tuple[str, str]], turn: int, word: str) -> Line:
    before, after = openers[turn % len(openers)]
    return (before, word, after)


def note(fit: Fit, viewer: Peer, other: Peer) -> str:
    """A first note from the viewer, to be changed at will; it never mentions what both are going through."""
    parts = [f"Hello {other.first_name},"]
    if fit.gains:
        parts.append(
            f"you offer {other.said('offer', fit.gains[0][1])}, which I would like to get better at."
        )
    if fit.gives:
        lead = "In return I could help" if fit.gains else "I could help"
        parts.append(f"{lead} with {other.said('seek', fit.gives[0][0])}.")
    if not fit.gains and not fit.gives:
        parts.append("we work in different corners, and I am curious how you see yours.")
    parts.append("Would you like to meet once and see whether it helps us both?")
    return " ".join(parts)


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
