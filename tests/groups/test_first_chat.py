"""The first chat: planned by either, answered privately, and only the joint result is ever shown."""

from datetime import UTC, datetime, timedelta

import pytest

from peerportal.core import changes, clock, vault
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups import pairing
from peerportal.groups.models import Group, Meeting

WHEN = datetime(2026, 12, 3, 15, 30, tzinfo=UTC)


def state_of(group):
    return Group.get_by_id(group.id).state


def test_both_yes_opens_the_pair_with_an_agenda(trying, priya, omar):
    pairing.answer(trying, priya, pairing.YES)
    assert state_of(trying) == "trying"
    assert pairing.answer(trying, omar, pairing.YES) == "active"
    assert Meeting.next_of(trying).number == 1


def test_one_not_for_me_closes_it_once_both_answered(trying, priya, omar):
    pairing.answer(trying, priya, pairing.NOT)
    assert state_of(trying) == "trying", "closing at once would tell Omar whose answer it was"
    pairing.answer(trying, omar, pairing.YES)
    assert state_of(trying) == "closed"
    assert Group.last_ended_between(omar.id, priya.id) is not None


def test_an_answer_may_be_changed_until_the_result_is_known(trying, priya, omar):
    pairing.answer(trying, priya, pairing.NOT)
    pairing.answer(trying, priya, pairing.YES)
    pairing.answer(trying, omar, pairing.YES)
    assert state_of(trying) == "active"
    with pytest.raises(RuleBroken):
        pairing.answer(trying, priya, pairing.NOT)


def test_the_first_answer_waits_a_week_and_no_longer(trying, priya, still):
    pairing.answer(trying, priya, pairing.YES)
    clock.move(timedelta(days=6, hours=23))
    pairing.settle_overdue()
    assert state_of(trying) == "trying"
    clock.move(timedelta(hours=2))
    pairing.settle_overdue()
    assert state_of(trying) == "closed"


def test_neither_page_shows_the_others_answer(browser_of, trying, priya, omar, at):
    before = browser_of(omar).get(at(trying)).main.get_text()
    moved = Group.get_by_id(trying.id).moved
    theirs = browser_of(priya)
    theirs.follow(theirs.submit(theirs.get(at(trying)), "form[action$='/not-for-me']"))
    assert browser_of(omar).get(at(trying)).main.get_text() == before
    assert Group.get_by_id(trying.id).moved == moved, "not even a poll tells that somebody answered"
    assert "not for me" in theirs.get(at(trying)).select_one("#answer .note").get_text()


def test_both_yes_on_the_pages_leads_to_the_agenda(browser_of, trying, priya, omar, at):
    for person in (priya, omar):
        browser = browser_of(person)
        page = browser.follow(browser.submit(browser.get(at(trying)), "form[action$='/yes']"))
    assert page.select_one("#adder")
    assert page.select_one("#deal")


def test_a_time_is_typed_on_ones_own_clock(browser_of, trying, priya, omar, at):
    priya.time_zone = "Asia/Tokyo"
    priya.save(only=["time_zone"])
    browser = browser_of(priya)
    page = browser.get(at(trying, "first-chat"))
    page = browser.follow(browser.submit(page, "#when form", at="2026-12-04T00:30"))
    assert Group.get_by_id(trying.id).first_chat_at == WHEN
    assert "Fri 4 Dec 2026, 00:30" in page.get_text()
    assert "Thu 3 Dec 2026, 15:30" in browser_of(omar).get(at(trying)).get_text()


def test_two_times_at_once_lose_neither(browser_of, trying, priya, omar, at):
    mine, theirs = browser_of(priya), browser_of(omar)
    page = mine.get(at(trying, "first-chat"))
    theirs.submit(theirs.get(at(trying, "first-chat")), "#when form", at="2026-12-03T15:30")
    page = mine.submit(page, "#when form", at="2026-12-05T10:00", status=409)
    assert "Thu 3 Dec 2026, 15:30" in page.get_text()
    assert page.select_one("#at")["value"] == "2026-12-05T10:00"
    mine.follow(mine.submit(page, "#when form"))
    assert Group.get_by_id(trying.id).first_chat_at == datetime(2026, 12, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "tomorrow", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_time_that_is_none_is_asked_for_again(browser_of, trying, priya, at, typed):
    page = browser_of(priya).post(at(trying, "first-chat"), {"at": typed, "seen": ""}, status=422)
    assert page.select_one(".error")


def test_two_people_have_one_open_pair(programme, trying, priya, omar):
    with pytest.raises(RuleBroken), transaction():
        space = vault.new_space("group", [priya.id, omar.id])
        pairing.open_trying(programme_id=programme.id, people=[omar, priya], space_id=space, by=priya)


def test_opening_and_closing_tell_matching(trying, priya, omar):
    before = changes.head()
    trying.close(by=priya)
    told = {(kind, person) for _, kind, person, _, _ in changes.since(before)}
    assert told == {("group", 0), ("room", priya.id), ("room", omar.id)}
    after = changes.head()
    trying.close(by=omar)
    assert changes.head() == after, "closing twice is closing once"
