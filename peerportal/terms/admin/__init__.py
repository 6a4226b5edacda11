"""The coordinators' pages of the vocabulary, on one blueprint."""

from __future__ import annotations

from flask import Blueprint

admin_bp = Blueprint("terms_admin", __name__, url_prefix="/admin/terms")

# Each part hangs its routes on the blueprint when it is imported, so the blueprint comes first.
from peerportal.terms.admin import aliases, proposals, term, terms  # noqa: E402

__all__ = ["admin_bp", "aliases", "proposals", "term", "terms"]
