"""The tables of programmes, one file a noun."""

from peerportal.programmes.models.enrolment import (
    Enrolment,
    enrol,
    enrol_audience,
    is_enrolled,
    participants,
    withdraw,
)
from peerportal.programmes.models.programme import CLOSED, DRAFT, OPEN, Programme

__all__ = [
    "CLOSED",
    "DRAFT",
    "OPEN",
    "Enrolment",
    "Programme",
    "enrol",
    "enrol_audience",
    "is_enrolled",
    "participants",
    "withdraw",
]
