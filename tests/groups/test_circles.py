"""Circles: started by somebody, approved where the programme says so, and begun when enough people are in."""

import pytest

from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.log import LogEntry
from peerportal.core.rules import RuleBroken
from peerportal.groups.circles import inviting, starting
from peerportal.groups.circles.starting import Plan
from peerportal.groups.models import Circle, CircleInvitation, Group, Meeting, Membership
from peerportal.people import blocks
from peerportal.people.models import Person
from peerportal.programmes.models import Programme
from tests.cast import make_term

PLAN = Plan("circle", "Telling stories with data", "", "anybody", 6)


def state_of(group):
    return Group.get_by_id(group.id).state


def host_of(group):
    return Meeting.next_of(group).host_id


@pytest.fixture
def approving(programme):
    Programme.update(approves_circles=True).execute()


def test_a_circle_begins_by_itself_when_enough_people_are_in(start, priya, omar, lin, enter):
    group = start(priya)
    enter(group, omar)
    assert state_of(group) == "trying"
    enter(group, lin)
    assert state_of(group) == "active"
    assert (Meeting.next_of(group).number, host_of(group)) == (1, priya.id)


def test_the_same_form_sent_twice_is_one_circle(programme, priya, omar):
    key = new_ref()
    assert starting.start(priya, PLAN, key) == starting.start(priya, PLAN, key)
    assert starting.start(omar, PLAN, key).member_ids() == [omar.id], (
        "another person's form is another circle"
    )
    assert Circle.select().count() == 2


def test_a_topic_is_understood_as_a_term_where_it_is_one(start, priya, omar, lin):
    known = make_term("Public speaking")
    assert Circle.get_by_id(start(priya, "public  Speaking").id).term_id == known.id
    assert Circle.get_by_id(start(omar, "Wie wir mittwochs reden 7").id).term_id is None


def test_somebody_may_be_in_three_circles_and_in_any_number_of_short_ones(start, priya, omar, enter):
    for _ in range(3):
        start(priya)
    for _ in range(3):
        start(priya, format="flash", planned=1)
    with pytest.raises(RuleBroken, match="3 circles"):
        start(priya)
    with pytest.raises(RuleBroken, match="3 circles"):
        enter(start(omar), priya)
    enter(start(omar, format="coffee"), priya)


def test_a_circle_takes_no_room(circle, pair, priya):
    assert Group.open_count(priya.id) == 1


def test_a_circle_waits_for_a_coordinator_where_the_programme_says_so(
    approving, start, priya, omar, carmen, enter
):
    group = start(priya)
    with pytest.raises(RuleBroken, match="coordinator"):
        enter(group, omar)
    starting.approve(group, carmen)
    starting.approve(group, carmen)
    enter(group, omar)
    assert LogEntry.select().where(LogEntry.action == "approved", LogEntry.ref == group.ref).count() == 1


def test_a_circle_that_is_declined_says_why_to_its_founder(
    approving, start, priya, carmen, browser_of, at, mails
):
    group = start(priya)
    browser = browser_of(carmen)
    page = browser.get("/admin/groups")
    assert "Telling stories with data" in page.select_one("#waiting").get_text()
    form = f"form[action$='{group.ref}/decline']"
    page = browser.submit(page, form, status=422)
    assert page.select_one("details[open] .error")
    browser.follow(browser.submit(page, form, reason="We have this one already."))
    starting.decline(group, carmen, "Once more.")
    assert state_of(group) == "closed"
    assert "We have this one already." in browser_of(priya).get(at(group)).get_text()
    [letter] = mails()
    assert "not started" in letter["Subject"] and "already" not in letter.get_content()
    with pytest.raises(RuleBroken):
        starting.approve(group, carmen)


def test_a_block_ends_invitations_between_the_two(start, priya, omar, lin, browser_of):
    group = start(priya)
    with transaction():
        invitation = inviting.make(group.held(), priya, omar)
    blocks.block(omar, priya)
    assert CircleInvitation.get_by_id(invitation.id).state == "withdrawn"
    browser_of(omar).get(f"/circles/invitations/{invitation.ref}", status=404)


def test_a_circle_has_no_first_chat(start, priya, browser_of, at):
    group = start(priya)
    browser = browser_of(priya)
    for way in ("yes", "not-for-me"):
        browser.post(at(group, "first-chat", way), status=409)
    browser.get(at(group, "first-chat"), status=409)
    assert Membership.get(Membership.group == group).answer is None


def test_invitations_are_few_and_never_repeated_after_a_no(start, priya, omar, make_person):
    group = start(priya)
    with transaction():
        first = inviting.make(group.held(), priya, omar)
        assert inviting.make(group.held(), priya, omar) == first
    inviting.decline(first)
    inviting.decline(first)
    with pytest.raises(RuleBroken, match="not now"), transaction():
        inviting.make(group.held(), priya, omar)
    for number in range(inviting.MOST_WAITING):
        with transaction():
            inviting.make(group.held(), priya, make_person(f"Peer {number}"))
    with pytest.raises(RuleBroken, match="wait"), transaction():
        inviting.make(group.held(), priya, make_person("One more"))


def test_only_who_takes_part_starts_a_circle(start, priya, programme):
    Person.update(state="paused").where(Person.id == priya.id).execute()
    with pytest.raises(RuleBroken, match="taking part"):
        start(priya)
    Person.update(state="active").where(Person.id == priya.id).execute()
    Programme.update(state="closed").execute()
    with pytest.raises(RuleBroken, match="not open"):
        start(priya)
