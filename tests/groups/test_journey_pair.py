"""The journey of a pair in two real browsers: from a first chat to a second meeting, a month after the first one."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups.models import AgendaItem, Group, Meeting
from peerportal.people.models import Person
from tests.groups.journey import (
    add_point,
    book,
    discuss,
    done_for_today,
    everybody_speaks,
    go_on_afterwards,
    look_back,
    promise,
    sees,
    shows,
    sit_down,
    take_a_question,
    we_met,
    write_down,
)

pytestmark = pytest.mark.browser
MONDAY = dt.datetime(2027, 5, 3, 7, tzinfo=dt.UTC)
BERLIN, CAIRO = ZoneInfo("Europe/Berlin"), ZoneInfo("Africa/Cairo")
LEFT_OVER = "How does one begin with pods?"
PROMISED = ["Ask Ana for a talk in June", "Set up a first cluster"]
VAGUE = "Get better at public speaking"
CLEAR = {
    "specific": "Give three short talks to the customer care team",
    "measurable": "Two of them can explain a pod afterwards",
    "target": "3",
    "unit": "talks",
    "due_on": "2027-09-30",
}


@pytest.fixture
def group(still, programme, priya, omar, request):
    """Priya and Omar before their first chat, on a Monday in May that stands still; their clocks differ."""
    still.stand_still(MONDAY)
    for person, zone in ((priya, BERLIN.key), (omar, CAIRO.key)):
        Person.update(time_zone=zone).where(Person.id == person.id).execute()
    return request.getfixturevalue("trying")


@pytest.fixture
def both(visit, group, priya, omar):
    """Both open their page anew."""
    return lambda: visit(group, priya, omar)


@pytest.fixture
def told(entries, priya, omar):
    """What both calendars were told since the last time."""

    def same():
        found = entries()
        assert found[priya.email] == found[omar.email]
        return found[omar.email]

    return same


def next_of(group):
    return Meeting.next_of(Group.get_by_id(group.id))


def test_two_meetings_a_month_apart(group, both, told, at):
    first_chat(*both())
    clock.stand_still(Group.get_by_id(group.id).first_chat_at + dt.timedelta(hours=1))
    mine, theirs = both()
    both_say_yes(mine, theirs)
    agenda_with_a_date(mine, theirs)
    clock.stand_still(next_of(group).starts_at)
    mine, theirs = both()
    first_meeting(mine, theirs)
    steps_afterwards(mine, theirs)
    clock.move(dt.timedelta(days=23))
    mine, theirs = both()
    what_they_said_comes_first(mine, theirs)
    vague_goal_is_shared(mine, theirs)
    clearer_wording_is_taken(mine, theirs)
    mine.goto(at(group))
    theirs.goto(at(group))
    one_entry_moves_and_goes(mine, theirs, group, told)
    book(theirs)
    a_month = next_of(group).starts_at - Meeting.get(Meeting.number == 1).held_at
    assert dt.timedelta(days=23) < a_month < dt.timedelta(days=38)
    clock.stand_still(next_of(group).starts_at)
    second_meeting(*both())


def first_chat(mine, theirs):
    book(mine)
    sees(theirs, "#when time")


def both_say_yes(mine, theirs):
    mine.click("#say-yes")
    mine.wait_for_selector("text=Your answer so far: yes")
    sees(theirs, "#say-yes")
    assert "so far" not in theirs.inner_text("#answer"), "nobody sees one answer alone"
    theirs.click("#say-yes")
    theirs.wait_for_selector("#agenda")
    sees(mine, "#agenda")


def agenda_with_a_date(mine, theirs):
    book(mine)
    sees(theirs, "#next time")
    take_a_question(mine)
    add_point(theirs, LEFT_OVER)
    sees(mine, f"#items .point:has-text('{LEFT_OVER}')")


def first_meeting(mine, theirs):
    sit_down(mine)
    sit_down(theirs)
    everybody_speaks(mine, "Priya", "Omar")
    write_down(mine, "Begin with one listener")
    sees(theirs, "#notes .prose:has-text('Begin with one listener')")
    discuss(mine)
    clock.move(dt.timedelta(minutes=45))
    we_met(mine)
    go_on_afterwards(theirs)


def steps_afterwards(mine, theirs):
    promise(mine, PROMISED[0])
    promise(theirs, PROMISED[1])
    look_back(mine)
    theirs.reload()
    assert not theirs.locator("#check :checked").count(), "what Priya thought of it is hers"
    book(mine)
    done_for_today(mine)
    done_for_today(theirs)


def what_they_said_comes_first(mine, theirs):
    shows(mine, "#last .words", PROMISED)
    mine.click("#last button:has-text('Done')")
    mine.wait_for_selector("#last .tag:has-text('done')")
    theirs.click("#last button:has-text('Still on it')")
    sees(mine, "#last .tag:has-text('still on it')")
    shows(mine, "#items .point", [LEFT_OVER])
    shows(mine, "#items .tag", ["carried over"])


def vague_goal_is_shared(mine, theirs):
    mine.click("#all-goals")
    mine.click("#new-goal")
    mine.fill("#specific", VAGUE)
    mine.wait_for_selector("#tips-specific:has-text('still wide')")
    mine.click("#goal-form button:has-text('Save')")
    mine.wait_for_selector("#words .note")
    theirs.reload()
    assert VAGUE not in theirs.inner_text("main")
    mine.click("#share")
    mine.wait_for_selector("#goal-head .tag:has-text('shared')")
    expect(mine.locator("main")).not_to_contain_text("for you alone", use_inner_text=True)
    sees(theirs, f"#goals-side a:has-text('{VAGUE}')")


def clearer_wording_is_taken(mine, theirs):
    theirs.click(f"#goals-side a:has-text('{VAGUE}')")
    theirs.click("#offer-wording")
    for field, words in CLEAR.items():
        theirs.fill(f"#{field}", words)
    theirs.click("#goal-form button:has-text('Offer it')")
    sees(mine, "#offers:has-text('Omar offers another wording')")
    mine.click("#offers button:has-text('Take this wording')")
    mine.wait_for_selector(f"h1:has-text('{CLEAR['specific']}')")
    expect(mine.locator("#words .note")).to_have_count(0)  # nothing is left to ask about
    mine.click("text=Earlier wordings")
    mine.wait_for_selector("h2:has-text('offered by Omar, taken')")
    kept = mine.inner_text("main")
    assert VAGUE in kept and CLEAR["specific"] in kept


def one_entry_moves_and_goes(mine, theirs, group, told):
    *_, (method, uid, sequence, start) = told()
    assert (method, sequence, start) == ("REQUEST", 0, next_of(group).starts_at)
    later = start + dt.timedelta(days=7)
    theirs.click("#change-meeting")
    theirs.fill("#starts_at", f"{later.astimezone(CAIRO):%Y-%m-%dT%H:%M}")
    theirs.click("#next button:has-text('Save')")
    sees(mine, f"#next time[datetime='{later.astimezone(BERLIN).isoformat(timespec='minutes')}']")
    assert told() == [("REQUEST", uid, 1, later)]
    mine.click("#change-meeting")
    mine.click("text=Cancel this meeting")
    sees(theirs, "#slots .slot")
    assert told() == [("CANCEL", uid, 2, later)]


def second_meeting(mine, theirs):
    shows(mine, "#last .words", PROMISED)
    sit_down(mine)
    sit_down(theirs)
    shows(mine, "#now-head", LEFT_OVER)
    discuss(mine)
    we_met(mine)
    go_on_afterwards(theirs)
    done_for_today(theirs)
    theirs.wait_for_selector("h1 + p:has-text('Met twice.')")


def test_two_edit_one_point_at_once_and_both_texts_stay(pair, visit, priya, omar):
    point = AgendaItem.add(pair, omar, "Pods", new_ref())
    mine, theirs = visit(pair, priya, omar)
    for page, words in ((mine, "What is a pod?"), (theirs, "How do pods die?")):
        page.click(f"#more-{point.ref}")
        page.click(f"#item-{point.ref} >> text=Edit")
        page.fill(f"#words-{point.ref}", words)
    for page in (mine, theirs):
        page.click(f"#item-{point.ref} >> text=Save")
    theirs.wait_for_selector("text=This point was changed while you were writing")
    assert "What is a pod?" in theirs.inner_text(f"#item-{point.ref} .both")
    assert theirs.input_value(f"#words-{point.ref}") == "How do pods die?"
    theirs.click("text=Keep both")
    for page in (theirs, mine):
        sees(page, "#items .point:has-text('How do pods die?')")
        shows(page, "#items .point", ["What is a pod?", "How do pods die?"])
