"""What a first chat begins from: the notes of the request (or the two that crossed), shown on the group's page."""

from __future__ import annotations

from typing import Any

from peerportal.core import vault
from peerportal.groups import panels
from peerportal.groups.models import Group
from peerportal.matching.models.requests import PeerRequest
from peerportal.people.models import Person


def notes(group: Group, reader: Person) -> dict[str, Any] | None:
    """The notes with who wrote each; None for a group that began otherwise."""
    began = [
        found for found in PeerRequest.involving(reader).where(PeerRequest.group == group) if found.has_words
    ]
    if not began:
        return None
    space = vault.open_space(group.space_id, reader=reader.id)
    written = [
        (found.sender_id == reader.id, found.asker, space.read(found, PeerRequest.note)) for found in began
    ]
    return {"notes": written}


panels.register(panels.FIRST_CHAT, "matching/requests/_beginning.html", notes)
