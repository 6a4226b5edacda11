"""What the semantic layer proposes: a coordinator relates the two terms, or says that they are not related."""

from __future__ import annotations

from typing import Any

from flask import url_for

from peerportal.core.rules import RuleBroken
from peerportal.terms import access
from peerportal.terms.admin import admin_bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done

PROPOSAL = "proposed relation, for coordinators"


@admin_bp.post("/proposals/<ref:proposal_ref>/accept")
@door("coordinator", to=PROPOSAL)
def accept_proposal(proposal_ref: str) -> Any:
    """Relate the two terms somewhat."""
    try:
        access.proposal(proposal_ref).accept(by=person().id)
        said = "The two are related now."
    except RuleBroken as broken:
        said = str(broken)
    return done(url_for("terms_admin.terms"), said)


@admin_bp.post("/proposals/<ref:proposal_ref>/dismiss")
@door("coordinator", to=PROPOSAL)
def dismiss_proposal(proposal_ref: str) -> Any:
    """Propose these two no more."""
    access.proposal(proposal_ref).dismiss()
    return done(url_for("terms_admin.terms"), "These two will not be proposed again.")
