"""From the opaque id in an address to a term or a deed, for coordinators; anything else is a 404."""

from __future__ import annotations

from flask import abort

from peerportal.terms import listing
from peerportal.terms.models import Term, TermDeed
from peerportal.terms.proposals import TermProposal


def term(ref: str) -> listing.Line:
    """A term that coordinators are shown, with its counts; of a merged one that which it stands for."""
    return listing.line_of(ref) or abort(404)


def alias_of(root: Term, ref: str) -> Term:
    """A term that stands for this one."""
    return Term.get_or_none(Term.ref == ref, Term.into_id == root.id) or abort(404)


def deed(ref: str) -> TermDeed:
    """A deed of any coordinator's."""
    return TermDeed.get_or_none(TermDeed.ref == ref) or abort(404)


def proposal(ref: str) -> TermProposal:
    """A proposal that waits, between two terms that coordinators are shown."""
    found = TermProposal.get_or_none(TermProposal.ref == ref, TermProposal.dismissed_at.is_null())
    if found is None or len(listing.seen([found.a_id, found.b_id])) < 2:
        abort(404)
    return found
