"""Offers of another wording: one open for a person and goal, taken or left, both texts kept."""

import pytest

from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import differences, ending, offers, standing, writing
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import GoalWording
from tests.groups.goals_made import fresh, make_goal


@pytest.fixture
def goal(pair, priya):
    return make_goal(pair, priya, "Get better at talks", shared=True)


@pytest.fixture
def offer(goal, omar):
    return lambda words="Give six talks", version=1, by=omar: offers.offer(
        goal, by, Wording(specific=words), version, new_ref()
    )


def specific(goal, owner):
    return writing.read(fresh(goal), standing.space_of(fresh(goal), owner)).specific


def states():
    return sorted(row.state for row in GoalWording.select())


def test_taking_an_offer_keeps_the_wording_before_it(goal, offer, priya):
    made = offer()
    offers.accept(goal, made, priya, 1)
    offers.accept(goal, made, priya, 1)
    assert specific(goal, priya) == "Give six talks"
    assert (states(), fresh(goal).version) == (["accepted", "written"], 2)


def test_leaving_an_offer_keeps_it_as_offered(goal, offer, priya):
    made = offer()
    offers.decline(goal, made)
    offers.decline(goal, made)
    assert specific(goal, priya) == "Get better at talks"
    assert states() == ["declined", "written"]
    with pytest.raises(RuleBroken):
        offers.accept(goal, made, priya, 1)


def test_a_new_offer_takes_the_place_of_ones_own_open_one(goal, offer, browser_of, pair, priya, at):
    first = offer("First")
    offer("Second")
    assert states() == ["offered", "written"]
    page = browser_of(priya).get(at(pair, "goals", goal.ref))
    assert "Second" in page.get_text() and "First" not in page.get_text()
    browser_of(priya).post(
        at(pair, "goals", goal.ref, "offers", first.ref, "accept"), {"number": 1}, status=404
    )


def test_two_members_may_each_have_one_open(circle, priya, omar, lin):
    goal = make_goal(circle, priya, shared=True)
    for by in (omar, lin, omar):
        offers.offer(goal, by, Wording(specific=f"By {by.name}"), 1, new_ref())
    assert states() == ["offered", "offered", "written"]


def test_an_offer_for_an_older_wording_says_so(goal, offer, priya, omar, browser_of, pair, at):
    offer()
    writing.edit(goal, priya, Wording(specific="Give five talks"), 1)
    page = browser_of(priya).get(at(pair, "goals", goal.ref))
    assert "offered for an earlier wording" in page.select_one("#offers").get_text()
    assert [tag.get_text() for tag in page.select("#offers del")] == ["[taken out: five]"]


def test_what_changed_while_one_read_is_read_once_more(goal, offer, priya, browser_of, pair, at):
    offer()
    browser = browser_of(priya)
    page = browser.get(at(pair, "goals", goal.ref))
    writing.edit(goal, priya, Wording(specific="Give five talks"), 1)
    answer = browser.submit(page, "form[action$='/accept']", status=409)
    assert "look at both once more" in answer.get_text()
    assert specific(goal, priya) == "Give five talks"


def test_an_offer_begins_with_what_stands_there_or_was_offered_before(
    goal, offer, omar, browser_of, pair, at
):
    browser = browser_of(omar)
    here = at(pair, "goals", goal.ref, "offer")
    assert browser.get(here).select_one("#specific").get_text().strip() == "Get better at talks"
    browser.submit(browser.get(here), "#goal-form", status=409)
    offer("Already offered")
    assert browser.get(here).select_one("#specific").get_text().strip() == "Already offered"


def test_an_offer_can_be_taken_back(goal, offer, omar, priya, browser_of, pair, at):
    offer()
    browser = browser_of(omar)
    page = browser.get(at(pair, "goals", goal.ref))
    browser.follow(browser.submit(page, "form[action$='/withdraw']"))
    assert states() == ["written"]
    assert not browser_of(priya).get(at(pair, "goals", goal.ref)).select("#offers")


def test_nobody_rewords_their_own_goal_or_one_that_has_ended(goal, offer, priya):
    with pytest.raises(RuleBroken):
        offer(by=priya)
    ending.reach(goal, priya, "")
    with pytest.raises(RuleBroken):
        offer()


def test_the_list_says_that_an_offer_waits(goal, offer, priya, browser_of, pair, at):
    offer()
    assert "a rewording is offered" in browser_of(priya).get(at(pair, "goals")).get_text()
    assert "a rewording is offered" in browser_of(priya).get(at(pair)).select_one("#goals-side").get_text()


def test_no_mail_tells_of_an_offer(goal, offer, mails):
    offer()
    assert mails() == []


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("Give talks", "Give six talks", [], ["six"]),
        ("Give five talks.", "Give six talks!", ["five", "."], ["six", "!"]),
        ("", "Something", [], ["Something"]),
        ("Same", "Same", [], []),
        ("تقديم عرض", "تقديم عرضين", ["عرض"], ["عرضين"]),
        ("a b c", "a  b\nc", [], []),
    ],
)
def test_differences_are_told_word_by_word(before, after, gone, new):
    left, right = differences.marked(before, after)
    assert [text for kind, text in left if kind == differences.GONE] == gone
    assert [text for kind, text in right if kind == differences.NEW] == new
    assert "".join(text for _, text in left) == before and "".join(text for _, text in right) == after


def test_long_texts_without_a_common_word_are_compared_at_once():
    left, right = differences.marked("a " * 250, "b " * 250)
    assert len(left) <= 2 and len(right) <= 2
