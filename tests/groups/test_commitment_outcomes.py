"""Outcomes of commitments: one click without shame, put right or taken back, with a line on how it went."""

import pytest

from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.commitments import making, outcomes
from peerportal.groups.commitments import reading as told
from peerportal.groups.models import Commitment
from peerportal.groups.opened import open_group
from tests.groups.commitments_made import making_one, pair_that_met, stand  # noqa: F401 - fixtures


@pytest.mark.parametrize("state", ["done", "partly", "still", "changed"])
def test_an_outcome_is_one_click_without_shame(browser_of, make, met, priya, at, state):
    made, browser = make(), browser_of(priya)
    page = browser.get(at(met))
    assert [button["value"] for button in page.select("#last > ul > li > form [name=outcome]")] == list(
        told.OUTCOME_WORDS
    )
    browser.post(at(met, "commitments", made.ref, "outcome"), {"outcome": state})
    entry = browser.get(at(met)).select_one(f"#commitment-{made.ref}")
    assert told.OUTCOME_WORDS[state][0].lower() in entry.select_one(".tag").get_text()
    for word in ("overdue", "fail", "late", "missed"):
        assert word not in str(entry).lower()


def test_still_on_it_comes_along_and_the_others_rest_once_talked_about(make, met, priya, omar):
    outcomes.report(met, make("Goes on"), priya, "still")
    outcomes.report(met, make("Is done", by=omar), omar, "done")
    assert stand(met, priya) == {"Priya": ["Goes on"], "Omar": ["Is done"]}, "both open the second meeting"
    holding.hold(met, 2)
    make("Next thing")
    assert stand(met, priya) == {"Priya": ["Next thing", "Goes on"]}


def test_an_outcome_is_put_right_and_taken_back(make, met, priya):
    made = make()
    for state in ("done", "changed", "open"):
        outcomes.report(met, made, priya, state)
    row = Commitment.get()
    assert (row.state, row.outcome_at) == ("open", None)
    with pytest.raises(RuleBroken, match="choose one"):
        outcomes.report(met, made, priya, "overdue")


def test_one_with_an_outcome_is_not_taken_back(make, met, priya):
    made = make()
    outcomes.report(met, made, priya, "partly")
    with pytest.raises(RuleBroken, match="Changed my mind"):
        making.take_back(met, made, priya)


@pytest.mark.parametrize(("choice", "left"), [("mine", "Well"), ("theirs", "Badly"), ("both", "Badly\nWell")])
def test_a_line_may_tell_how_it_went_and_two_lines_are_settled(
    browser_of, make, met, priya, omar, at, choice, left
):
    made, browser = make(), browser_of(priya)
    outcomes.report(met, made, priya, "partly")
    page = browser.get(at(met, "commitments", made.ref, "line"))
    assert outcomes.write_line(met, made, priya, "Badly", 1)
    both = browser.submit(page, "main li form", words="Well", status=409)
    browser.submit(both, "main li form", choice=choice)
    opened = open_group(met, omar)
    assert told.card_of(opened, Commitment.get()).line == left
