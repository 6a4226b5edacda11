"""The pages of activities."""

from peerportal.activities import asking, calendar, panel
from peerportal.activities.views import deeds, session, shelf
from peerportal.activities.views.shelf import bp

__all__ = ["asking", "bp", "calendar", "deeds", "panel", "session", "shelf"]
