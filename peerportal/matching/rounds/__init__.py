"""Rounds: putting together those who are left over, as a proposal; nothing here writes anything."""

from peerportal.matching.rounds.making import make
from peerportal.matching.rounds.plan import Crowd, LeftOver, Plan, Round, Together
from peerportal.matching.rounds.reading import pool

__all__ = ["Crowd", "LeftOver", "Plan", "Round", "Together", "make", "pool"]
