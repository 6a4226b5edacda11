"""Pages with commitments on them: who changes what there, what a second tab keeps, and those of the past."""

import pytest

from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.commitments import making, outcomes
from peerportal.groups.models import Commitment, Group
from tests.groups.commitments_made import making_one, pair_that_met  # noqa: F401 - fixtures


def test_before_the_first_meeting_the_page_says_what_comes(browser_of, pair, priya, at):
    page = browser_of(priya).get(at(pair))
    assert (
        not page.select("#commit")
        and "At the end of your first meeting" in page.select_one("#make").get_text()
    )
    assert page.select_one("#last").has_attr("hidden")


def test_only_the_owner_changes_or_ends_it(browser_of, make, met, omar, lin, at):
    made = make()
    for person in (omar, lin):
        for verb in ("edit", "settle", "take-back", "put-back", "outcome", "line", "line/settle"):
            browser_of(person).post(at(met, "commitments", made.ref, verb), {"outcome": "done"}, status=404)
    assert Commitment.get().state == "open"


def test_a_closed_group_is_read_and_no_longer_written(browser_of, make, met, priya, omar, at):
    made = make()
    met.close(by=omar)
    browser = browser_of(priya)
    assert "Ask Ana" in browser.get(at(met, "commitments")).get_text()
    page = browser.get(at(met, "commitments", made.ref))
    assert "Ask Ana" in page.get_text() and not page.select("main form")
    for verb in ("edit", "take-back", "outcome", "line"):
        data = {"outcome": "done", "words": "x", "version": 1, "when": "none"}
        browser.post(at(met, "commitments", made.ref, verb), data, status=409)
    with pytest.raises(RuleBroken):
        making.make(Group.get_by_id(met.id), priya, "Too late", None, new_ref())


def test_what_a_second_tab_types_is_not_taken_away_by_what_the_first_one_said(
    browser_of, make, met, priya, at
):
    browser = browser_of(priya)
    browser.get(at(met))
    make("Said in the first tab")
    poll = at(met, "poll") + "?editing=commitment-new"
    assert browser.get(poll, fragment=True).select("#commit"), "the form stays until it is sent"
    assert not browser.get(at(met)).select("#commit"), "and no page that is opened anew gets it"
    assert browser.get(poll, fragment=True).select("#commit")


def test_one_that_is_being_worded_keeps_its_place_when_it_is_no_longer_listed(
    browser_of, make, met, priya, at
):
    made = make()
    outcomes.report(met, made, priya, "done")
    holding.hold(met, 2)
    poll = at(met, "poll") + f"?editing=commitment-{made.ref}"
    assert browser_of(priya).get(poll, fragment=True).select(f"#commitment-{made.ref}[hidden]")


def test_pages_of_the_past_cost_the_same_and_turn(browser_of, make, met, priya, omar, at, count_queries):
    browser, costs = browser_of(priya), []
    for upto in (range(2, 4), range(4, 33)):
        for number in upto:
            make(f"Thing {number}")
            outcomes.report(met, make(f"Omar's {number}", by=omar), omar, "done")
            holding.hold(met, number)
        for path in (at(met), at(met, "commitments")):
            with count_queries() as counted:
                browser.get(path)
            costs.append(counted.count)
    assert costs[:2] == costs[2:]
    assert "Thing 2" in browser.get(at(met, "commitments") + "?page=4").get_text()
    page = browser.get("/commitments")
    assert len(page.select("main .lines > li")) == 20
    with count_queries() as counted:
        browser.get("/commitments?page=2")
    assert counted.count <= 5


def test_a_meeting_that_is_none_is_not_found_whatever_it_is_called(browser_of, pair, priya, at):
    for odd in ("\x00", "x" * 26, "9" * 400, "/\x00"):
        answer = browser_of(priya).open(
            "POST", at(pair, "commitments"), {"meeting": odd, "words": "Write it"}
        )
        assert answer.status_code == 404
