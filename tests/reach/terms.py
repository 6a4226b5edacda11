"""Terms, proposed relations and deeds about them, for coordinators."""

from peerportal.terms.models import Term
from tests.reach.case import COORDINATORS, Case


def terms(world):
    """Any term that somebody names, but none that is named only as what somebody goes through."""
    return [
        Case({"ref": Term.get(Term.label == "Kubernetes").ref}, COORDINATORS),
        Case({"ref": Term.get(Term.label == "Divorce").ref}, ()),
    ]


def proposals(world):
    return [Case({"proposal_ref": world.proposal.ref}, COORDINATORS)]


def deeds_about_terms(world):
    return [Case({"deed_ref": world.deed.ref}, COORDINATORS)]


REACH = {
    "deed about terms, for coordinators": deeds_about_terms,
    "proposed relation, for coordinators": proposals,
    "term, for coordinators": terms,
}
