"""The pages of people, one file a noun, on one blueprint."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("people", __name__)

# Each noun hangs its routes on the blueprint when it is imported, so the blueprint comes first.
from peerportal.people.views import account, joining, photo, profile, sessions, set_up, sign_in, terms  # noqa: E402

__all__ = ["account", "bp", "joining", "photo", "profile", "sessions", "set_up", "sign_in", "terms"]
