"""The coordinator's pages of people, one file a noun, on one blueprint."""

from __future__ import annotations

from flask import Blueprint

admin_bp = Blueprint("people_admin", __name__, url_prefix="/admin")

# Each noun hangs its routes on the blueprint when it is imported, so the blueprint comes first.
from peerportal.people.admin import joining, levels, people, person, roster  # noqa: E402

__all__ = ["admin_bp", "joining", "levels", "people", "person", "roster"]
