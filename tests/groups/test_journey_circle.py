"""The journey of a circle of four in real browsers: begun by a member, met in turn, left by one, gone on with three."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from peerportal.core import clock
from peerportal.groups.models import Group, Meeting
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
TOPIC = "Telling stories with data"
LEFT_OVER = "Which chart would you throw away?"
PROMISED = ["Show one chart to my team", "Read about maps", "Throw three tables away", "Draw one by hand"]
HOST = "#circle li:has-text('hosts next') bdi"
BELOW = (
    "poll", "meeting", "meetings", "commitments", "ribbon", "goals", "goals/new", "notebook", "next-meeting",
    "keepsake", "keepsake.html", "leave",
)  # fmt: skip


@pytest.fixture
def noor(make_person):
    return make_person("Noor Aziz", offers=["Maps"], seeks=["Statistics"], department="Legal")


@pytest.fixture
def people(still, priya, omar, lin, noor):
    """Four people, on a Monday in May that stands still."""
    still.stand_still(MONDAY)
    return [priya, omar, lin, noor]


def test_a_circle_of_four_one_of_whom_leaves(people, page_of, visit, entries, at):
    pages = it_comes_together(people, page_of)
    group = Group.get()
    agenda_with_a_date(*pages)
    clock.stand_still(Meeting.next_of(group).starts_at)
    pages = visit(group, *people)
    first_meeting(*pages)
    steps_afterwards(*pages)
    booked = Meeting.next_of(group)
    invited = ("REQUEST", f"{booked.ref}@127.0.0.1", 0, booked.starts_at)
    assert {box[-1] for box in entries().values()} == {invited}
    held = Meeting.get(Meeting.number == 1).ref
    one_leaves(pages[0], pages[1], at(group), [*BELOW, f"meetings/{held}", f"meetings/{held}/after"])
    out = ("CANCEL", f"{booked.ref}@127.0.0.1", 1, booked.starts_at)
    assert entries() == {people.pop(1).email: [out]}
    clock.stand_still(booked.starts_at)
    second_meeting(*visit(group, *people))


def it_comes_together(people, page_of):
    """One starts it, the others find it and join; each then has its page open."""
    page, *others = pages = [page_of(person) for person in people]
    page.goto("/circles")
    page.click("text=Start a circle")
    page.click("a:has-text('Choose Learning circle')")
    page.fill("#topic", TOPIC)
    page.click("text=Start it")
    page.wait_for_selector("#gathering-head:has-text('2 more people and it begins')")
    for theirs in others:
        clock.move(dt.timedelta(minutes=5))
        theirs.goto("/circles")
        theirs.click(f"#circles .acts:has-text('{TOPIC}') a")
        theirs.click("text=Join this circle")
        theirs.wait_for_selector("#circle bdi")
    sees(page, "#circle:has-text('4 of 8 places taken')")
    return pages


def agenda_with_a_date(first, second, third, fourth):
    shows(fourth, HOST, ["Priya Nair"])
    book(first)
    sees(fourth, "#next time")
    take_a_question(first)
    add_point(third, LEFT_OVER)


def first_meeting(first, second, third, fourth):
    for page in (first, second, third, fourth):
        sit_down(page)
    everybody_speaks(first, "Priya", "Omar", "Lin", "Noor")
    write_down(second, "One chart, one sentence")
    sees(fourth, "#notes .prose:has-text('One chart, one sentence')")
    discuss(first)
    expect(first.locator("#turn .path bdi").first).to_have_text("Omar")  # somebody else begins each point
    we_met(first)
    for page in (second, third, fourth):
        go_on_afterwards(page)


def steps_afterwards(*pages):
    for page, words in zip(pages, PROMISED, strict=True):
        promise(page, words)
    look_back(pages[2])
    book(pages[3])
    for page in pages:
        done_for_today(page)


def one_leaves(first, theirs, here, below):
    sees(first, f"{HOST}:has-text('Omar')")
    left_open = theirs.context.new_page()
    left_open.goto(here)
    theirs.click("text=Leave this circle")
    theirs.click("text=Leave it")
    theirs.wait_for_selector("text=You have left the circle.")
    sees(first, f"{HOST}:has-text('Lin')")
    sees(left_open, "h1:has-text('This is not available')")
    assert theirs.goto(here).status == 404
    for part in below:
        assert theirs.goto(f"{here}/{part}").status == 404, part


def second_meeting(first, third, fourth):
    shows(first, "#circle ol bdi", ["Lin Zhao", "Noor Aziz", "Priya Nair"])
    shows(first, "#last .label", ["You", "Lin", "Noor"])
    shows(first, "#items .point", [LEFT_OVER])
    fourth.click("#last button:has-text('Partly')")
    sees(first, "#last .tag:has-text('partly')")
    for page in (first, third, fourth):
        sit_down(page)
    everybody_speaks(third, "Lin", "Noor", "Priya")
    discuss(third)
    we_met(third)
    go_on_afterwards(first)
    done_for_today(first)
    first.wait_for_selector("h1 + p:has-text('Met twice.')")
    shows(first, HOST, ["Noor Aziz"])
