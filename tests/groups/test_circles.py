"""Circles: started, approved, joined and left midway, hosted in turn, closed by themselves."""

from datetime import timedelta

import pytest

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.log import LogEntry
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding, own
from peerportal.groups.circles import finishing, hosting, inviting, membership, starting
from peerportal.groups.circles.starting import Plan
from peerportal.groups.meetings import booking, offers
from peerportal.groups.models import AgendaItem, Circle, CircleInvitation, Group, Meeting, Membership
from peerportal.people import blocks, hooks
from peerportal.people.models import Person
from peerportal.programmes.models import Programme
from tests.cast import make_term

PLAN = Plan("circle", "Telling stories with data", "", "anybody", 6)


def state_of(group):
    return Group.get_by_id(group.id).state


def host_of(group):
    return Meeting.next_of(group).host_id


def can_read(group, person):
    return vault.SpaceReader.select().where(
        vault.SpaceReader.space_id == group.space_id, vault.SpaceReader.person_id == person.id
    ).exists()  # fmt: skip


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


def test_it_stays_open_midway_until_its_places_are_taken(start, priya, omar, lin, make_person, enter):
    group = start(priya, most=4)
    for person in (omar, lin, make_person("Uma")):
        enter(group, person)
    with pytest.raises(RuleBroken, match="taken"):
        enter(group, make_person("Vera"))
    membership.leave(group, omar)
    enter(group, make_person("Wim"))
    assert len(group.member_ids()) == 4


def test_who_leaves_loses_the_words_at_once_and_keeps_what_is_their_own(circle, omar, browser_of, at):
    mine = own.own_space(circle, omar).space_id
    item = AgendaItem.add(circle, omar, "Begin", new_ref())
    browser = browser_of(omar)
    browser.follow(browser.submit(browser.get(at(circle, "leave")), "main form"))
    assert not can_read(circle, omar)
    with pytest.raises(vault.NotAReader):
        vault.open_space(circle.space_id, reader=omar.id)
    vault.open_space(mine, reader=omar.id)
    for parts in ((), ("poll",), ("items", item.ref, "edit"), ("meetings",)):
        browser.get(at(circle, *parts), status=404)
    assert state_of(circle) == "active", "a circle goes on"


def test_what_somebody_offered_goes_with_them_and_others_can_offer_the_same(circle, omar, lin):
    when = clock.now() + timedelta(days=3)
    offers.offer(circle, lin, 1, [when])
    membership.leave(circle, lin)
    offers.offer(circle, omar, 1, [when])
    assert [one.by_id for one in offers.standing(circle, 1)] == [omar.id]


def test_who_comes_back_reads_again_and_hosts_last(circle, priya, omar, enter):
    membership.leave(circle, priya)
    enter(circle, priya)
    assert can_read(circle, priya)
    assert hosting.order_of(circle)[-1] == (priya.id, True)


def test_leaving_twice_changes_nothing_and_coming_in_twice_neither(circle, priya, omar, enter):
    enter(circle, omar)
    assert len(circle.member_ids()) == 3
    membership.leave(circle, omar)
    moved = Group.get_by_id(circle.id).moved
    membership.leave(circle, omar)
    assert Group.get_by_id(circle.id).moved == moved


def test_with_one_left_it_closes_in_neutral_words(circle, priya, omar, lin, browser_of, at):
    membership.leave(circle, omar)
    assert state_of(circle) == "active", "two are a small circle"
    membership.leave(circle, priya)
    assert state_of(circle) == "closed"
    page = browser_of(lin).get(at(circle)).main.get_text()
    assert "Closed on" in page and "Priya" not in page


def test_a_founder_alone_gathers_and_going_closes_it(start, priya):
    group = start(priya)
    assert state_of(group) == "trying"
    membership.leave(group, priya)
    assert state_of(group) == "closed"


def test_hosting_goes_round_and_skips_who_left(circle, priya, omar, lin):
    hosts = [host_of(circle)]
    for _ in range(3):
        holding.hold(circle, Meeting.next_of(circle).number)
        hosts.append(host_of(circle))
    assert hosts == [priya.id, omar.id, lin.id, priya.id]
    holding.hold(circle, Meeting.next_of(circle).number)
    membership.leave(circle, omar)
    assert host_of(circle) == lin.id, "what Omar was to host is the next one's"


def test_a_host_passes_it_on_once(circle, priya, omar, lin):
    assert hosting.pass_on(circle, priya, 1)
    assert host_of(circle) == omar.id
    assert not hosting.pass_on(circle, priya, 1), "a second click"
    assert host_of(circle) == omar.id


