"""Joining, signing in, profiles, the reporting line and blocks."""

# The mails and the periodic work of this room register themselves when they are read.
from peerportal.people import letters, links

__all__ = ["letters", "links"]
