"""Lunch and learn: two talks in turn, on days that may lie weeks ahead, and what each took away."""

import datetime as dt

import pytest

from peerportal.activities import asking, playing
from peerportal.core.rules import RuleBroken
from tests.looking import look


@pytest.fixture
def table(begin, pair, priya, omar):
    """Both have said what they will present; Priya's turn."""
    table = begin(pair, priya, "lunch")
    table.does(
        priya, "plan", topic="How a build runs", day=dt.date(2027, 5, 13), link="https://example.org/build"
    )
    table.does(omar, "plan", topic="ما يسأل عنه العملاء", day=dt.date(2027, 4, 8))
    return table


@pytest.fixture
def presented(table, priya):
    """Priya's talk is over."""
    table.goes_on(priya)
    table.does(priya, "pass-on")
    return table


def talk(table, reader, of):
    return next(talk for talk in table.facts(reader, "present")["talks"] if talk.member.id == of.id)


def test_each_says_what_they_present_and_the_other_sees_it_at_once(table, priya, omar):
    shown = {member.first_name: words["topic"] for member, words in table.facts(omar)["plans"]}
    assert shown == {"Priya": "How a build runs", "Omar": "ما يسأل عنه العملاء"}


def test_nothing_goes_on_before_somebody_has_a_topic(begin, pair, priya):
    table = begin(pair, priya, "lunch")
    with pytest.raises(RuleBroken, match="First somebody says"):
        table.goes_on(priya)


def test_the_day_of_the_next_talk_stands_on_the_groups_page(table, priya, omar, browser_of, at):
    def day():
        shown = browser_of(omar).get(at(table.group)).select_one("#activities-side time")
        return shown and shown["datetime"]

    assert day() == "2027-04-08"
    table.goes_on(priya)
    table.does(priya, "skip" if table.facts(priya)["whose"].id == omar.id else "pass")
    assert day() == "2027-04-08"
    table.does(omar, "pass-on")
    assert day() is None


def test_a_day_of_a_talk_that_has_passed_is_nothing_to_look_back_on(still, table, priya):
    still.move(dt.timedelta(days=400))
    assert table.session.due_on and not asking.due(priya)


def test_a_plan_can_be_changed_while_the_talks_go_on(presented, omar, priya):
    presented.does(omar, "plan", step="plan", topic="What customers ask", day=dt.date(2027, 6, 1))
    assert talk(presented, priya, omar).words["topic"] == "What customers ask"
    assert presented.session.due_on == dt.date(2027, 6, 1)


def test_the_others_say_what_they_took_away_and_the_presenter_does_not(presented, priya, omar):
    presented.does(omar, "took", whose=priya.ref, line="Caches are the slow part")
    assert talk(presented, priya, priya).took[0][1] == "Caches are the slow part"
    with pytest.raises(RuleBroken, match="your own talk"):
        presented.does(priya, "took", whose=priya.ref, line="I was good")
    with pytest.raises(RuleBroken, match="not been given yet"):
        presented.does(priya, "took", whose=omar.ref, line="Before it happened")


def test_it_can_be_said_after_all_is_over_too(presented, priya, omar):
    presented.does(omar, "pass-on")
    presented.goes_on(omar)
    presented.does(omar, "took", step="present", whose=priya.ref, line="A week later I still use it")
    assert talk(presented, priya, priya).took[0][1] == "A week later I still use it"


def test_two_devices_of_one_person_meet_with_both_texts(presented, priya, omar, browser_of):
    one, other = browser_of(omar), browser_of(omar)
    form = f"#present-took-{priya.ref}"
    begun = other.get(presented.at())
    one.submit(one.get(presented.at()), form, line="From my phone")
    answer = other.submit(begun, form, status=409, line="From my laptop")
    assert "From my phone" in answer.get_text(" ") and "From my laptop" in answer.get_text(" ")
    other.submit(answer, form)
    assert talk(presented, priya, priya).took[0][1] == "From my laptop"


def test_a_form_sent_twice_is_one_line(presented, priya, omar):
    for _ in range(2):
        presented.does(omar, "took", whose=priya.ref, line="The same words", version=0)
    assert [words for _, words in talk(presented, priya, priya).took] == ["The same words"]


