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
    return {"at": local(opened, at), "seen": at.isoformat() if at else ""}


def meeting_form(opened: Opened) -> dict[str, Any]:
    """For the next meeting."""
    card = next_meeting(opened)
    if card is None:
        return {"minutes": Meeting.minutes.default, "version": 0}
    facts = {name: getattr(card, name) for name in ("minutes", "means", "place", "version")}
    return facts | {"starts_at": local(opened, card.starts_at)}


def local(opened: Opened, at: dt.datetime | None) -> dt.datetime | None:
    """A moment on the reader's clock, without its zone, as a form shows it."""
    return at.astimezone(opened.me.zone).replace(tzinfo=None) if at else None


def read_moment(text: str | None) -> dt.datetime | None:
    """The moment that a form carried along; None for none, and for nonsense."""
    try:
        at = dt.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return at if at.tzinfo else None
