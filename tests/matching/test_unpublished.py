"""Nobody is shown before they have published their profile, and nobody can ask unseen."""

import pytest

from peerportal.core import changes
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.matching.eligibility import NotAvailable, may_meet
from peerportal.people.models import Profile


@pytest.fixture
def noa(make_person):
    """Noa has joined and is still writing."""
    return make_person("Noa Levi", offers=["Public speaking"], seeks=["Kubernetes"], published_at=None)


def test_an_unpublished_person_is_in_no_list_and_has_no_page(noa, priya, omar, browser_of):
    browser = browser_of(priya)
    assert "Noa" not in browser.get("/suggestions").text
    assert not browser.get("/people?q=Noa").select(f"a[href*='{noa.ref}']")
    browser.get(f"/people/{noa.ref}", status=404)
    browser.post(f"/people/{noa.ref}/ask", {"note": "Hello"}, status=404)


def test_an_unpublished_person_sees_suggestions_but_asks_nobody(noa, priya, omar, programme, browser_of):
    assert "Priya" in browser_of(noa).get("/suggestions").text
    with pytest.raises(RuleBroken, match="Publish your profile first"):
        may_meet(noa, priya, programme)
    with pytest.raises(NotAvailable):
        may_meet(priya, noa, programme)


def test_publishing_shows_them_at_once(noa, priya, browser_of):
    browser = browser_of(priya)
    assert "Noa" not in browser.get("/suggestions").text
    with transaction():
        Profile.update(published_at=noa.created_at).where(Profile.person == noa).execute()
        changes.record("profile", noa.id)
    assert "Noa" in browser.get("/suggestions").text
