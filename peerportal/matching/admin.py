"""The coordinator's question: why is somebody not in a person's list?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, request

from peerportal.core.text import clean
from peerportal.matching import access, reasons, weighing, why_not
from peerportal.matching.filters import LONGEST
from peerportal.people.models import Person
from peerportal.web.gates import door
from peerportal.web.htmx import show

admin_bp = Blueprint("matching_admin", __name__, url_prefix="/admin")
ANYBODY = "anybody, for coordinators"


@admin_bp.get("/people/<ref:ref>/why-not")
@door("coordinator", to=ANYBODY)
def ask_why_not(ref: str) -> Any:
    """Why somebody is not, or not high, in this person's list; first a search for whom it is asked of."""
    viewer = access.anybody(ref)
    query = clean(request.args.get("q", ""))[:LONGEST]
    other = _other(viewer)
    found = why_not.candidates(viewer, query)
    facts: dict[str, Any] = {"person": viewer, "other": other, "query": query, "found": found}
    if other is not None:
        facts |= {"why": why_not.ask(viewer.id, other.id), "weighing": weighing, "reasons": reasons}
    return show("matching/admin/why_not.html", **facts)


def _other(viewer: Person) -> Person | None:
    """Whom the address asks of."""
    ref = request.args.get("of", "")
    if not ref:
        return None
    other = access.anybody(ref)
    return other if other != viewer else abort(404)
