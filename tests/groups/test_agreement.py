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


@pytest.fixture
def met(browser_of, pair, priya, omar, at):
    """Priya's browser, and the page that shows her version beside the one Omar proposed meanwhile."""
    browser = browser_of(priya)
    form = browser.get(at(pair, "agreement", "edit"))
    Agreement.propose(pair, omar, {"often": "Weekly", "rules": "Be kind\nBe on time", "who": "Both"}, 0)
    return browser, browser.submit(
        form, "#deal form", often="Monthly", rules="Be kind\nBe frank", who="Both", status=409
    )


def test_two_proposals_at_once_show_both_where_they_differ(met):
    browser, page = met
    assert page.select_one("#often")["value"] == "Monthly" and "Weekly" in page.get_text()
    assert page.select_one("[name=who]")["type"] == "hidden"
    assert not page.select("#long")


@pytest.mark.parametrize(("choice", "often"), [("mine", "Monthly"), ("theirs", "Weekly")])
def test_one_of_two_proposals_is_chosen(met, pair, omar, choice, often):
    browser, page = met
    browser.submit(page, "#deal form", choice=choice)
    found = read(pair, omar)
    assert (found.terms["often"], found.terms["who"]) == (often, "Both")


def test_two_proposals_are_brought_together_by_hand(met, pair, omar):
    browser, page = met
    page = browser.submit(page, "#deal form", choice="both", status=200)
    assert page.select_one("#often")["value"] == "Weekly / Monthly"
    assert page.select_one("#rules").get_text(strip=True).splitlines() == [
        "Be kind",
        "Be on time",
        "Be frank",
    ]
    browser.submit(page, "#deal form", often="Every other week")
    assert read(pair, omar).terms["often"] == "Every other week"
    assert "Be frank" in read(pair, omar).terms["rules"]


def test_a_third_version_is_shown_before_it_is_written_over(met, pair, omar):
    browser, page = met
    Agreement.propose(pair, omar, {"often": "Daily"}, 1)
    page = browser.submit(page, "#deal form", choice="mine", status=409)
    assert "Daily" in page.get_text()
    browser.submit(page, "#deal form", choice="mine")
    assert read(pair, omar).terms["often"] == "Monthly"


def test_a_proposal_sent_twice_is_one(browser_of, pair, priya, at):
    browser = browser_of(priya)
    form = browser.get(at(pair, "agreement", "edit"))
    for _ in range(2):
        browser.submit(form, "#deal form", often="Monthly", status=303)
    assert read(pair, priya).version == 1


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
