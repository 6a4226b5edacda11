"""The tables of groups, one file a noun."""

from peerportal.groups.models.agenda import AgendaItem
from peerportal.groups.models.agreement import Acceptance, Agreement
from peerportal.groups.models.circle import Circle, CircleInvitation
from peerportal.groups.models.commitment import Commitment
from peerportal.groups.models.goal import Goal, GoalCheckIn, GoalStep, GoalWording
from peerportal.groups.models.group import ACTIVE, CIRCLE, CLOSED, PAIR, TRYING, Group, Membership
from peerportal.groups.models.meeting import MEANS, Meeting
from peerportal.groups.models.sitting import (
    CalendarFeed,
    Farewell,
    ItemNote,
    LeftWords,
    MeetingCheck,
    Notebook,
    Sitting,
    SlotOffer,
)

__all__ = [
    "ACTIVE",
    "CIRCLE",
    "CLOSED",
    "MEANS",
    "PAIR",
    "TRYING",
    "Acceptance",
    "AgendaItem",
    "Agreement",
    "CalendarFeed",
    "Circle",
    "CircleInvitation",
    "Commitment",
    "Farewell",
    "Goal",
    "GoalCheckIn",
    "GoalStep",
    "GoalWording",
    "Group",
    "ItemNote",
    "LeftWords",
    "Meeting",
    "MeetingCheck",
    "Membership",
    "Notebook",
    "Sitting",
    "SlotOffer",
]
