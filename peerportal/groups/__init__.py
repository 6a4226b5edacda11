"""Pairs and circles: first chat, agreement, meetings and their agendas, commitments, goals and endings.

What is imported here is imported for what it registers: what follows blocks, leaving and closing, jobs, texts of mails.
"""

from peerportal.groups import followings
from peerportal.groups.calendar import feeds, invitations
from peerportal.groups.circles import finishing
from peerportal.groups.circles import letters as circle_letters
from peerportal.groups.commitments import letters as commitment_letters
from peerportal.groups.commitments import nudging
from peerportal.groups.endings import letters as ending_letters
from peerportal.groups.endings import retention
from peerportal.groups.meetings import letters as meeting_letters

__all__ = [
    "circle_letters",
    "commitment_letters",
    "ending_letters",
    "feeds",
    "finishing",
    "followings",
    "invitations",
    "meeting_letters",
    "nudging",
    "retention",
]