@pytest.mark.parametrize(
    ("blank", "typed", "said"),
    [
        ("day", "12026-05-13", "such as 2027-05-13"),
        ("day", "1026-05-13", "of this century"),
        ("link", "javascript:alert(1)", "whole link"),
        ("link", "www.example.org", "whole link"),
        ("topic", "", "fill this in"),
        ("topic", "x" * 161, "160 characters"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_blank_and_nothing_is_lost(
    begin, pair, priya, browser_of, blank, typed, said
):
    table, browser = begin(pair, priya, "lunch"), browser_of(priya)
    before = table.session.moved
    typed = {"topic": "How a build runs", "day": "", "link": "", blank: typed}
    page = browser.submit(browser.get(table.at()), "form[data-draft]", status=422, **typed)
    assert said in page.select_one(f"#plan-{blank}-{priya.ref}-error").get_text()
    assert page.select_one(f"#plan-topic-{priya.ref}")["value"] == typed["topic"]
    assert table.session.moved == before


def begins(table, reader):
    return table.facts(reader, "present")["whose"].first_name


def test_a_new_one_begins_with_whoever_did_not_present_last(begin, presented, pair, priya, omar):
    assert begins(begin(pair, omar, "lunch"), omar) == "Omar"
    presented.does(omar, "pass-on")
    assert begins(begin(pair, omar, "lunch"), omar) == "Priya"


def test_it_remembers_over_one_in_which_nobody_presented(begin, presented, pair, priya, omar):
    stopped = begin(pair, omar, "lunch")
    stopped.does(omar, "plan", topic="Never told")
    playing.stop(pair, stopped.session, omar)
    assert begins(begin(pair, priya, "lunch"), priya) == "Omar"


def test_on_one_laptop_each_has_a_form_and_both_are_written_by_one(begin, pair, priya, omar, browser_of):
    table, browser = begin(pair, priya, "lunch"), browser_of(priya)
    playing.share_laptop(pair, table.session, priya, True)
    browser.submit(browser.get(table.at()), f"#plan-plan-{omar.ref}", topic="What customers ask")
    browser.submit(browser.get(table.at()), f"#plan-plan-{priya.ref}", topic="How a build runs")
    table.goes_on(priya)
    table.does(priya, "pass-on")
    form = f"#present-took-{priya.ref}"
    browser.submit(browser.get(table.at()), form, member=omar.ref, line="Builds cache everything")
    assert talk(table, omar, priya).took[0][1] == "Builds cache everything"
    table.does(priya, "pass-on")
    assert not table.facts(omar)["whose"]


def test_a_stranger_finds_nothing(presented, lin, carmen, browser_of):
    for person in (lin, carmen):
        browser_of(person).get(presented.at(), status=404)
        browser_of(person).post(presented.at("present", "pass-on"), {}, status=404)


@pytest.mark.browser
def test_two_present_to_each_other(page_of, pair, priya, omar, still):
    mine, theirs = page_of(priya), page_of(omar)
    mine.goto("/activities/kinds/lunch")
    look(mine, "lunch-activity")
    mine.get_by_role("button", name="Begin").click()
    theirs.goto(mine.url)
    look(mine, "lunch-plan-empty")
    mine.fill(f"#plan-topic-{priya.ref}", "How a build runs")
    mine.fill(f"#plan-day-{priya.ref}", "2027-05-13")
    mine.fill(f"#plan-link-{priya.ref}", "https://example.org/build")
    mine.get_by_role("button", name="Note it").press("Enter")
    theirs.wait_for_selector("text=How a build runs")
    theirs.fill(f"#plan-topic-{omar.ref}", "ما يسأل عنه العملاء")
    theirs.get_by_role("button", name="Note it").click()
    mine.wait_for_selector("text=ما يسأل عنه العملاء")
    look(mine, "lunch-plan")
    mine.get_by_role("button", name="Go on").click()
    theirs.wait_for_selector("text=Priya presents")
    assert not theirs.get_by_role("button", name="The talk is over").count()
    look(theirs, "lunch-present-theirs")
    look(mine, "lunch-present-mine")
    mine.get_by_role("button", name="The talk is over").click()
    theirs.wait_for_selector("text=Priya presented")
    theirs.fill(f"#present-line-{priya.ref}", "Caches are the slow part.")
    theirs.get_by_role("button", name="Keep it").click()
    mine.wait_for_selector("text=Caches are the slow part.")
    look(mine, "lunch-took")
    theirs.get_by_role("button", name="The talk is over").click()
    mine.wait_for_selector("#move-go_on")
    mine.get_by_role("button", name="Finish").click()
    theirs.wait_for_selector("text=finished on")
    look(theirs, "lunch-finished")


@pytest.mark.browser
def test_it_works_without_a_script(page_of, begin, pair, priya, omar):
    table = begin(pair, priya, "lunch")
    page = page_of(priya, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(table.at())
    page.fill(f"#plan-topic-{priya.ref}", "How a build runs")
    page.get_by_role("button", name="Note it").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="The talk is over").click()
    assert "Now it is Omar’s turn" in page.inner_text("body")
