"""Goals: written down for oneself, worded with help, shared, and reworded by the other."""

import datetime as dt

import pytest

from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import ending, reading, standing, writing
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Goal, GoalWording
from peerportal.groups.opened import open_group
from tests.groups.goals_made import fresh, latest, make_goal

SMART = {
    "specific": "Give six short talks to the customer care team",
    "measurable": "Two colleagues tell me each time what was clear",
    "start": "0",
    "target": "6",
    "unit": "talks",
    "attainable": "Omar lets me begin with ten minutes",
    "relevant": "I would like to lead the project",
    "timely": "Every second Friday until the end of June",
    "due_on": "2031-06-30",
}


def page_text(page):
    return " ".join(page.main.get_text(" ").split())


def test_a_vague_goal_becomes_a_smart_one_with_the_partners_rewording(browser_of, pair, priya, omar, at):
    mine, theirs = browser_of(priya), browser_of(omar)
    form = mine.get(mine.get(at(pair, "goals")).select_one("#new-goal")["href"])
    page = mine.follow(mine.submit(form, "#goal-form", specific="Get better at public speaking"))
    assert "What would somebody see you do?" in page_text(page)
    assert "There is no day yet" in page_text(page)
    assert "public speaking" not in theirs.get(at(pair, "goals")).get_text()
    page = mine.follow(mine.submit(page, "form[action$='/share']"))
    there = theirs.get(theirs.get(at(pair, "goals")).select_one("#theirs ~ ul a")["href"])
    assert "What would somebody see" not in there.get_text(), "hints are for whoever writes"
    form = theirs.get(there.select_one("#offer-wording")["href"])
    theirs.follow(theirs.submit(form, "#goal-form", **SMART))
    page = mine.get(page.response.request.path)
    offer = page.select_one("#offers")
    assert "better" in " ".join(tag.get_text() for tag in offer.select("del"))
    assert "six short talks" in " ".join(tag.get_text() for tag in offer.select("ins"))
    page = mine.follow(mine.submit(page, "form[action$='/accept']"))
    assert page.h1.get_text() == SMART["specific"]
    assert not page.select("#words .note"), "nothing is left to ask"
    told = page_text(mine.get(page.response.request.path + "/wordings"))
    assert "offered by Omar , taken" in told and "Get better at public speaking" in told
    assert latest(priya).due_on == dt.date(2031, 6, 30)


def test_every_part_may_stay_empty(browser_of, pair, priya, at):
    browser = browser_of(priya)
    page = browser.follow(browser.submit(browser.get(at(pair, "goals", "new")), "#goal-form"))
    assert page.h1.get_text() == "A goal without words yet"
    assert not page.select("#words .note")


