"""Job shadowing: who visits whom, when and within which limits, words for a manager, looking back; or joining."""

import datetime as dt

import pytest

from peerportal.activities import playing
from peerportal.activities.models import ActivitySession
from peerportal.core import jobs
from peerportal.core.rules import RuleBroken
from tests.activities.conftest import Table

DAY = dt.date(2027, 3, 9)


@pytest.fixture
def table(begin, pair, priya, omar):
    """Priya will visit Omar; nothing else is agreed."""
    table = begin(pair, priya, "shadowing")
    table.does(priya, "shadow", visitor=priya.ref, host=omar.ref)
    table.goes_on(priya)
    return table


@pytest.fixture
def agreed(table, omar):
    """With a day and what she does not attend."""
    table.does(omar, "agree", day=DAY, limits="The talk with my team lead")
    return table


def at_the_end(table, *people):
    """Everybody has looked back."""
    for _ in range(3):
        table.goes_on(people[0])
    for person in people:
        table.does(person, "ready", surprised=f"{person.name} was surprised")
    return table


def test_nothing_goes_on_before_something_is_chosen_and_agreed(begin, pair, priya, omar):
    table = begin(pair, priya, "shadowing")
    with pytest.raises(RuleBroken, match="choose what you do"):
        table.goes_on(priya)
    table.does(priya, "shadow", visitor=omar.ref, host=priya.ref)
    table.goes_on(priya)
    with pytest.raises(RuleBroken, match="agree on a day"):
        table.goes_on(priya)


def test_one_chooses_for_oneself_and_nobody_visits_themselves(begin, circle, priya, omar, lin, carmen):
    table = begin(circle, priya, "shadowing")
    for visitor, host in ((omar, lin), (priya, priya)):
        with pytest.raises(RuleBroken, match="Choose for yourself"):
            table.does(priya, "shadow", visitor=visitor.ref, host=host.ref)
    with pytest.raises(RuleBroken, match="nobody in this group"):
        table.does(priya, "shadow", visitor=priya.ref, host=carmen.ref)
    assert not table.facts(priya)["is_chosen"]


def test_the_day_stands_on_the_groups_page_and_several_can_be_named(agreed, priya, omar, browser_of, at):
    later = dt.date(2027, 4, 2)
    agreed.does(
        priya, "agree", version=1, **{"day": later, "day-2": DAY, "limits": "The talk with my team lead"}
    )
    assert agreed.facts(omar)["days"] == [DAY, later]
    shown = browser_of(omar).get(at(agreed.group)).select_one("#activities-side time")
    assert shown["datetime"] == "2027-03-09"


def test_the_words_for_the_manager_are_made_from_what_was_agreed(agreed, omar):
    agreed.goes_on(omar)
    text = agreed.facts(omar)["text"]
    assert "Priya Nair would like to spend time at work with Omar Haddad, on Tuesday, 9 March 2027." in text
    assert "does not attend: The talk with my team lead" in text


def test_two_days_are_read_out_as_one_says_them(table, priya):
    table.does(priya, "agree", **{"day": DAY, "day-2": dt.date(2027, 3, 11)})
    table.goes_on(priya)
    assert "on Tuesday, 9 March 2027 and Thursday, 11 March 2027." in table.facts(priya)["text"]


def test_braces_that_somebody_typed_are_only_words(table, priya):
    table.does(priya, "agree", day=DAY, limits="{visitor} {0} {host.name!r}")
    table.goes_on(priya)
    assert "{visitor} {0} {host.name!r}" in table.facts(priya)["text"]


def test_they_can_be_written_anew_and_tell_when_the_agreement_has_changed(agreed, priya, omar):
    agreed.goes_on(omar)
    agreed.does(priya, "write", text="Dear boss, may I?")
    assert agreed.facts(omar)["text"] == "Dear boss, may I?" and not agreed.facts(omar)["changed"]
    agreed.does(omar, "agree", step="agree", version=1, day=dt.date(2027, 3, 10))
    assert agreed.facts(omar)["changed"]
    agreed.does(omar, "anew")
    assert "10 March 2027" in agreed.facts(priya)["text"] and not agreed.facts(priya)["own"]


def test_the_portal_sends_nothing(agreed, priya, omar, mails):
    mails().clear()
    agreed.goes_on(omar)
    agreed.does(priya, "write", text="Dear boss, may I?")
    assert mails() == []


def test_two_who_write_at_once_meet_with_both_texts(table, priya, omar, browser_of):
    hers, his = browser_of(priya), browser_of(omar)
    begun = his.get(table.at())
    hers.submit(hers.get(table.at()), "#agree-agree", day="2027-03-09", limits="Her words")
    answer = his.submit(begun, "#agree-agree", status=409, day="2027-03-10", limits="His words")
    assert "Her words" in answer.get_text(" ") and "His words" in answer.get_text(" ")
    his.submit(answer, "#agree-agree")
    assert table.facts(priya)["agreed"]["limits"] == "His words"


