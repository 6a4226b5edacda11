"""Peer requests: asking, answering, ending; what others need is in the modules named after it."""

# Imported for what they register: the panel of the notes, what follows blocks, leaving and time, and the mails.
from peerportal.matching.requests import beginning, endings, letters

__all__ = ["beginning", "endings", "letters"]
