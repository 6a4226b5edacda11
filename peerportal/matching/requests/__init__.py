"""Peer requests: asking, answering, ending; what others need is in the modules named after it."""

# Imported for what they register: endings follow blocks, leaving and time; letters writes the mails.
from peerportal.matching.requests import endings, letters

__all__ = ["endings", "letters"]
