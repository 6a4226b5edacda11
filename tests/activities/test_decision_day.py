"""The day on which home asks how a big decision turned out."""

import datetime as dt
from importlib import import_module

import pytest

from peerportal.activities import playing
from peerportal.activities.models import ActivityDay
from peerportal.core import db
from peerportal.core.rules import RuleBroken
from peerportal.people import asks
from tests.activities import decisions
from tests.activities.decisions import SECRET, in_days, refs, to_choose

table, decided = decisions.table, decisions.decided  # fixtures


@pytest.mark.parametrize("days", [0, -3, 3000])
def test_a_day_that_is_over_or_far_away_is_refused_beside_it(table, priya, omar, browser_of, days):
    to_choose(table, priya, omar)
    browser, day = browser_of(omar), in_days(days).isoformat()
    sent = {"option": refs(table, priya)["Stay"], "why": "Friends", "day": day}
    answer = browser.submit(browser.get(table.at()), "#choose-choose", status=422, **sent)
    assert answer.select_one("#choose-day-error").get_text().strip()
    assert answer.select_one("#choose-why").get_text().strip() == "Friends"
    assert table.session.due_on is None and not table.facts(omar)["option"]


def test_on_that_day_home_asks_each_of_them_until_they_answered(still, decided, priya, omar, lin):
    assert asks.waiting_for(omar) == []
    with pytest.raises(RuleBroken, match="has not come"):
        decided.does(omar, "turned-out", step="choose", turned="Well")
    still.move(dt.timedelta(days=10))
    assert [ask.name for ask in asks.waiting_for(omar)] == ["Priya"]
    assert [ask.name for ask in asks.waiting_for(priya)] == ["Omar"]
    assert asks.waiting_for(lin) == []
    decided.does(omar, "turned-out", step="choose", turned="Better than I feared")
    assert asks.waiting_for(omar) == [] and asks.waiting_for(priya)
    told = decided.facts(priya, "choose")["told"]
    assert [(member.first_name, words) for member, words in told] == [("Omar", "Better than I feared")]


def test_home_tells_no_word_of_it_and_no_mail_is_sent(still, decided, omar, browser_of, mails):
    still.move(dt.timedelta(days=10))
    page = browser_of(omar).get("/")
    assert "How did it turn out?" in page.get_text(" ") and SECRET not in page.get_text(" ")
    assert page.select_one(f'a[href="{decided.at()}#step-choose"]')
    assert not [mail for mail in mails() if SECRET in mail.as_string() or "turn out" in mail.as_string()]


def test_the_decider_may_name_another_day_and_all_are_asked_anew(still, decided, priya, omar):
    still.move(dt.timedelta(days=10))
    decided.does(omar, "turned-out", step="choose", turned="Too early to tell")
    with pytest.raises(RuleBroken, match="for Omar to decide"):
        decided.does(priya, "ask-again", step="choose", again=in_days(30))
    decided.does(omar, "ask-again", step="choose", again=in_days(30))
    assert asks.waiting_for(priya) == []
    still.move(dt.timedelta(days=30))
    assert asks.waiting_for(priya) and asks.waiting_for(omar)


def test_a_closed_or_stopped_one_asks_nobody(still, decided, priya, omar):
    playing.resume(decided.group, decided.session, priya)
    playing.stop(decided.group, decided.session, priya)
    still.move(dt.timedelta(days=10))
    assert asks.waiting_for(omar) == []


def test_a_day_from_before_days_had_a_table_is_asked_about_all_the_same(decided, still, priya, omar):
    still.move(dt.timedelta(days=11))
    decided.does(priya, "turned-out", step="choose", turned="It was right.")
    ActivityDay.delete().execute()
    assert not asks.waiting_for(omar)
    migration = import_module("peerportal.migrations.0017_activity_days")
    with db.database.obj.bind_ctx(migration.TABLES, bind_refs=False, bind_backrefs=False):
        migration.carry_over(db.database.obj)
    assert [ask.button for ask in asks.waiting_for(omar)] == ["Look back"]
    assert not asks.waiting_for(priya), "she has looked back already"
