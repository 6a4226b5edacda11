"""The pages of goals follow what others do, cost the same however full they are, and leave typing alone."""

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups.goals import check_ins, ending, offers, steps, writing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from tests.groups.goals_made import latest, make_goal

CARET = "[document.activeElement.id, document.activeElement.selectionStart, document.activeElement.value]"


def tag_of(page):
    return {"HX-PTag": page.response.headers["HX-PTag"]}


@pytest.mark.parametrize("which", ["list", "one goal"])
def test_an_unchanged_poll_is_a_304_and_a_changed_one_brings_the_page(
    browser_of, pair, priya, omar, at, which
):
    goal = make_goal(pair, omar, shared=True)
    ask = at(pair, "goals", "poll") + (f"?goal={goal.ref}" if which == "one goal" else "")
    browser = browser_of(priya)
    first = browser.get(ask, fragment=True)
    assert first.select_one("[hx-ptag]")["hx-ptag"] == tag_of(first)["HX-PTag"]
    assert browser.open("GET", ask, fragment=True, headers=tag_of(first)).status_code == 304
    writing.edit(goal, omar, Wording(specific="News"), 1)
    page = browser.get(ask, fragment=True, headers=tag_of(first))
    assert "News" in page.get_text()
    assert browser.open("GET", ask, fragment=True, headers=tag_of(page)).status_code == 304


def test_my_drafts_move_my_own_pages_and_nobody_elses(browser_of, pair, priya, omar, at):
    goal = make_goal(pair, priya)
    mine, theirs = browser_of(priya), browser_of(omar)
    before = [browser.get(at(pair, "goals", "poll"), fragment=True) for browser in (mine, theirs)]
    writing.edit(goal, priya, Wording(specific="Anew"), 1)
    statuses = [
        browser.open("GET", at(pair, "goals", "poll"), fragment=True, headers=tag_of(page)).status_code
        for browser, page in zip((mine, theirs), before, strict=True)
    ]
    assert statuses == [200, 304]


def test_a_poll_without_htmx_leads_to_the_list(browser_of, pair, priya, at):
    assert browser_of(priya).get(at(pair, "goals", "poll"), status=302).location == at(pair, "goals")


def test_pages_cost_the_same_for_three_and_many(browser_of, pair, priya, omar, at, count_queries):
    goal = make_goal(pair, priya, "Full", target="9", shared=True)
    costs = []
    for more in (3, 7):
        for number in range(more):
            make_goal(pair, priya, f"Mine {number}")
            make_goal(pair, omar, f"Omar's {number}", shared=True)
            ending.reach(make_goal(pair, omar, f"Done {number}", shared=True), omar, "")
            steps.add(goal, priya, f"Step {number}", new_ref())
            check_ins.check_in(goal, priya, clock.today(), CheckedIn(str(number)), new_ref())
            writing.edit(goal, priya, Wording(specific=f"Wording {more} {number}"), goal_version(goal))
        for place in ("goals", f"goals/{goal.ref}", f"goals/{goal.ref}/wordings"):
            browser = browser_of(priya)
            with count_queries() as counted:
                browser.get(at(pair, place))
            costs.append(counted.count)
    assert costs[:3] == costs[3:]
    assert max(costs) <= 9


def goal_version(goal):
    return type(goal).get_by_id(goal.id).version


@pytest.fixture
def shared(pair, priya):
    goal = make_goal(pair, priya, "Give six talks", target="6", unit="talks", shared=True)
    steps.add(goal, priya, "Ask for a date", new_ref())
    return goal


@pytest.mark.browser
def test_changes_arrive_and_leave_text_caret_and_focus(page_of, pair, priya, omar, shared, at):
    page = page_of(priya)
    page.goto(at(pair, "goals", shared.ref))
    for field in ("#new-step", "#check-in-line", "#parting"):
        page.fill(field, "Half a sentence")
        page.locator(field).evaluate("field => field.setSelectionRange(4, 4)")
        before = page.evaluate(CARET)
        for number in range(4):
            words = f"Offer {field} {number}"
            offers.offer(shared, omar, Wording(specific=words), 1, new_ref())
            # The page asks at once when it is looked at again, which spares the test three seconds a change.
            with page.expect_response(lambda answer: "/poll" in answer.url and answer.status == 200):
                page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_selector(f"#offers >> text={words}")
        assert page.evaluate(CARET) == before


@pytest.mark.browser
def test_hints_come_while_one_types_and_leave_the_caret(page_of, pair, priya, at):
    page = page_of(priya)
    page.goto(at(pair, "goals", "new"))
    page.locator("#specific").press_sequentially("Get better at welding")
    page.wait_for_selector("#tips-specific:has-text('What would somebody see you do')")
    assert page.evaluate(CARET) == ["specific", 21, "Get better at welding"]
    page.keyboard.type(" by making ten frames")
    page.wait_for_selector("#tips-specific", state="hidden")
    page.wait_for_selector("#in-short strong:text-is('Get better at welding by making ten frames')")


@pytest.mark.browser
def test_steps_and_check_ins_go_on_without_leaving_the_page(page_of, pair, priya, shared, at):
    page = page_of(priya)
    page.goto(at(pair, "goals", shared.ref))
    for words in ("One", "Two"):
        page.fill("#new-step", words)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#step-list .point:has-text('{words}')")
        page.wait_for_function(f'JSON.stringify({CARET}) === \'["new-step",0,""]\'')
    last = page.locator("#step-list > li").last.get_attribute("id").removeprefix("step-")
    page.focus(f"#up-{last}")
    page.keyboard.press("Enter")
    page.wait_for_selector("#said:has-text('place 2')", state="attached")
    page.wait_for_selector(f"#up-{last}:focus")
    page.click(f"#more-{last}")
    page.click(f"#step-{last} >> text=Edit")
    page.fill(f"#words-{last}", "Two and a half")
    page.click(f"#step-{last} >> text=Save")
    page.wait_for_selector("#step-list .point:has-text('Two and a half')")
    page.fill("#check-in-value", "2")
    page.click("text=Check in")
    page.wait_for_selector("figure.chart")
    page.click("#reach")
    page.wait_for_selector("#reopen")
    assert latest(priya).state == "reached"
    page.click("#reopen")
    page.wait_for_selector("#step-adder")
