"""The members' pages of groups, one file a noun."""

from peerportal.groups.views import (
    after,
    agenda,
    agreement,
    calendar,
    circles,
    commitments,
    endings,
    first_chat,
    goals,
    meetings,
    notes,
    outcomes,
    page,
    sitting,
    slots,
)
from peerportal.groups.views.page import bp

__all__ = [
    "after",
    "agenda",
    "agreement",
    "bp",
    "calendar",
    "circles",
    "commitments",
    "endings",
    "first_chat",
    "goals",
    "meetings",
    "notes",
    "outcomes",
    "page",
    "sitting",
    "slots",
]
