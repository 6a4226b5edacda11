"""The coordinators' pages of activities, on one blueprint."""

from __future__ import annotations

from flask import Blueprint

admin_bp = Blueprint("activities_admin", __name__, url_prefix="/admin/activities")

# Each part hangs its routes on the blueprint when it is imported, so the blueprint comes first.
from peerportal.activities.admin import files, offers, overview, questions, sets  # noqa: E402

__all__ = ["admin_bp", "files", "offers", "overview", "questions", "sets"]
