"""The tables of finding a peer."""

from peerportal.matching.models.requests import PeerRequest
from peerportal.matching.models.suggestions import Exposure, SetAside
from peerportal.matching.models.tilts import KeptTilt

__all__ = ["Exposure", "KeptTilt", "PeerRequest", "SetAside"]
