"""From an address to something one may report, or to a report one may read; 404 otherwise."""

from __future__ import annotations

from typing import Any

from flask import abort

from peerportal.concerns import reported
from peerportal.concerns.models import Concern
from peerportal.concerns.reported import Reported
from peerportal.people.models import Person


def thing_to_report(kind: str, ref: str, me: Person) -> Reported:
    """Something this person can see."""
    return reported.find(kind, ref, me) or abort(404)


def report_for(coordinator: Person, ref: str) -> Any:
    """A report this coordinator may read."""
    return Concern.readable_by(coordinator).where(Concern.ref == ref).first() or abort(404)
