"""What the forms about times begin with, on the reader's own clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.groups.models import Meeting
from peerportal.groups.opened import Opened
from peerportal.groups.reading import next_meeting


def chat_form(opened: Opened) -> dict[str, Any]:
    """For the time of the first chat; `seen` says what stood there when the form was opened."""
    at = opened.group.first_chat_at
    return {"at": opened.here(at), "seen": at.isoformat() if at else ""}


def meeting_form(opened: Opened) -> dict[str, Any]:
    """For the next meeting."""
    card = next_meeting(opened)
    if card is None:
        return {"minutes": Meeting.minutes.default, "number": 0, "version": 0}
    facts = {name: getattr(card, name) for name in ("minutes", "means", "place", "number", "version")}
    return facts | {"starts_at": opened.here(card.starts_at)}


def read_moment(text: str | None) -> dt.datetime | None:
    """The moment that a form carried along; None for none, and for nonsense."""
    try:
        at = dt.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return at if at.tzinfo else None
