"""What to begin with: one question to open a first chat, and a first note to change at will."""

from __future__ import annotations

from collections.abc import Sequence

from peerportal.matching.peer import Peer
from peerportal.matching.phrasing import spoken
from peerportal.matching.score import Fit

Line = tuple[str, ...]
GAIN_OPENERS = (
    ("What do you wish somebody had told you when you began with ", "?"),
    ("Which part of ", " took you longest to get right?"),
    ("What was the first thing that made ", " easier for you?"),
    ("Whom do you think of when you think of ", " done well?"),
)
GIVE_OPENERS = (
    ("Where do you get stuck with ", " at the moment?"),
    ("What would be different if you were good at ", " already?"),
    ("Which piece of ", " would help you most this month?"),
    ("When did you last wish you were better at ", "?"),
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
    """One thing to open with, from the strongest reason there is; `turn` picks among equal ones."""
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
    return (before, spoken(word), after)


def note(fit: Fit, viewer: Peer, other: Peer) -> str:
    """A first note from the viewer, to be changed at will; it never mentions what both are going through."""
    parts = [f"Hello {other.first_name},"]
    if fit.gains:
        offered = spoken(other.said("offer", fit.gains[0][1]), other.first_name)
        parts.append(f"you offer {offered}, which I would like to get better at.")
    if fit.gives:
        lead = "In return I could help" if fit.gains else "I could help"
        parts.append(f"{lead} with {spoken(other.said('seek', fit.gives[0][0]))}.")
    if not fit.gains and not fit.gives:
        parts.append("we work in different corners, and I am curious how you see yours.")
    parts.append("Would you like to meet once and see whether it helps us both?")
    return " ".join(parts)
