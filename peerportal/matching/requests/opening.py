"""The note a request begins with: two or three sentences from the reasons, to be changed at will."""

from __future__ import annotations

from peerportal.matching import index, reasons, score
from peerportal.people.models import Person


def opening_note(viewer: Person, other: Person) -> str:
    """A first note from `viewer` to `other`, from what each offers and seeks; never from what both go through."""
    with index.opened() as known:
        found = known.peers((viewer.id, other.id))
        one, two = found.get(viewer.id), found.get(other.id)
        if one is None or two is None:
            return ""
        return reasons.note(score.compare(one, two, known.near, known.wishes), one, two)
