"""Booking, moving, missing and cancelling: each comes once, and calendars hear of each change."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding, pairing
from peerportal.groups.meetings import booking, offers
from peerportal.groups.models import AgendaItem, Agreement, Group, Meeting, SlotOffer
from peerportal.people.models import Person, Profile

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _monday(still):
    clock.stand_still(dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC))


def soon(days=3):
    return clock.now() + days * DAY


def numbered(group, number):
    return Meeting.get(Meeting.group == group, Meeting.number == number)


def plan(group, by, **facts):
    meeting = Meeting.next_of(group)
    facts = {"starts_at": soon(), "minutes": 45, "means": "video", "place": ""} | facts
    return booking.move(group, by, meeting.number, meeting.version, **facts)


def test_one_click_books_as_it_was_to_be(pair, priya):
    assert booking.book(pair, priya, 1, soon())
    meeting = Meeting.next_of(pair)
    assert (meeting.state, meeting.starts_at, meeting.minutes, meeting.sequence) == ("booked", soon(), 45, 0)
    assert meeting.changed_at == clock.now()


def test_the_same_click_twice_books_once_and_another_one_hears_of_it(pair, priya, omar):
    assert booking.book(pair, priya, 1, soon())
    version = Meeting.next_of(pair).version
    assert booking.book(pair, omar, 1, soon())
    assert not booking.book(pair, omar, 1, soon(4))
    meeting = Meeting.next_of(pair)
    assert (meeting.starts_at, meeting.version, meeting.sequence) == (soon(), version, 0)


@pytest.mark.parametrize("change", [{"starts_at": None}, {"minutes": 30}, {"means": "phone"}])
def test_each_change_of_the_entry_raises_its_sequence_by_one(pair, priya, change):
    plan(pair, priya)
    clock.move(dt.timedelta(hours=1))
    plan(
        pair,
        priya,
        **({"starts_at": numbered(pair, 1).starts_at} | {k: v or soon(5) for k, v in change.items()}),
    )
    meeting = Meeting.next_of(pair)
    assert (meeting.sequence, meeting.changed_at) == (1, clock.now())


def test_what_a_calendar_does_not_show_raises_nothing(pair, priya):
    plan(pair, priya)
    stamp = Meeting.next_of(pair).changed_at
    clock.move(dt.timedelta(hours=1))
    plan(pair, priya, starts_at=numbered(pair, 1).starts_at, place="Room 4")
    assert (Meeting.next_of(pair).sequence, Meeting.next_of(pair).changed_at) == (0, stamp)


def test_length_and_means_can_be_set_before_there_is_a_date(pair, priya):
    assert plan(pair, priya, starts_at=None, minutes=90, means="in_person", place="Canteen")
    meeting = Meeting.next_of(pair)
    assert (meeting.state, meeting.minutes, meeting.changed_at) == ("proposed", 90, None)
    booking.book(pair, priya, 1, soon())
    assert (Meeting.next_of(pair).minutes, Meeting.next_of(pair).means) == (90, "in_person")


def test_what_was_agreed_holds_for_the_next_meeting_without_a_date(pair, priya):
    Agreement.propose(pair, priya, {"long": "An hour each time", "means": "Phone"}, 0)
    assert (Meeting.next_of(pair).minutes, Meeting.next_of(pair).means) == (60, "phone")
    booking.book(pair, priya, 1, soon())
    Agreement.propose(pair, priya, {"long": "20 minutes"}, 1)
    assert Meeting.next_of(pair).minutes == 60, "what is booked stays as it is"


@pytest.mark.parametrize("facts", [
    {"starts_at": dt.datetime(2026, 11, 1, tzinfo=dt.UTC)}, {"starts_at": dt.datetime(2029, 1, 1, tzinfo=dt.UTC)},
    {"minutes": 1800}, {"minutes": 4}, {"means": "pigeon"}, {"place": "javascript:alert(1)"},
])  # fmt: skip
def test_the_verb_itself_refuses_what_cannot_be(pair, priya, facts):
    with pytest.raises(RuleBroken):
        plan(pair, priya, **facts)
    assert Meeting.next_of(pair).state == "proposed"


def test_a_date_is_not_taken_away_but_cancelled(pair, priya):
    plan(pair, priya)
    with pytest.raises(RuleBroken):
        plan(pair, priya, starts_at=None)
    assert booking.cancel(pair, 1) and not booking.cancel(pair, 1)
    over = numbered(pair, 1)
    assert (over.state, over.starts_at, over.sequence) == ("cancelled", soon(), 1)
    assert (Meeting.next_of(pair).number, Meeting.next_of(pair).state) == (2, "proposed")


def test_a_missed_meeting_keeps_its_date_and_blames_nobody(browser_of, pair, priya, omar, at):
    plan(pair, priya, minutes=30, means="phone")
    with pytest.raises(RuleBroken):
        booking.miss(pair, 1)
    clock.move(4 * DAY)
    browser = browser_of(omar)
    page = browser.get(at(pair))
    assert "Did you meet?" in page.get_text()
    page = browser.follow(browser.submit(page, "form[action$='/miss']"))
    assert "Your agenda waits for the next date." in page.get_text()
    over, following = numbered(pair, 1), Meeting.next_of(pair)
    assert (over.state, over.sequence, over.starts_at) == ("missed", 0, clock.now() - DAY)
    assert (following.number, following.minutes, following.means) == (2, 30, "phone")
    assert not booking.miss(pair, 1), "the other one pressed it, too"
    words = page.main.get_text().lower()
    assert not [word for word in ("fault", "sorry", "blame", "failed", "omar did") if word in words]


def test_from_its_beginning_they_sit_down_and_after_its_end_they_are_asked(browser_of, pair, priya, omar, at):
    plan(pair, priya, minutes=30)
    begins, told = soon(), []
    for minutes in (-1, 0, 30):
        clock.stand_still(begins + dt.timedelta(minutes=minutes))
        sheet = browser_of(omar).get(at(pair)).select_one("#next")
        told.append(
            (sheet.h2.get_text(), sheet.select_one(".go").get_text(), bool(sheet.select("#we-missed")))
        )
    assert told == [
        ("First meeting", "Sit down together", False),
        ("It is time to meet", "Sit down together", True),
        ("Did you meet?", "We met", True),
    ]


@pytest.mark.parametrize("end", ["miss", "cancel"])
def test_all_that_was_open_waits_on_the_agenda_of_the_next_meeting(pair, priya, end):
    items = {
        name: AgendaItem.add(pair, priya, name, new_ref()) for name in ("open", "later", "ticked", "removed")
    }
    items["later"].mark(pair, "carried")
    items["ticked"].mark(pair, "discussed")
    items["removed"].remove(pair)
    plan(pair, priya)
    clock.move((4 if end == "miss" else 0) * DAY)
    getattr(booking, end)(pair, 1)
    now = {name: AgendaItem.get_by_id(item.id) for name, item in items.items()}
    following = Meeting.next_of(pair)
    assert {name for name, item in now.items() if item.meeting_id == following.id} == {
        "open",
        "later",
        "removed",
    }
    assert [now[name].state for name in ("open", "later")] == ["open", "carried"]
    assert not any(item.carried_from for item in now.values()), "nothing was carried: the meeting never was"
    now["removed"].put_back(pair)


def test_met_counts_meetings_and_the_list_holds_all_of_them(browser_of, pair, priya, at):
    for number, end in enumerate(("held", "missed", "cancelled", "held"), start=1):
        booking.book(pair, priya, number, soon(1))
        clock.move((0 if end == "cancelled" else 2) * DAY)
        {"held": holding.hold, "missed": booking.miss, "cancelled": booking.cancel}[end](pair, number)
    browser = browser_of(priya)
    assert "Met twice." in browser.get(at(pair)).get_text()
    lines = [
        line.get_text(" ", strip=True) for line in browser.get(at(pair, "meetings")).select("ul.lines li")
    ]
    assert len(lines) == 4 and "cancelled" in lines[1] and "did not come about" in lines[2]
    browser.get(at(pair, "meetings", numbered(pair, 2).ref), status=404)


def test_a_list_of_two_years_is_turned_page_by_page(browser_of, pair, priya, at, count_queries):
    costs = []
    for upto in (range(1, 4), range(4, 31)):
        for number in upto:
            booking.book(pair, priya, number, soon(1))
            booking.cancel(pair, number)
        browser = browser_of(priya)
        for path in (at(pair, "meetings"), at(pair)):
            with count_queries() as counted:
                page = browser.get(path)
            costs.append(counted.count)
    assert costs[:2] == costs[2:]
    assert len(browser.get(f"{at(pair, 'meetings')}?page=3").select("ul.lines li")) == 10
    assert "Met" not in page.header.get_text()


def test_a_stale_change_shows_both_and_either_can_be_kept(browser_of, pair, priya, omar, at):
    mine, theirs = browser_of(priya), browser_of(omar)
    page = mine.get(at(pair, "next-meeting"))
    theirs.submit(
        theirs.get(at(pair, "next-meeting")), "#next form", starts_at="2026-12-03T10:00", place="Omar's room"
    )
    page = mine.submit(page, "#next form", starts_at="2026-12-05T10:00", place="Priya's room", status=409)
    assert "Omar's room" in page.get_text() and "Thu 3 Dec 2026, 10:00" in page.get_text()
    assert page.select_one("#starts_at")["value"] == "2026-12-05T10:00"
    buttons = [button.get_text(strip=True) for button in page.select("#next .row > *")]
    assert buttons == ["Keep mine", "Keep the other"]
    assert numbered(pair, 1).starts_at.day == 3, "until it is said, what was saved stands"
    mine.submit(page, "#next form")
    assert numbered(pair, 1).starts_at.day == 5


def test_a_change_of_a_meeting_that_is_over_says_so(browser_of, pair, priya, omar, at):
    browser = browser_of(priya)
    page = browser.get(at(pair, "next-meeting"))
    holding.hold(pair, 1)
    page = browser.submit(page, "#next form", minutes="20", status=409)
    assert "over by now" in page.get_text() and Meeting.next_of(pair).minutes == 45
    browser.submit(page, "#next form")
    assert Meeting.next_of(pair).minutes == 20


def test_the_page_of_a_new_pair_leads_to_a_date_in_one_click(browser_of, pair, priya, omar, at):
    Person.update(time_zone="Asia/Kolkata").where(Person.id == omar.id).execute()
    browser = browser_of(priya)
    page = browser.get(at(pair))
    tiles = page.select("#slots button.slot")
    assert len(tiles) == 3
    assert " ".join(tiles[0].get_text().split()) == "Book Tue 1 Dec, 09:30 for you, 15:00 for Omar"
    page = browser.follow(browser.submit(page, "#slots form"))
    assert "Booked: Tue 1 Dec 2026, 09:30." in page.get_text()
    assert "Tue 1 Dec 2026, 15:00" in browser_of(omar).get(at(pair)).select_one("#next").get_text()
    assert not page.select("#slots button") and page.select_one("#slots").has_attr("hidden")


def test_who_clicks_second_hears_what_happened(browser_of, pair, priya, omar, at):
    early, late = browser_of(priya), browser_of(omar)
    mine, theirs = early.get(at(pair)), late.get(at(pair))
    tiles = [tile["value"] for tile in theirs.select("#slots button.slot")]
    early.submit(mine, "#slots form", at=tiles[0])
    same = late.follow(late.submit(theirs, "#slots form", at=tiles[0]))
    assert "Booked: Tue 1 Dec" in same.get_text()
    other = late.follow(late.submit(theirs, "#slots form", at=tiles[1]))
    assert "Another date was booked in the meantime: Tue 1 Dec" in other.get_text()
    holding.hold(pair, 1)
    gone = late.follow(late.submit(theirs, "#slots form", at=tiles[1]))
    assert "over by now" in gone.get_text() and Meeting.next_of(pair).state == "proposed"


@pytest.mark.parametrize(
    "at_", ["", "soon", "2026-12-01T10:00", "2020-01-01T10:00+00:00", "9999-12-31T23:59+00:00", "\x00"]
)
def test_a_click_that_carries_no_time_books_nothing(browser_of, pair, priya, at, at_):
    answer = browser_of(priya).open("POST", at(pair, "book"), {"number": "1", "at": at_})
    assert answer.status_code == 409 and Meeting.next_of(pair).state == "proposed"


def test_first_chats_find_a_date_the_same_way(browser_of, trying, priya, omar, at):
    browser = browser_of(omar)
    page = browser.follow(browser.submit(browser.get(at(trying)), "#slots form"))
    group = Group.get_by_id(trying.id)
    assert "Booked: Tue 1 Dec 2026" in page.get_text()
    assert (group.first_chat_at.date(), group.chat_sequence) == (dt.date(2026, 12, 1), 0)
    assert not booking.book(trying, priya, 0, soon(5))
    assert pairing.plan_first_chat(trying, soon(5), group.first_chat_at)
    assert Group.get_by_id(trying.id).chat_sequence == 1


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


def test_a_group_that_closes_calls_off_what_it_had_before_it(pair, priya):
    AgendaItem.add(pair, priya, "Still open", new_ref())
    plan(pair, priya)
    with transaction():
        pair.close(priya)
        pair.close(priya)
    assert (numbered(pair, 1).state, numbered(pair, 1).sequence) == ("cancelled", 1)
    assert AgendaItem.get().meeting_id == Meeting.next_of(pair).id


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


def test_nothing_is_booked_in_a_closed_pair(pair, priya):
    pair.close()
    for verb in (
        lambda: booking.book(pair, priya, 1, soon()),
        lambda: plan(pair, priya),
        lambda: booking.cancel(pair, 1),
        lambda: booking.miss(pair, 1),
        lambda: offers.offer(pair, priya, 1, [soon()]),
    ):
        with pytest.raises(RuleBroken):
            verb()
