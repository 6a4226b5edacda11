"""The members' pages of groups, one file a noun."""

from peerportal.groups.views import agenda, agreement, first_chat, meetings, page
from peerportal.groups.views.page import bp

__all__ = ["agenda", "agreement", "bp", "first_chat", "meetings", "page"]
