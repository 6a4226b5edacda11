"""Coordinators see what may be related, and say whether it is."""

import pytest

from peerportal.terms.models import Term, TermLink
from peerportal.terms.proposals import TermProposal
from peerportal.terms.relating import SOME, relate


@pytest.fixture
def proposal(priya, omar):
    """Kubernetes and public speaking, of all things."""
    low, high = sorted(Term.get(Term.label == label).id for label in ("Kubernetes", "Public speaking"))
    return TermProposal.create(a=low, b=high, score=51)


def test_a_coordinator_relates_the_two(browser_of, carmen, proposal):
    browser = browser_of(carmen)
    page = browser.get("/admin/terms")
    assert "Perhaps related" in page.text and "Kubernetes" in page.text
    browser.post(f"/admin/terms/proposals/{proposal.ref}/accept")
    assert TermLink.weight_of(proposal.a_id, proposal.b_id) == 65
    assert "Perhaps related" not in browser.get("/admin/terms").text
    browser.post(f"/admin/terms/proposals/{proposal.ref}/accept", status=404)


def test_a_coordinator_says_that_they_are_not_related(browser_of, carmen, proposal):
    browser = browser_of(carmen)
    browser.post(f"/admin/terms/proposals/{proposal.ref}/dismiss")
    assert "Perhaps related" not in browser.get("/admin/terms").text
    assert TermLink.weight_of(proposal.a_id, proposal.b_id) == 0


def test_one_that_was_related_in_the_meantime_is_told_and_goes(browser_of, carmen, proposal):
    relate(*(Term.get_by_id(key) for key in (proposal.a_id, proposal.b_id)), SOME, by=carmen.id)
    browser = browser_of(carmen)
    browser.post(f"/admin/terms/proposals/{proposal.ref}/accept")
    assert "are somewhat related already" in browser.get("/admin/terms").text


def test_terms_that_are_only_about_what_people_go_through_are_in_no_proposal(browser_of, carmen, proposal):
    Term.update(hidden=Term.uses).where(Term.id == proposal.a_id).execute()
    browser = browser_of(carmen)
    assert "Perhaps related" not in browser.get("/admin/terms").text
    browser.post(f"/admin/terms/proposals/{proposal.ref}/accept", status=404)


def test_nobody_else_gets_there(browser_of, lin, proposal):
    browser_of(lin).post(f"/admin/terms/proposals/{proposal.ref}/dismiss", status=403)
    assert TermProposal.get().dismissed_at is None
