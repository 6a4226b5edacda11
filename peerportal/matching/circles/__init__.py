"""Finding a circle and coming into one: which fit somebody and why, and the hard rules with all who are in it."""

# Imported for what it registers: invitations among what waits for somebody's answer.
from peerportal.matching.circles import asking

__all__ = ["asking"]
