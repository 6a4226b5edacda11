"""The agreement: proposed by one, accepted by all, revised under a new version."""

import pytest

from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Agreement
from peerportal.groups.opened import open_group
from peerportal.groups.reading import deal


def read(pair, person):
    return deal(open_group(pair, person))


def test_a_proposal_holds_once_both_agree(browser_of, pair, priya, omar, at):
    browser = browser_of(priya)
    form = browser.get(at(pair, "agreement", "edit"))
    page = browser.follow(browser.submit(form, "#deal form", often="Every other week", private="Pay"))
    assert "Waits for Omar" in page.select_one("#deal").get_text()
    theirs = browser_of(omar)
    page = theirs.follow(theirs.submit(theirs.get(at(pair)), "#deal form[action$='/accept']"))
    assert "What we agreed" in page.select_one("#deal").get_text()
    assert read(pair, omar).terms["often"] == "Every other week"


def test_a_revision_asks_both_again(pair, priya, omar):
    assert Agreement.propose(pair, priya, {"often": "Monthly"}, 0)
    Agreement.get().accept(omar, 1)
    assert read(pair, priya).is_agreed
    assert Agreement.propose(pair, omar, {"often": "Weekly"}, 1)
    found = read(pair, priya)
    assert (found.version, found.is_agreed, found.waits_for) == (2, False, ["Priya"])


def test_two_proposals_at_once_lose_neither(browser_of, pair, priya, omar, at):
    browser = browser_of(priya)
    form = browser.get(at(pair, "agreement", "edit"))
    Agreement.propose(pair, omar, {"often": "Weekly"}, 0)
    page = browser.submit(form, "#deal form", often="Monthly", status=409)
    assert "Weekly" in page.get_text()
    assert page.select_one("#often")["value"] == "Monthly"
    browser.submit(page, "#deal form")
    assert read(pair, omar).terms["often"] == "Monthly"


def test_nobody_agrees_to_what_they_have_not_read(pair, priya, omar):
    Agreement.propose(pair, priya, {"often": "Monthly"}, 0)
    Agreement.propose(pair, priya, {"often": "Daily"}, 1)
    with pytest.raises(RuleBroken):
        Agreement.get().accept(omar, 1)


def test_the_ground_rules_stand_as_they_were_agreed(browser_of, programme, pair, priya, at):
    programme.ground_rules = "Be kind.\nBe on time."
    programme.save(only=["ground_rules"])
    browser = browser_of(priya)
    browser.submit(browser.get(at(pair, "agreement", "edit")), "#deal form", often="Monthly")
    programme.ground_rules = "Other rules."
    programme.save(only=["ground_rules"])
    assert read(pair, priya).ground == ["Be kind.", "Be on time."]


def test_an_agreement_can_be_reported_where_it_stands(pair, priya, omar, browser_of):
    browser_of(omar).post(f"/groups/{pair.ref}/agreement/edit", {"version": "0", "often": "Weekly"})
    deal = browser_of(priya).get(f"/groups/{pair.ref}").select_one("#deal")
    address = deal.select_one("a[href*='/concerns/new/agreement/']")["href"]
    assert "Weekly" in browser_of(priya).get(address).get_text()
