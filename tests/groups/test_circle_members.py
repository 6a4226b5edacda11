"""Coming into a circle and leaving it: places, words, and a circle that goes on or closes."""

from datetime import timedelta

import pytest

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups import own
from peerportal.groups.circles import hosting, membership
from peerportal.groups.meetings import offers
from peerportal.groups.models import AgendaItem, Group
from peerportal.people import blocks, hooks
from tests.groups.test_circles import state_of


def can_read(group, person):
    return vault.SpaceReader.select().where(
        vault.SpaceReader.space_id == group.space_id, vault.SpaceReader.person_id == person.id
    ).exists()  # fmt: skip


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


def test_a_block_takes_who_sets_it_out_and_leaves_no_trace(circle, priya, omar, lin, browser_of, at, mails):
    blocks.block(omar, priya)
    assert circle.member_ids() == sorted([priya.id, lin.id])
    page = browser_of(priya).get(at(circle))
    assert "Omar" not in page.select_one("#circle").get_text()
    assert not mails(), "nobody gets a mail"
    browser_of(omar).get(at(circle), status=404)


def test_who_leaves_the_portal_leaves_the_circle_and_it_goes_on(circle, start, priya, omar, lin):
    with transaction():
        hooks.on_leave.fire(omar)
    assert circle.member_ids() == sorted([priya.id, lin.id])
    assert state_of(circle) == "active" and not can_read(circle, omar)