def test_a_form_sent_twice_is_one_goal(browser_of, pair, priya, at):
    browser = browser_of(priya)
    form = browser.get(at(pair, "goals", "new"))
    for _ in range(2):
        browser.submit(form, "#goal-form", specific="Once")
    assert Goal.select().count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("target", "six", "a number alone"),
        ("target", "1,500", "Is this 1500, or 1 and a bit?"),
        ("start", "9" * 400, "a number alone"),
        ("due_on", "2026-02-30", "Please give a day"),
        ("due_on", "0026-02-20", "date of this century"),
        ("specific", "x" * 501, "500 characters"),
        ("unit", "y" * 41, "40 characters"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(browser_of, pair, priya, at, field, typed, said):
    browser = browser_of(priya)
    form = browser.get(at(pair, "goals", "new"))
    page = browser.submit(form, "#goal-form", relevant="Kept as typed", status=422, **{field: typed})
    assert said in page.select_one(f"#{field}-error").get_text()
    assert page.select_one("#relevant").get_text().strip() == "Kept as typed"
    box = page.select_one(f"#{field}")
    assert (box.get("value") or box.get_text()).strip() == typed
    assert not Goal.select().exists()


def test_asking_for_hints_keeps_nothing(browser_of, pair, priya, at):
    before = [Goal.select().count(), fresh(pair).moved]
    page = browser_of(priya).post(
        at(pair, "goals", "preview"), {"specific": "Get better at welding", "target": "six"}, fragment=True
    )
    assert "What would somebody see you do?" in page.select_one("#tips-specific").get_text()
    assert page.select_one("#in-short strong").get_text() == "Get better at welding"
    assert [Goal.select().count(), fresh(pair).moved] == before


def test_a_huge_text_asking_for_hints_is_cut_and_not_refused(browser_of, pair, priya, at):
    page = browser_of(priya).post(
        at(pair, "goals", "preview"), {"specific": "Get better at " + "ä🎉 " * 8_000}, fragment=True
    )
    assert len(page.select_one("#in-short").get_text()) < 300


@pytest.mark.parametrize(
    ("choice", "specific", "relevant"),
    [
        ("mine", "Mine", "Same"),
        ("theirs", "Theirs", "Same"),
        ("both", "Theirs\nMine", "Same"),
    ],
)
def test_two_wordings_that_met_are_settled_by_choice(browser_of, pair, priya, at, choice, specific, relevant):
    goal = make_goal(pair, priya, "First", relevant="Same")
    browser = browser_of(priya)
    form = browser.get(at(pair, "goals", goal.ref, "edit"))
    assert writing.edit(goal, priya, Wording(specific="Theirs", relevant="Same"), 1)
    both = browser.submit(form, "#goal-form", specific="Mine", status=409)
    assert "Theirs" in both.get_text() and both.textarea.get_text().strip() == "Mine"
    for _ in range(2):
        browser.submit(both, "#both", choice=choice, status=(303, 409))
    words = reading.cards(open_group(pair, priya), reading.counted(Goal.select()).objects())[0].wording
    assert (words.specific, words.relevant) == (specific, relevant)


def test_both_texts_that_are_too_long_together_come_back_to_be_shortened(browser_of, pair, priya, at):
    goal = make_goal(pair, priya, "First")
    browser = browser_of(priya)
    form = browser.get(at(pair, "goals", goal.ref, "edit"))
    writing.edit(goal, priya, Wording(specific="t" * 400), 1)
    both = browser.submit(form, "#goal-form", specific="m" * 400, status=409)
    page = browser.submit(both, "#both", choice="both", status=422)
    assert len(page.select_one("#specific").get_text().strip()) == 801


def test_saving_the_same_words_makes_no_wording(pair, priya):
    goal = make_goal(pair, priya, "Same")
    assert writing.edit(goal, priya, Wording(specific="Same"), 1)
    assert GoalWording.select().count() == fresh(goal).version == 1


def test_every_wording_is_kept_a_page_at_a_time(browser_of, pair, priya, at):
    goal = make_goal(pair, priya, "Wording 0")
    for number in range(1, 13):
        assert writing.edit(goal, priya, Wording(specific=f"Wording {number}"), number)
    browser = browser_of(priya)
    first = browser.get(at(pair, "goals", goal.ref, "wordings"))
    assert len(first.select("ol.lines > li")) == 10
    second = browser.get(first.select_one("a[rel=next]")["href"])
    assert "Wording 0" in second.get_text() and len(second.select("ol.lines > li")) == 3


def test_a_member_has_room_for_twelve_open_goals(pair, priya):
    made = [make_goal(pair, priya, f"Goal {number}") for number in range(standing.MOST_OPEN)]
    with pytest.raises(RuleBroken):
        make_goal(pair, priya, "One too many")
    ending.drop(made[0], priya, "")
    make_goal(pair, priya, "There is room again")
    with pytest.raises(RuleBroken):
        ending.reopen(made[0], priya)


def test_a_shared_goal_of_another_can_be_reported(browser_of, pair, priya, omar, at):
    goal = make_goal(pair, omar, "Words to look at", shared=True)
    own = browser_of(omar).get(at(pair, "goals", goal.ref))
    assert not own.select("a[href*='/concerns/new/goal/']")
    page = browser_of(priya).get(at(pair, "goals", goal.ref))
    form = browser_of(priya).get(page.select_one("a[href*='/concerns/new/goal/']")["href"])
    assert "Words to look at" in form.get_text()
    draft = make_goal(pair, omar, "Draft")
    browser_of(priya).get(f"/concerns/new/goal/{draft.ref}", status=404)
    browser_of(omar).get(f"/concerns/new/goal/{goal.ref}", status=404)
