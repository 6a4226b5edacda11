"""How fast people usually answer: the middle one of the times they took, for many people in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from statistics import median
from typing import Any

from peewee import fn

from peerportal.matching.models.requests import ACCEPTED, DECLINED, PeerRequest

LEAST = 2  # answers, so that one quick day is not called a habit
DAY = 86400


def usual_days(people: Iterable[int]) -> dict[int, int]:
    """Person's key → days within which they usually answer (1 at least); who answered too seldom is left out."""
    asked_at = fn.COALESCE(PeerRequest.asked_back_at, PeerRequest.answered_at)
    answered: Any = (
        PeerRequest.select(PeerRequest.recipient, PeerRequest.sent_at, asked_at)
        .where(PeerRequest.recipient.in_(list(people)), PeerRequest.state.in_((ACCEPTED, DECLINED)))
        .tuples()
    )
    took: dict[int, list[float]] = defaultdict(list)
    for person, sent_at, at in answered:
        first = PeerRequest.answered_at.python_value(at)
        took[person].append(max(0.0, (first - sent_at).total_seconds()))
    return {
        person: max(1, -int(-median(times) // DAY)) for person, times in took.items() if len(times) >= LEAST
    }
