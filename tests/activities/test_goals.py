"""SMART career goals: a wish becomes a draft that nobody else sees, and is side by side once it is shared."""

import pytest

from peerportal.activities import playing
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import sharing, writing
from peerportal.groups.models import Goal, GoalStep
from tests.looking import look

WISH = "Become somebody whom others ask about data"
SECRET = "Zirkuszebra: lead the data guild"


@pytest.fixture
def table(begin, pair, priya, omar):
    """Both wishes lie open, and the group makes goals of them."""
    table = begin(pair, priya, "goals")
    table.does(priya, "ready", wish=WISH)
    table.does(omar, "ready", wish="Try to be better at talking to people")
    table.goes_on(priya)
    return table


def row(table, reader, of):
    return next(one for one in table.facts(reader, "goal")["rows"] if one["member"].id == of.id)


def reword(person, words):
    goal = Goal.get(Goal.person == person)
    wording = writing.Wording(specific=words)
    assert writing.edit(goal, person, wording, goal.version)


def test_a_wish_becomes_a_draft_of_its_owner_and_only_once(table, priya):
    for _ in range(2):
        table.does(priya, "draft")
    assert Goal.select().count() == 1
    card = row(table, priya, priya)["card"]
    assert (card.title, card.is_private) == (WISH, True)


def test_a_draft_is_never_shown_to_the_others(table, priya, omar, browser_of):
    table.does(priya, "draft")
    reword(priya, SECRET)
    assert row(table, omar, priya)["card"] is None
    assert "Zirkuszebra" not in browser_of(omar).get(table.at()).get_text(" ")
    assert "Zirkuszebra" in browser_of(priya).get(table.at()).get_text(" ")
    sharing.share(Goal.get(), priya)
    assert "Zirkuszebra" in browser_of(omar).get(table.at()).get_text(" ")


def test_what_is_shared_can_be_given_another_wording_and_ones_own_is_edited(table, priya, omar, browser_of):
    table.does(priya, "draft")
    goal = Goal.get()
    sharing.share(goal, priya)
    to = f"/groups/{table.group.ref}/goals/{goal.ref}"
    assert browser_of(omar).get(table.at()).select_one(f'a[href="{to}/offer"]')
    assert browser_of(priya).get(table.at()).select_one(f'a[href="{to}/edit"]')
    assert not browser_of(omar).get(table.at()).select_one(f'a[href="{to}/edit"]')


def test_the_owner_alone_is_told_what_could_be_clearer(table, priya, omar):
    table.does(omar, "draft")
    sharing.share(Goal.get(), omar)
    assert row(table, omar, omar)["hints"]
    assert row(table, priya, omar)["card"] and not row(table, priya, omar)["hints"]


def test_a_first_step_stands_on_the_goal_once(table, priya, omar):
    with pytest.raises(RuleBroken, match="into a goal first"):
        table.does(priya, "step", words="Ask Ines for lunch")
    table.does(priya, "draft")
    key = new_ref()
    for _ in range(2):
        table.does(priya, "step", words="Ask Ines for lunch", key=key)
    assert GoalStep.select().count() == 1
    assert row(table, priya, priya)["step"] == "Ask Ines for lunch"
    assert row(table, omar, priya)["step"] == ""


def test_another_goal_of_a_member_does_not_show(table, pair, priya, omar):
    other = writing.draft(pair, omar, writing.Wording(specific="Something else"), new_ref())
    sharing.share(other, omar)
    assert row(table, priya, omar)["card"] is None


def test_a_draft_is_written_at_ones_own_sign_in_and_hidden_on_a_shared_laptop(table, priya, omar, browser_of):
    table.does(priya, "draft")
    playing.share_laptop(table.group, table.session, priya, True)
    reword(priya, SECRET)
    assert "Zirkuszebra" not in browser_of(priya).get(table.at()).get_text(" ")
    with pytest.raises(RuleBroken, match="device of their own"):
        table.does(priya, "draft", member=omar.ref)


def test_an_empty_step_is_refused_beside_it(table, priya, browser_of):
    table.does(priya, "draft")
    browser = browser_of(priya)
    answer = browser.submit(browser.get(table.at()), "#goal-step", status=422, words=" ")
    assert "fill this in" in answer.select_one("#goal-words-error").get_text()


def test_three_of_a_circle_each_have_their_goal(begin, circle, priya, omar, lin):
    table = begin(circle, priya, "goals")
    for person in (priya, omar, lin):
        table.does(person, "ready", wish=f"{person.name} grows")
    table.goes_on(priya)
    for person in (priya, omar, lin):
        table.does(person, "draft")
    assert [bool(one["card"]) for one in table.facts(lin, "goal")["rows"]] == [False, False, True]


@pytest.mark.browser
def test_two_word_their_goals_side_by_side(page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "goals")
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto(table.at())
    theirs.goto(table.at())
    look(mine, "goals-wish")
    for page, wish in ((mine, WISH), (theirs, "أريد أن أصبح مدربًا")):
        page.fill("#wish-wish", wish)
        page.get_by_role("button", name="I am ready").press("Enter")
    mine.wait_for_selector("text=أريد أن أصبح")
    mine.get_by_role("button", name="Go on").click()
    theirs.wait_for_selector("#step-goal")
    look(mine, "goals-before")
    mine.get_by_role("button", name="Turn my wish into a goal").click()
    mine.wait_for_selector("text=private draft")
    mine.fill("#goal-words", "Answer one question in the data channel each week")
    mine.get_by_role("button", name="Add the step").click()
    mine.wait_for_selector("text=First step:")
    look(mine, "goals-draft")
    assert "Answer one question" not in theirs.content()
    mine.get_by_role("link", name="Look at it and share it").click()
    mine.get_by_role("button", name="Share").first.click()
    theirs.wait_for_selector("text=First step:")
    look(theirs, "goals-shared")
    theirs.get_by_role("link", name="Offer another wording").click()
    theirs.wait_for_url("**/offer")
    mine.goto(table.at())
    mine.get_by_role("button", name="Go on").click()
    mine.wait_for_selector("#step-talk")
    look(mine, "goals-talk")
    mine.get_by_role("button", name="Finish").click()
    mine.wait_for_selector("text=finished on")
    look(mine, "goals-finished")


@pytest.mark.browser
def test_it_is_done_without_a_script(page_of, table, omar):
    page = page_of(omar, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.get_by_role("button", name="Turn my wish into a goal").click()
    page.fill("#goal-words", "Say one thing in the next round")
    page.get_by_role("button", name="Add the step").click()
    assert "First step: Say one thing" in page.inner_text("#table")
    page.get_by_role("link", name="Word it in the editor").click()
    assert "/edit" in page.url