def test_a_pair_has_no_host(pair):
    assert host_of(pair) is None and hosting.next_host(pair) is None
    holding.hold(pair, 1)
    assert host_of(pair) is None


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


def test_a_flash_closes_by_itself_after_its_meetings_and_not_before(start, priya, omar, enter, still):
    group = start(priya, format="flash", planned=2)
    enter(group, omar)
    for number in (1, 2):
        clock.move(timedelta(days=7))
        finishing.finish_due()
        assert state_of(group) == "active"
        holding.hold(group, number)
    clock.move(timedelta(days=1))
    finishing.finish_due()
    assert state_of(group) == "active", "what each takes away from it is still to be written"
    clock.move(timedelta(days=2))
    finishing.finish_due()
    assert state_of(group) == "closed"


def test_its_members_may_plan_one_more_meeting(start, priya, omar, enter, still, browser_of, at):
    group = start(priya, format="flash", planned=1)
    enter(group, omar)
    holding.hold(group, 1)
    browser = browser_of(omar)
    browser.follow(browser.submit(browser.get(at(group)), "form[action$='/once-more']"))
    assert not finishing.once_more(group, 1), "a second click plans no second one"
    clock.move(timedelta(days=9))
    finishing.finish_due()
    assert state_of(group) == "active"


def test_a_flash_does_not_close_before_a_date_that_its_members_booked(
    start, priya, omar, enter, still, browser_of, at
):
    group = start(priya, format="flash", planned=1)
    enter(group, omar)
    holding.hold(group, 1)
    browser = browser_of(omar)
    page = browser.get(at(group))
    assert "unless you book a date before" in page.select_one("#circle .note").get_text()
    assert "date" not in page.select_one("#loop").get_text(), (
        "nobody is pressed for a date that is not planned"
    )
    booking.book(group, priya, 2, clock.now() + timedelta(days=20))
    told = browser.get(at(group)).select_one("#circle .note").get_text()
    assert "The next meeting is the last one planned" in told and "unless" not in told
    for days in (3, 17):
        clock.move(timedelta(days=days))
        finishing.finish_due()
        assert state_of(group) == "active"
    clock.move(timedelta(days=3))
    finishing.finish_due()
    assert state_of(group) == "closed"


def test_a_flash_whose_booked_date_was_called_off_closes_after_all(start, priya, omar, enter, still):
    group = start(priya, format="flash", planned=1)
    enter(group, omar)
    holding.hold(group, 1)
    booking.book(group, priya, 2, clock.now() + timedelta(days=20))
    clock.move(timedelta(days=3))
    booking.cancel(group, 2)
    finishing.finish_due()
    assert state_of(group) == "active", "they may look for another date"
    clock.move(timedelta(days=2))
    finishing.finish_due()
    assert state_of(group) == "closed"


def test_home_asks_for_no_date_in_a_circle_that_closes_by_itself(start, priya, omar, enter, browser_of):
    group = start(priya, format="flash", planned=1)
    enter(group, omar)
    browser = browser_of(omar)
    assert "Find a time" in browser.get("/").main.get_text()
    holding.hold(group, 1)
    assert "Find a time" not in browser.get("/").main.get_text()
    finishing.once_more(group, 1)
    assert "Find a time" in browser.get("/").main.get_text()


def test_a_block_takes_who_sets_it_out_and_leaves_no_trace(circle, priya, omar, lin, browser_of, at, mails):
    blocks.block(omar, priya)
    assert circle.member_ids() == sorted([priya.id, lin.id])
    page = browser_of(priya).get(at(circle))
    assert "Omar" not in page.select_one("#circle").get_text()
    assert not mails(), "nobody gets a mail"
    browser_of(omar).get(at(circle), status=404)


def test_a_block_ends_invitations_between_the_two(start, priya, omar, lin, browser_of):
    group = start(priya)
    with transaction():
        invitation = inviting.make(group.held(), priya, omar)
    blocks.block(omar, priya)
    assert CircleInvitation.get_by_id(invitation.id).state == "withdrawn"
    browser_of(omar).get(f"/circles/invitations/{invitation.ref}", status=404)


def test_who_leaves_the_portal_leaves_the_circle_and_it_goes_on(circle, start, priya, omar, lin):
    with transaction():
        hooks.on_leave.fire(omar)
    assert circle.member_ids() == sorted([priya.id, lin.id])
    assert state_of(circle) == "active" and not can_read(circle, omar)


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
