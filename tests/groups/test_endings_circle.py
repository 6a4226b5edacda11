"""Endings of circles: the fit check among many, and the time to end it that all have to see."""

from datetime import timedelta

import pytest

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups import holding
from peerportal.groups.circles import membership
from peerportal.groups.endings import closing, fit, in_touch
from peerportal.groups.models import Circle, Group, Meeting, Membership


@pytest.fixture
def people(priya, omar, lin, make_person):
    return [priya, omar, lin, make_person("Noor Aziz")]


@pytest.fixture
def circle(programme, people, still):
    """Four people in a circle that has met once."""
    with transaction():
        space = vault.new_space("group", [person.id for person in people])
        group = Group.create(
            programme=programme, kind="circle", state="active", space_id=space, activated_at=clock.now()
        )
        for person in people:
            Membership.create(group=group, person=person)
        Meeting.create(group=group, number=1)
    clock.move(timedelta(hours=1))
    holding.hold(group, 1)
    clock.move(timedelta(hours=1))
    return Group.get_by_id(group.id)


def leave(group, person):
    with transaction():
        mine = (Membership.group == group) & (Membership.person == person)
        Membership.update(left_at=clock.now()).where(mine).execute()


def test_all_yes_needs_all_of_them(circle, people):
    for person in people[:-1]:
        assert not fit.answer(circle, person, fit.YES)
        assert not fit.check_of(circle, person).all_yes
    assert fit.answer(circle, people[-1], fit.YES)
    assert all(fit.check_of(circle, person).is_news for person in people)


@pytest.mark.parametrize("said", [None, fit.UNSURE, fit.NO])
def test_who_leaves_tells_nothing_by_leaving(circle, people, said):
    for person in people[:-1]:
        fit.answer(circle, person, fit.YES)
    if said:
        fit.answer(circle, people[-1], said)
    leave(circle, people[-1])
    assert not any(fit.check_of(circle, person).all_yes for person in people[:-1])


def test_who_joins_later_changes_nothing_and_is_not_asked(circle, people, make_person):
    for person in people:
        fit.answer(circle, person, fit.YES)
    late = make_person("Late Arrival")
    with transaction():
        Membership.create(group=circle, person=late)
    assert not fit.check_of(circle, late).is_shown
    assert fit.check_of(circle, people[0]).is_news


@pytest.mark.parametrize("said", [None, fit.UNSURE, fit.NO])
def test_who_leaves_and_comes_back_tells_nothing_by_it(programme, circle, people, said):
    Circle.create(group=circle, topic="Talks", approved_at=clock.now())
    for person in people[:-1]:
        fit.answer(circle, person, fit.YES)
    if said:
        fit.answer(circle, people[-1], said)
    membership.leave(circle, people[-1])
    clock.move(timedelta(hours=1))
    with transaction():
        membership.admit(circle.held(), people[-1])
    assert not any(fit.check_of(circle, person).all_yes for person in people)
    assert fit.answer(circle, people[-1], fit.YES)


def test_who_came_back_but_was_not_there_at_first_is_not_asked(circle, people, make_person):
    Circle.create(group=circle, topic="Talks", approved_at=clock.now())
    late = make_person("Late Arrival")
    for _ in range(2):
        clock.move(timedelta(hours=1))
        with transaction():
            membership.admit(circle.held(), late)
        membership.leave(circle, late)
    for person in people:
        fit.answer(circle, person, fit.YES)
    assert fit.check_of(circle, people[0]).all_yes


def test_nobody_closes_a_circle_for_all(browser_of, circle, priya, at):
    with pytest.raises(RuleBroken, match="nobody closes for all"):
        closing.close(circle, priya)
    page = browser_of(priya).get(at(circle, "close"))
    assert not page.select("textarea")
    assert page.select_one("form[action$='/time-to-end']")


def page_of(browser_of, person, circle, at):
    page = browser_of(person).get(at(circle)).select_one("#group")
    return page.get_text(), page["hx-ptag"]


def test_time_to_end_it_stays_private_until_all_said_so(browser_of, circle, people, at):
    before = page_of(browser_of, people[1], circle, at)
    closing.say_done(circle, people[0])
    assert page_of(browser_of, people[1], circle, at) == before
    assert "You said that it is time" in page_of(browser_of, people[0], circle, at)[0]
    for person in people[1:-1]:
        assert not closing.say_done(circle, person)
    assert closing.say_done(circle, people[-1])
    assert Group.get_by_id(circle.id).is_closed


def test_it_can_be_taken_back(browser_of, circle, people, at):
    browser = browser_of(people[0])
    page = browser.follow(browser.submit(browser.get(at(circle, "close")), "main form"))
    page = browser.follow(browser.submit(page, "#done form"))
    assert page.select_one("#done") is None
    for person in people[1:]:
        closing.say_done(circle, person)
    assert not Group.get_by_id(circle.id).is_closed


def test_the_rest_decide_when_somebody_left(circle, people):
    for person in people[:-1]:
        closing.say_done(circle, person)
    leave(circle, people[-1])
    with transaction():
        assert closing.close_if_all_said_so(circle)
    assert Group.get_by_id(circle.id).is_closed


def test_every_two_who_both_said_so_see_each_others_address(browser_of, circle, people, at):
    circle.close()
    for person in people[:2]:
        in_touch.keep(circle, person)
    shown = {
        person.first_name: [a["href"] for a in browser_of(person).get(at(circle)).select("#in-touch a")]
        for person in people
    }
    priya, omar, *others = people
    assert shown[priya.first_name] == [f"mailto:{omar.email}"]
    assert shown[omar.first_name] == [f"mailto:{priya.email}"]
    assert not any(shown[person.first_name] for person in others)


def test_a_pair_knows_no_time_to_end_it(pair, priya):
    with pytest.raises(RuleBroken, match="simply closed"):
        closing.say_done(pair, priya)


@pytest.mark.parametrize("path", ["/groups/{}/leave", "/groups/{}/next-meeting", "/circles/{}/invite"])
def test_a_closed_circle_asks_for_nothing_that_it_would_refuse(start, enter, priya, omar, browser_of, path):
    circle = start(priya, format="flash")
    enter(circle, omar)
    browser = browser_of(omar)
    browser.get(path.format(circle.ref))
    Group.get_by_id(circle.id).close()
    page = browser.get(path.format(circle.ref), status=409)
    assert "can only be read" in page.get_text() and not page.select("main form")
