"""The note a request begins with: two or three sentences from the reasons, to be changed at will."""

from __future__ import annotations

from peerportal.matching import index, reasons, score
from peerportal.matching.eligibility import Meeting


def opening_note(meeting: Meeting) -> str:
    """A first note of one to the other, from what each offers and seeks; never from what both go through."""
    one, two = meeting.peers
    if one is None or two is None:
        return ""
    with index.opened() as known:
        return reasons.note(score.compare(one, two, known.near, known.wishes), one, two)