@pytest.mark.parametrize(
    ("blank", "typed", "said"),
    [
        ("day", "12026-05-13", "such as 2027"),
        ("day-2", "1026-05-13", "this century"),
        ("day", "", "Please give a day"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_its_blank(table, priya, browser_of, blank, typed, said):
    browser, moved = browser_of(priya), table.session.moved
    given = {"day": "2027-03-09", "limits": "Kept as typed", blank: typed}
    page = browser.submit(browser.get(table.at()), "#agree-agree", status=422, **given)
    assert said in page.select_one(f"#agree-{blank}-error").get_text()
    assert "Kept as typed" in page.select_one("#agree-limits").get_text()
    assert table.session.moved == moved


def test_both_look_back_apart_and_read_it_together(agreed, priya, omar, browser_of):
    for _ in range(3):
        agreed.goes_on(priya)
    agreed.does(priya, "ready", surprised="How many calls")
    assert "How many calls" not in browser_of(omar).get(agreed.at()).get_text(" ")
    agreed.does(omar, "ready", learned="She asks well")
    assert "How many calls" in browser_of(omar).get(agreed.at()).get_text(" ")


def test_in_a_circle_only_the_two_who_met_are_waited_for(begin, circle, priya, omar, lin, browser_of):
    table = begin(circle, priya, "shadowing")
    table.does(priya, "shadow", visitor=priya.ref, host=omar.ref)
    table.goes_on(priya)
    table.does(priya, "agree", day=DAY)
    for _ in range(3):
        table.goes_on(priya)
    page = browser_of(lin).get(table.at())
    assert not page.select("#reflect-ready") and "for the two who met" in page.get_text(" ")
    for person in (priya, omar):
        table.does(person, "ready", learned="A lot")
    assert table.facts(lin)["revealed"]
    assert "A lot" in browser_of(lin).get(table.at()).get_text(" ")


def test_swapping_begins_the_same_the_other_way_round_once(agreed, priya, omar):
    at_the_end(agreed, priya, omar)
    version = agreed.session.version
    agreed.does(omar, "swap", version=version)
    assert agreed.does(priya, "swap", version=version) == playing.LATE
    with pytest.raises(RuleBroken, match="other way round already"):
        agreed.does(priya, "swap")
    other = Table(agreed.group, ActivitySession.get(ActivitySession.ref == agreed.facts(priya)["swapped"]))
    facts = other.facts(omar)
    assert (facts["visitor"], facts["host"], other.session.step) == ("Omar", "Priya", "agree")
    assert ActivitySession.select().count() == 2


def test_it_can_be_swapped_after_the_end_and_again_when_the_other_was_removed(agreed, priya, omar):
    at_the_end(agreed, priya, omar).goes_on(priya)
    agreed.does(priya, "swap", step="reflect")
    first = agreed.facts(priya, "reflect")["swapped"]
    ActivitySession.delete().where(ActivitySession.ref == first).execute()
    assert agreed.facts(priya, "reflect")["swapped"] == ""
    agreed.does(priya, "swap", step="reflect")
    assert agreed.facts(priya, "reflect")["swapped"] not in ("", first)


def test_something_can_be_joined_together_in_words_of_its_own(begin, pair, priya, omar, browser_of):
    table = begin(pair, priya, "shadowing")
    table.does(priya, "together")
    table.goes_on(priya)
    page = browser_of(priya).get(table.at()).get_text(" ")
    assert "What do you join?" in page and "does not attend" not in page
    with pytest.raises(RuleBroken, match="something else meanwhile"):
        table.does(priya, "agree", day=DAY)
    table.does(omar, "join", what="The works committee", day=DAY, time="two hours a month")
    table.goes_on(omar)
    text = table.facts(omar)["text"]
    assert "“The works committee”" in text and "It takes two hours a month." in text
    at_the_end_of_two = table
    for _ in range(2):
        at_the_end_of_two.goes_on(priya)
    for person in (priya, omar):
        table.does(person, "ready", learned="To listen")
    with pytest.raises(RuleBroken, match="no direction"):
        table.does(priya, "swap")


def test_choosing_anew_keeps_what_was_agreed_before(agreed, priya):
    agreed.goes_back(priya)
    agreed.does(priya, "together")
    agreed.goes_on(priya)
    assert agreed.facts(priya)["agreed"] == {} and agreed.session.due_on is None
    agreed.goes_back(priya)
    agreed.does(priya, "shadow", visitor=priya.ref, host=agreed.sees(priya).opened.others[0].ref)
    assert agreed.session.due_on == DAY


def test_a_stranger_finds_nothing(agreed, lin, carmen, browser_of):
    for person in (lin, carmen):
        browser_of(person).get(agreed.at(), status=404)
        browser_of(person).post(agreed.at("agree", "agree"), {"day": "2027-03-09"}, status=404)


def test_no_job_waits_for_it(agreed):
    assert not [job for job in jobs.Job.select() if "manager" in str(job.payload)]
