"""The tables of finding a peer."""

from peerportal.matching.models.requests import PeerRequest
from peerportal.matching.models.suggestions import Exposure, SetAside

__all__ = ["Exposure", "PeerRequest", "SetAside"]
