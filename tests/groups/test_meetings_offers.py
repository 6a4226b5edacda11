"""Times on offer: those that the portal proposes, and those that a member offers."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.meetings import booking, offers
from peerportal.groups.models import Meeting, SlotOffer
from peerportal.people.models import Profile
from tests.groups.monday import DAY, monday, soon  # noqa: F401 - a fixture


def test_no_time_is_proposed_when_a_member_meets_somebody_else(programme, pair, priya, lin, browser_of, at):
    from tests.world import open_group

    first = browser_of(priya).get(at(pair)).select_one("#slots button.slot")["value"]
    elsewhere = open_group(priya, lin, programme, item="Hello")
    Meeting.update(starts_at=dt.datetime.fromisoformat(first)).where(
        Meeting.id == elsewhere.meeting.id
    ).execute()
    # A kept page learns of it with the next quarter of an hour: at once, it would tell when somebody books elsewhere.
    clock.move(dt.timedelta(minutes=15))
    again = [tile["value"] for tile in browser_of(priya).get(at(pair)).select("#slots button.slot")]
    assert len(again) == 3 and first not in again


def test_whoever_has_named_no_hours_is_said_to_restrict_nothing(browser_of, pair, priya, omar, at):
    Profile.update(published_at=None).where(Profile.person == omar).execute()
    told = browser_of(priya).get(at(pair)).select_one("#slots").get_text()
    assert "No usual hours are known of Omar" in told
    assert "the usual hours of whoever named theirs" in told and "both of you:" not in told
    mine = browser_of(omar).get(at(pair)).select_one("#slots")
    assert "known of you" in mine.get_text() and mine.select_one("a[href='/profile']")
    Profile.update(published_at=None).execute()
    assert "suit" not in browser_of(omar).get(at(pair)).select_one("#slots p").get_text()


def test_after_a_meeting_the_next_one_is_proposed_in_the_rhythm_of_the_programme(browser_of, pair, priya, at):
    holding.hold(pair, 1)
    times = [
        dt.datetime.fromisoformat(tile["value"])
        for tile in browser_of(priya).get(at(pair)).select("button.slot")
    ]
    assert all(21 * DAY < at - clock.now() < 45 * DAY for at in times)
    clock.move(60 * DAY)
    times = [
        dt.datetime.fromisoformat(tile["value"])
        for tile in browser_of(priya).get(at(pair)).select("button.slot")
    ]
    assert all(dt.timedelta(hours=18) <= at - clock.now() < 10 * DAY for at in times)


def test_other_times_are_offered_booked_by_somebody_else_and_gone_with_the_date(
    browser_of, pair, priya, omar, at
):
    mine = browser_of(priya)
    page = mine.get(at(pair, "offers"))
    mine.follow(
        mine.submit(page, "#slots form", first="2026-12-07T10:00", second="2026-12-08T11:00", third="")
    )
    mine.submit(page, "#slots form", first="2026-12-07T10:00", second="2026-12-08T11:00", third="")
    assert SlotOffer.select().count() == 2, "a form sent twice offers once"
    own = mine.get(at(pair)).select_one("#slots")
    assert len(own.select("form[action$='/withdraw']")) == 2 and not own.select(
        ".lines form[action$='/book']"
    )
    theirs = browser_of(omar)
    page = theirs.get(at(pair))
    assert "Priya offers this" in page.get_text() and not page.select("form[action$='/withdraw']")
    button = page.select_one("#slots .lines button")
    assert " ".join(button.get_text().split()) == "Book Mon 7 Dec, 10:00"
    theirs.submit(page, "#slots .lines form")
    assert Meeting.next_of(pair).starts_at == dt.datetime(2026, 12, 7, 10, tzinfo=dt.UTC)
    assert not SlotOffer.select().exists()


def test_an_offer_is_withdrawn_by_whoever_made_it(browser_of, pair, priya, omar, at):
    offers.offer(pair, priya, 1, [soon(5)])
    browser = browser_of(priya)
    page = browser.get(at(pair))
    browser.follow(browser.submit(page, "form[action$='/withdraw']"))
    assert not SlotOffer.select().exists()
    browser.submit(page, "form[action$='/withdraw']", status=404)
    offers.offer(pair, omar, 1, [soon(5)])
    browser.post(at(pair, "offers", SlotOffer.get().ref, "withdraw"), status=404)
    assert SlotOffer.select().count() == 1


def test_offers_are_few_and_none_is_taken_for_a_date_that_stands(pair, priya, omar):
    offers.offer(pair, omar, 1, [soon(days) for days in range(1, 1 + offers.MOST_OFFERS)])
    with pytest.raises(RuleBroken, match="at most"):
        offers.offer(pair, priya, 1, [soon(100)])
    booking.book(pair, priya, 1, soon(50))
    with pytest.raises(RuleBroken, match="booked in the meantime"):
        offers.offer(pair, omar, 1, [soon(2)])
    assert not SlotOffer.select().exists()
