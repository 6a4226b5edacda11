"""What a page says is so: which time they meet, who hosts, whom a sign reaches, where a promise was made."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.circles import membership
from peerportal.groups.commitments import making, nudging
from peerportal.groups.goals import check_ins, writing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.meetings import booking
from peerportal.groups.models import AgendaItem, Commitment, Meeting
from peerportal.people.models import Person


def words(page, selector):
    return " ".join(page.select_one(selector).get_text().split())


def call_off(group, by):
    """Plan the meeting to come and call it off."""
    number = Meeting.next_of(group).number
    booking.book(group, by, number, clock.now() + dt.timedelta(days=3))
    assert booking.cancel(group, number)


@pytest.fixture
def after_one(pair, priya):
    """The pair met once, then called a meeting off; the meeting to come has the number 3."""
    AgendaItem.add(pair, priya, "Say less", new_ref()).mark(pair, "discussed")
    holding.hold(pair, 1)
    call_off(pair, priya)
    AgendaItem.add(pair, priya, "Say more", new_ref())
    return pair


def test_what_was_called_off_counts_for_no_meeting(browser_of, after_one, priya, at):
    browser = browser_of(priya)
    assert words(browser.get(at(after_one, "meeting")), "h1") == "Meeting 2"
    Meeting.update(starts_at=clock.now()).where(Meeting.number == 3).execute()
    holding.hold(after_one, 3)
    held = Meeting.get(Meeting.group == after_one, Meeting.number == 3)
    assert words(browser.get(at(after_one, "meetings", held.ref)), "h1") == "Meeting 2"
    assert "meeting 2" in words(browser.get(at(after_one, "meetings", held.ref, "after")), "title")
    listed = [words(line, "strong") for line in browser.get(at(after_one, "meetings")).select("ul.lines li")]
    assert listed == ["Meeting 2", "A meeting", "Meeting 1"]


def test_who_begins_changes_from_one_meeting_that_came_about_to_the_next(
    browser_of, after_one, priya, omar, at
):
    speaks = words(browser_of(priya).get(at(after_one, "meeting")), "#turn .path bdi")
    assert speaks == "Omar", "Priya began the first time, and what was called off was nobody's turn"


def test_a_meeting_without_a_date_names_its_host_also_when_it_is_read_alone(browser_of, circle, priya, at):
    browser = browser_of(priya)
    card = browser.get(at(circle, "next-meeting", "card"), fragment=True)
    for page in (browser.get(at(circle)), card):
        assert "You host it" in words(page, "#next")


def test_nobody_is_thought_of_after_they_left(browser_of, circle, omar, lin, at):
    holding.hold(circle, 1)
    made = making.make(circle, lin, "Draw one chart", None, new_ref())
    membership.leave(circle, lin)
    page = browser_of(omar).post(at(circle, "commitments", made.ref, "think-of"), status=409)
    assert "would not reach them" in page.get_text()
    with pytest.raises(RuleBroken):
        nudging.think_of(circle, made, omar)
    assert Commitment.get_by_id(made.id).nudged_at is None


def test_whoever_leaves_reads_what_coordinators_really_see(browser_of, circle, omar, at):
    page = browser_of(omar).get(at(circle, "leave"))
    assert "A coordinator sees who is in it" in page.get_text()


def test_home_says_where_something_was_promised(browser_of, pair, circle, priya):
    for group, said in ((pair, "Ask Ana"), (circle, "Draw one chart")):
        holding.hold(group, 1)
        making.make(group, priya, said, None, new_ref())
    home = browser_of(priya).get("/")
    lines = [" ".join(line.get_text().split()) for line in home.select("[aria-labelledby=promised] li")]
    assert lines == [
        "Ask Ana with Omar, no day yet",
        "Draw one chart in Telling stories with data, no day yet",
    ]


def test_the_keepsake_tells_numbers_in_plain_words(browser_of, pair, priya, at):
    measured = Wording(specific="Speak up", start="0", target="1500", unit="words")
    goal = writing.draft(pair, priya, measured, new_ref())
    check_ins.check_in(goal, priya, clock.today(), CheckedIn("1.125", "Slowly"), new_ref())
    text = " ".join(browser_of(priya).get(at(pair, "keepsake")).get_text().split())
    assert "In numbers: from 0 to 1500 words" in text
    assert "1.125 words, Slowly" in text
    assert "Counted in" not in text


def test_what_is_typed_there_is_kept_as_a_draft(browser_of, pair, priya, lin, make_person, at):
    tom = make_person("Tom Berg")
    for reader, address in ((priya, at(pair, "offers")), (lin, f"/people/{tom.ref}/we-meet")):
        assert browser_of(reader).get(address).select_one("main form[data-draft]"), address


def test_a_meeting_without_a_date_is_told_by_the_day_on_which_it_was_noted(browser_of, pair, priya, at):
    booking.book(pair, priya, 1, clock.now() + dt.timedelta(days=9))
    holding.hold(pair, 1)
    held, browser = Meeting.get(Meeting.number == 1), browser_of(priya)
    day = browser.get(at(pair, "meetings")).select_one("ul.lines time").get_text()
    assert f"noted on {day}," in words(browser.get(at(pair, "meetings")), "ul.lines li")
    told = words(browser.get(at(pair, "meetings", held.ref)), "header.head p")
    assert told == f"Priya and Omar met, as noted on {day}, by video."


def test_a_day_is_the_one_on_the_readers_own_clock(browser_of, pair, priya, omar, at, still):
    clock.stand_still(dt.datetime(2026, 3, 1, 22, tzinfo=dt.UTC))  # a Sunday in Toronto, Monday in Singapore
    for person, zone in ((priya, "America/Toronto"), (omar, "Asia/Singapore")):
        Person.update(time_zone=zone).where(Person.id == person.id).execute()
    booking.book(pair, priya, 1, clock.now() + dt.timedelta(minutes=1))
    AgendaItem.add(pair, priya, "Say less", new_ref())
    clock.move(dt.timedelta(hours=1))
    holding.hold(pair, 1)
    for person, day in ((priya, "Sun 1 Mar 2026"), (omar, "Mon 2 Mar 2026")):
        page = browser_of(person).get(at(pair, "meetings"))
        assert page.select_one("ul.lines time").get_text() == day
        assert browser_of(person).get(at(pair)).select_one("#items time").get_text() == day
        for address in ("keepsake", "keepsake.html"):
            kept = browser_of(person).get(at(pair, address), reviewed=False)
            assert day in kept.main.get_text(), address
