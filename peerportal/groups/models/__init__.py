"""The tables of groups, one file a noun."""

from peerportal.groups.models.agenda import AgendaItem
from peerportal.groups.models.agreement import Acceptance, Agreement
from peerportal.groups.models.group import ACTIVE, CLOSED, PAIR, TRYING, Group, Membership
from peerportal.groups.models.meeting import MEANS, Meeting

__all__ = [
    "ACTIVE",
    "CLOSED",
    "MEANS",
    "PAIR",
    "TRYING",
    "Acceptance",
    "Agreement",
    "AgendaItem",
    "Group",
    "Meeting",
    "Membership",
]
