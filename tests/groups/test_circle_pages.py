"""The pages of a circle: gathering, who hosts when, leaving, and words that fit more than two."""

from datetime import timedelta

import pytest

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.meetings import nudging, offers
from peerportal.groups.models import AgendaItem, Agreement, Circle, Group, Meeting
from peerportal.groups.sitting import notebooks
from tests.world import open_circle

FOR_TWO = ("the other one", "you two", "both of you", "the two of us", "first chat", "your pair")


def test_the_gathering_page_says_who_is_missing_and_what_happens_next(
    browser_of, start, priya, omar, enter, at
):
    group = start(priya)
    page = browser_of(priya).get(at(group))
    assert "2 more people and it begins" in page.select_one("#gathering-head").get_text()
    assert "1 of 8 places" in page.select_one("#circle").get_text()
    assert page.select_one("a[href$='/invite']")
    enter(group, omar)
    assert "One more person and it begins" in browser_of(omar).get(at(group)).get_text()


def test_a_circle_that_gathers_people_is_asked_for_no_date(
    browser_of, start, priya, carmen, at, mails, still
):
    group = start(priya)
    clock.move(timedelta(days=40))
    nudging.nudge()
    assert not mails()
    page = browser_of(carmen).get("/admin/groups", query_string={"stage": "no-date"})
    assert "No group is without a date" in page.main.get_text() and "Telling stories" not in page.get_text()
    browser = browser_of(priya)
    assert browser.get(at(group, "slots"), fragment=True).get_text(strip=True) == ""
    browser.get(at(group, "offers"), status=409)
    with pytest.raises(RuleBroken, match="nothing to find one for"):
        offers.offer(group, priya, offers.CHAT, [clock.now() + timedelta(days=3)])
    with pytest.raises(RuleBroken, match="once your group has begun"):
        notebooks.save(group, priya, "Too early", 0)


def test_a_circle_that_waits_for_approval_says_so_and_invites_nobody(browser_of, start, priya, programme, at):
    programme.approves_circles = True
    programme.save()
    page = browser_of(priya).get(at(start(priya)))
    assert "Waits for a coordinator" in page.get_text()
    assert not page.select("a[href$='/invite']")


def test_the_page_shows_the_turn_list_and_the_host_passes_on(browser_of, circle, priya, omar, at):
    mine, theirs = browser_of(priya), browser_of(omar)
    order = [name.get_text() for name in mine.get(at(circle)).select("#circle ol bdi")]
    assert order == ["Priya Nair", "Omar Haddad", "Lin Zhao"]
    assert not theirs.get(at(circle)).select("form[action$='/pass-on']")
    Meeting.update(state="booked", starts_at=clock.now() + timedelta(days=2)).execute()
    with transaction():
        circle.touch()
    assert "Priya hosts it" in theirs.get(at(circle)).select_one("#next").get_text()
    page = mine.follow(mine.submit(mine.get(at(circle)), "form[action$='/pass-on']"))
    assert page.select_one("#circle ol li").get_text(" ", strip=True) == "Omar Haddad hosts next"


@pytest.mark.parametrize("kind", ["gathering", "active", "closed"])
def test_no_page_of_a_circle_speaks_to_two(browser_of, start, circle, priya, at, kind):
    group = start(priya, "Quiet voices") if kind == "gathering" else circle
    AgendaItem.add(circle, priya, "Begin", new_ref())
    Agreement.propose(circle, priya, {"who": "All of us"}, 0)
    if kind == "closed":
        circle.close()
    browser = browser_of(priya)
    parts = {"gathering": [("leave",)], "closed": []}
    active = [("leave",), ("next-meeting",), ("agreement", "edit"), ("meetings",)]
    for part in [(), *parts.get(kind, active)]:
        said = browser.get(at(group, *part)).main.get_text(" ").lower()
        assert not [words for words in FOR_TWO if words in said], (part, said)


def test_a_closed_circle_is_called_what_it_was_about(browser_of, circle, priya, at):
    circle.close()
    page = browser_of(priya).get(at(circle))
    assert page.h1.get_text() == "Telling stories with data"
    said = page.main.get_text(" ")
    assert "joins later" not in said and "room is free" not in said and "Leave a thank-you" in said


def test_the_lists_name_a_circle_by_its_topic(browser_of, circle, priya, carmen):
    mine = browser_of(priya).get("/groups").main.get_text(" ", strip=True)
    assert "Telling stories with data" in mine and "With Omar Haddad and Lin Zhao" in mine
    vault.openings.clear()
    row = browser_of(carmen).get("/admin/groups").select_one("tbody tr").get_text(" ", strip=True)
    assert "Telling stories with data" in row and "Learning circle" in row and "3 of 8" in row
    assert not vault.openings
    assert "with Lin and Omar" in browser_of(priya).get("/").select_one("#step h2").get_text()


def test_leaving_is_said_in_neutral_words(browser_of, circle, omar, priya, at):
    browser = browser_of(omar)
    page = browser.get(at(circle, "leave"))
    assert "No reason is asked for" in page.get_text()
    browser.follow(browser.submit(page, "main form"))
    said = browser_of(priya).get(at(circle)).main.get_text()
    assert "Omar" not in said and "left" not in said


def test_an_open_page_learns_who_came_and_who_went(browser_of, circle, priya, omar, make_person, enter, at):
    tag = {"HX-PTag": str(Group.get_by_id(circle.id).moved)}
    browser = browser_of(priya)
    assert browser.open("GET", at(circle, "poll"), fragment=True, headers=tag).status_code == 304
    enter(circle, make_person("Uma Berg"))
    assert "Uma Berg" in browser.get(at(circle, "poll"), fragment=True, headers=tag).get_text()


def test_lists_of_circles_cost_the_same_for_three_and_thirty(
    browser_of, make_person, programme, priya, carmen, count_queries
):
    costs = []
    for first, upto in ((0, 3), (3, 30)):
        for number in range(first, upto):
            members = [priya, make_person(f"Peer {number}"), make_person(f"Other {number}")]
            open_circle(
                members, programme, f"Topic {number}", approved_at=None if number % 2 else programme.made_at
            )
        for person, path in ((priya, "/groups"), (carmen, "/admin/groups")):
            browser = browser_of(person)
            browser.get(path)
            with count_queries() as counted:
                browser.get(path)
            costs.append(counted.count)
    assert costs[:2] == costs[2:] and max(costs) <= 9


def test_a_full_circle_of_eight_costs_what_one_of_three_costs(
    browser_of, circle, priya, make_person, enter, at, count_queries
):
    costs = []
    for more in (0, 5):
        for number in range(more):
            enter(circle, make_person(f"Peer {number}"))
        with count_queries() as counted:
            browser_of(priya).get(at(circle))
        costs.append(counted.count)
    assert costs[0] == costs[1]
    assert Circle.get_by_id(circle.id).most == 8 and Meeting.next_of(circle).host_id == priya.id
