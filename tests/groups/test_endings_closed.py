"""Closing, and the page of a closed group: neutral words, thanks, keeping in touch, and somebody else."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.endings import closing, in_touch, thanks
from peerportal.groups.mark import marked
from peerportal.groups.meetings import booking
from peerportal.groups.models import AgendaItem, Farewell, Group, Meeting, Membership
from peerportal.people import blocks
from peerportal.people.models import Person

WORDS = "You taught me to begin with the question."


@pytest.fixture
def ended(pair, priya, omar):
    """The pair with a point left over, closed without a word."""
    AgendaItem.add(pair, omar, "Still to say", new_ref())
    closing.close(pair, priya)
    return Group.get_by_id(pair.id)


def main_of(browser_of, person, group, at):
    return browser_of(person).get(at(group)).main


def test_a_pair_is_closed_with_a_thank_you_that_the_other_reads(browser_of, pair, priya, omar, at):
    browser = browser_of(priya)
    page = browser.follow(browser.submit(browser.get(at(pair, "close")), "main form", words=WORDS))
    assert WORDS in page.select_one("#thanks").get_text()
    assert WORDS in main_of(browser_of, omar, pair, at).select_one("#thanks").get_text()
    assert WORDS.encode() not in bytes(Farewell.get().words)


def test_the_thank_you_is_optional(browser_of, pair, priya, omar, at):
    browser = browser_of(priya)
    browser.follow(browser.submit(browser.get(at(pair, "close")), "main form"))
    assert Group.get_by_id(pair.id).is_closed
    assert not Farewell.select().exists()
    text = main_of(browser_of, omar, pair, at).get_text()
    assert "Thank you for the time you gave each other" in text
    assert "Priya closed" not in text


def test_a_thank_you_that_is_too_long_closes_nothing_and_is_kept(browser_of, pair, priya, at):
    browser = browser_of(priya)
    page = browser.submit(browser.get(at(pair, "close")), "main form", words="x" * 1001, status=422)
    assert "1000" in page.select_one(".error").get_text()
    assert len(page.select_one("textarea").get_text().strip()) == 1001
    assert not Group.get_by_id(pair.id).is_closed


def test_closing_twice_keeps_both_thanks(pair, priya, omar):
    closing.close(pair, priya, "From Priya")
    closed_at = Group.get_by_id(pair.id).closed_at
    closing.close(pair, omar, "From Omar")
    assert Farewell.select().count() == 2
    assert Group.get_by_id(pair.id).closed_at == closed_at


def test_a_booked_meeting_is_cancelled(pair, priya):
    booking.book(pair, priya, 1, clock.now() + timedelta(days=2))
    closing.close(pair, priya)
    meeting = Meeting.get(Meeting.group == pair, Meeting.number == 1)
    assert (meeting.state, meeting.sequence) == ("cancelled", 1)
    assert not Meeting.select().where(Meeting.group == pair, Meeting.state == "booked").exists()


def test_what_was_on_the_agenda_stays_to_read(browser_of, ended, priya, at):
    page = main_of(browser_of, priya, ended, at)
    assert "Still to say" in page.get_text()
    assert page.select_one("a[href='/suggestions']")
    assert page.select_one(f"a[href='{at(ended, 'keepsake')}']")
    assert page.select_one("time[datetime]")


def test_both_find_it_among_their_groups(browser_of, ended, priya, omar, at):
    for person in (priya, omar):
        assert at(ended) in str(browser_of(person).get("/groups").main)


def test_a_thank_you_is_left_and_changed_on_the_closed_page(browser_of, ended, priya, omar, at):
    browser = browser_of(omar)
    page = browser.get(at(ended, "thanks", "edit"))
    page = browser.submit(page, "#thanks form", words="", status=422)
    browser.follow(browser.submit(page, "#thanks form", words="Thank you."))
    browser.follow(browser.submit(browser.get(at(ended, "thanks", "edit")), "#thanks form", words=WORDS))
    assert Farewell.select().count() == 1
    assert WORDS in main_of(browser_of, priya, ended, at).get_text()


def test_a_thank_you_by_htmx_swaps_its_own_part(browser_of, ended, omar, at):
    browser = browser_of(omar)
    page = browser.get(at(ended, "thanks", "edit"), fragment=True)
    assert page.select_one("#thanks")["hx-morph-skip"] == ""
    page = browser.submit(page, "form", words=WORDS, fragment=True)
    assert WORDS in page.select_one("#thanks").get_text()


def test_nobody_thanks_while_it_goes_on(browser_of, pair, priya, at):
    with pytest.raises(RuleBroken):
        thanks.leave(pair, priya, WORDS)
    browser_of(priya).get(at(pair, "thanks", "edit"), status=409)


def addresses(browser_of, person, group, at):
    return [link["href"] for link in main_of(browser_of, person, group, at).select("#in-touch a")]


def test_addresses_are_shown_only_when_both_said_so(browser_of, ended, priya, omar, at):
    before = main_of(browser_of, omar, ended, at).get_text()
    browser = browser_of(priya)
    browser.follow(browser.submit(browser.get(at(ended)), "#in-touch form"))
    assert main_of(browser_of, omar, ended, at).get_text() == before
    assert not addresses(browser_of, priya, ended, at)
    in_touch.keep(ended, omar)
    assert addresses(browser_of, priya, ended, at) == [f"mailto:{omar.email}"]
    assert addresses(browser_of, omar, ended, at) == [f"mailto:{priya.email}"]


def test_taking_it_back_hides_both_addresses(browser_of, ended, priya, omar, at):
    for person in (priya, omar):
        in_touch.keep(ended, person)
    browser = browser_of(omar)
    browser.follow(browser.submit(browser.get(at(ended)), "#in-touch form"))
    assert not addresses(browser_of, priya, ended, at)
    assert not addresses(browser_of, omar, ended, at)


def test_nobody_keeps_in_touch_while_it_goes_on(pair, priya):
    with pytest.raises(RuleBroken):
        in_touch.keep(pair, priya)


def test_a_block_takes_address_and_thanks_away_and_looks_like_taking_it_back(
    browser_of, ended, priya, omar, at
):
    for person in (priya, omar):
        in_touch.keep(ended, person)
    in_touch.take_back(ended, priya)
    taken_back = main_of(browser_of, omar, ended, at).get_text()
    in_touch.keep(ended, priya)
    blocks.block(priya, omar)
    assert main_of(browser_of, omar, ended, at).get_text() == taken_back
    thanks.leave(ended, omar, WORDS)
    assert WORDS not in main_of(browser_of, priya, ended, at).get_text()
    assert WORDS in main_of(browser_of, omar, ended, at).get_text()


def test_only_those_whose_page_changes_have_it_made_anew(ended, priya, omar):
    def moved():
        rows = Membership.select(Membership.person, Membership.moved).where(Membership.group == ended)
        return dict(rows.tuples())

    before = moved()
    in_touch.keep(ended, priya)
    assert moved()[omar.id] == before[omar.id], "not even a mark tells Omar that Priya said so"
    in_touch.keep(ended, omar)
    both = moved()
    assert both[priya.id] > before[priya.id]
    blocks.block(priya, omar)
    assert moved()[omar.id] == both[omar.id] + 1, "as if it had been taken back"


def test_beyond_a_block_nobodys_page_moves_with_what_the_other_says(ended, priya, omar):
    for person in (priya, omar):
        in_touch.keep(ended, person)
    blocks.block(priya, omar)
    for one, other in ((priya, omar), (omar, priya)):
        before = marked(ended.ref, other).tag
        in_touch.take_back(ended, one)
        in_touch.keep(ended, one)
        assert marked(ended.ref, other).tag == before


@pytest.mark.parametrize("change", [{"email": "new@example.com"}, {"state": "suspended"}])
def test_an_address_on_a_page_that_is_kept_is_never_an_old_one(browser_of, ended, priya, omar, at, change):
    for person in (priya, omar):
        in_touch.keep(ended, person)
    assert addresses(browser_of, priya, ended, at) == [f"mailto:{omar.email}"]
    Person.update(change).where(Person.id == omar.id).execute()
    now = [f"mailto:{address}" for address in change.values() if "@" in address]
    assert addresses(browser_of, priya, ended, at) == now


def test_a_first_chat_that_ends_is_thanked_for_too_and_nothing_more(browser_of, trying, priya, omar, at):
    closing.close(trying, priya, WORDS)
    page = main_of(browser_of, omar, trying, at)
    assert WORDS in page.get_text()
    assert not page.select("#in-touch, a[href$='/keepsake']")


def test_the_closed_page_asks_the_database_as_often_with_thirty_points(
    browser_of, pair, priya, omar, at, count_queries
):
    costs = []
    for number, count in ((1, 3), (2, 27)):
        for _ in range(count):
            AgendaItem.add(pair, priya, f"Point of round {number}", new_ref())
        pair.close()
        with count_queries() as counted:
            browser_of(priya).get(at(pair))
        costs.append(counted.count)
        Group.update(state="active").where(Group.id == pair.id).execute()
    assert costs[0] == costs[1] <= 8 + 1, "one statement more for signing in"
