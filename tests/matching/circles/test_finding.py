"""Finding a circle: the order and its reasons, filters and search, what is not there for somebody, and the costs."""

import re

import pytest

from peerportal.core import changes
from peerportal.core.db import transaction
from peerportal.matching import index
from peerportal.people import blocks
from peerportal.people.models import Person
from peerportal.programmes.models import Programme
from tests.cast import make_term


def topics(page):
    return [head.bdi.get_text() for head in page.select("#circles h3") if head.bdi]


def manage(manager, *people):
    with transaction():
        for person in people:
            Person.update(manager=manager).where(Person.id == person.id).execute()
            changes.record("manager", person.id)


def test_those_come_first_in_which_one_gains_and_gives(browser_of, priya, omar, lin, tom, circle_of):
    circle_of([lin], "Birds")
    circle_of([omar, tom], "Plants")
    page = browser_of(priya).get("/circles")
    assert topics(page) == ["Plants", "Birds"]
    card = page.select_one("#circles li")
    assert "Omar can help you with public speaking." in card.select_one(".in").get_text()
    assert "You can help Omar with Kubernetes." in card.select_one(".out").get_text()
    assert "Strong swap" in card.get_text()
    assert "Omar and Tom" in card.select_one(".side").get_text(), "first names alone"


def test_a_topic_that_is_sought_counts_and_is_said(browser_of, priya, lin, make_person, circle_of):
    circle_of([lin], "Birds")
    speaking = circle_of([make_person("Uma")], "Public speaking", term_id=make_term("Public speaking").id)
    page = browser_of(priya).get("/circles")
    assert topics(page)[0] == "Public speaking"
    said = browser_of(priya).get(f"/circles/{speaking.ref}").select_one(".in").get_text()
    assert "Its topic is what you seek: public speaking." in said


def test_there_are_words_and_never_numbers_for_how_strong_it_is(browser_of, priya, omar, circle_of):
    circle_of([omar])
    page = browser_of(priya).get("/circles")
    assert not re.search(r"\d+ ?%", page.get_text())


def test_the_list_is_narrowed_by_format_and_by_topic(browser_of, priya, omar, lin, circle_of):
    circle_of([omar], "Public speaking", term_id=make_term("Public speaking").id)
    circle_of([lin], "Gardening at work", kind="flash")
    browser = browser_of(priya)
    assert topics(browser.get("/circles?format=flash")) == ["Gardening at work"]
    assert topics(browser.get("/circles?q=gardning")) == ["Gardening at work"], "a slip of the keys is fine"
    assert topics(browser.get("/circles?q=speaking")) == ["Public speaking"]
    circle_of([lin], "Container herding", term_id=make_term("Kubernetes").id)
    assert topics(browser.get("/circles?q=k8s")) == ["Container herding"], "found by what it means"
    part = browser.get("/circles?q=nothing+like+it", fragment=True)
    assert part.select_one("#said").get_text() == "No circle fits this."
    assert part.select_one("a[href^='/circles/new']"), "no dead end"
    assert topics(browser.get("/circles?format=no-such-thing&page=99")) != []


def test_nobody_sees_full_closed_unapproved_invited_or_own_ones(
    browser_of, priya, omar, lin, tom, make_person, circle_of
):
    circle_of([omar, lin], "Full", most=2)
    circle_of([omar, lin], "Over", state="closed")
    circle_of([omar], "Undecided", approved_at=None, state="trying")
    circle_of([omar], "By invitation", joining="invited")
    circle_of([priya, omar], "Mine")
    browser = browser_of(priya)
    assert topics(browser.get("/circles")) == []
    assert browser.get("/circles").select_one("#circles a.go[href='/circles/new']")


def test_a_full_circle_says_so_at_its_address(browser_of, priya, omar, lin, circle_of):
    full = circle_of([omar, lin], "Full", most=2)
    page = browser_of(priya).get(f"/circles/{full.ref}")
    assert "Full right now" in page.get_text() and not page.select("form[action$='/join']")
    browser_of(priya).post(f"/circles/{full.ref}/join", status=409)


def bare(page):
    text = page.response.get_data(as_text=True)
    return re.sub(r'[a-z2-7]{26}|name="csrf_token" value="[^"]*"|"X-CSRFToken": ?"[^"]*"', "", text)


@pytest.mark.parametrize("why", ["I blocked", "blocked me", "above me", "below me", "pauses"])
def test_a_circle_with_somebody_one_may_not_meet_is_not_there(
    browser_of, priya, omar, lin, tom, circle_of, why
):
    group = circle_of([omar, lin], "Not there")
    {
        "I blocked": lambda: blocks.block(tom, lin),
        "blocked me": lambda: blocks.block(lin, tom),
        "above me": lambda: (manage(omar, priya), manage(priya, tom)),
        "below me": lambda: (manage(tom, priya), manage(priya, lin)),
        "pauses": lambda: _pause(lin),
    }[why]()
    browser = browser_of(tom)
    assert topics(browser.get("/circles")) == [] == topics(browser.get("/circles?q=there"))
    assert "Not there" not in browser.get("/suggestions").get_text()
    for way in (browser.get, lambda path, status: browser.post(f"{path}/join", status=status)):
        never = way(f"/circles/{'a' * 26}", status=404)
        assert bare(way(f"/circles/{group.ref}", status=404)) == bare(never)
    browser.get(f"/concerns/new/group/{group.ref}", status=404)
    there = why in ("I blocked", "blocked me")
    assert topics(browser_of(priya).get("/circles")) == (["Not there"] if there else [])


def _pause(person):
    with transaction():
        Person.update(state="paused").where(Person.id == person.id).execute()
        changes.record("state", person.id)


def test_suggestions_show_the_two_that_fit_best(browser_of, priya, omar, lin, tom, circle_of):
    for number, people in enumerate(([lin], [omar], [tom])):
        circle_of(people, f"Topic {number}")
    panel = browser_of(priya).get("/suggestions").select_one("#fitting-circles")
    assert [head.bdi.get_text() for head in panel.select("h3")] == ["Topic 1", "Topic 2"]
    assert "Omar can help you with public speaking." in panel.get_text()


def test_the_panel_follows_what_changes(browser_of, priya, omar, lin, circle_of):
    browser = browser_of(priya)
    assert not browser.get("/suggestions").select("#fitting-circles")
    circle_of([omar], "New one")
    assert "New one" in browser.get("/suggestions").get_text()
    blocks.block(omar, priya)
    assert "New one" not in browser.get("/suggestions").get_text()


def test_who_has_no_room_for_a_pair_is_shown_circles(
    browser_of, make_person, programme, omar, lin, circle_of
):
    from tests.world import open_group

    ada = make_person("Ada", room=1)
    open_group(ada, lin, programme)
    circle_of([omar], "Still open")
    page = browser_of(ada).get("/suggestions")
    assert "Your room is taken" in page.get_text() and "Still open" in page.get_text()
    assert topics(browser_of(ada).get("/circles")) == ["Still open"]


def test_a_paused_person_and_a_closed_programme_are_told_why(browser_of, priya, omar, circle_of):
    circle_of([omar])
    Programme.update(state="closed").execute()
    index.forget()
    assert "not open right now" in browser_of(priya).get("/circles").get_text()
    _pause(priya)
    Programme.update(state="open").execute()
    index.forget()
    assert "You have paused" in browser_of(priya).get("/circles").get_text()


def test_three_circles_and_three_hundred_cost_the_same(
    browser_of, priya, make_person, circle_of, count_queries
):
    browser, costs = browser_of(priya), []
    people = [make_person(f"Peer {number}", offers=["SQL"], seeks=["Writing"]) for number in range(20)]
    for first, upto in ((0, 3), (3, 300)):
        for number in range(first, upto):
            circle_of([people[number % 20], people[(number + 7) % 20]], f"Topic {number}", state="trying")
        for path in ("/circles", "/circles?q=topic", "/circles?page=2", "/suggestions"):
            browser.get(path)
            with count_queries() as counted:
                browser.get(path)
            costs.append(counted.count)
    assert costs[:4] == costs[4:] and max(costs) <= 8


def test_pages_of_the_list_hold_each_circle_once(browser_of, priya, make_person, circle_of):
    ada = make_person("Ada")
    for number in range(23):
        circle_of([ada], f"Topic {number}")
    browser, found = browser_of(priya), []
    for number in (1, 2, 3):
        page = browser.get(f"/circles?page={number}")
        assert f"Page {number} of 3" in page.get_text()
        found += topics(page)
    assert len(found) == len(set(found)) == 23


def test_a_shelf_that_followed_is_one_that_was_read_anew(priya, omar, lin, tom, circle_of, browser_of):
    from peerportal.groups.circles import membership
    from peerportal.matching.circles import joining
    from peerportal.matching.circles.shelf import shelf_of
    from peerportal.matching.index.index import Index

    def held(known):
        return sorted(tuple(vars(circle).values()) for circle in shelf_of(known).circles)

    first, second = circle_of([omar], "One"), circle_of([lin, tom], "Two")
    browser = browser_of(priya)
    steps = [
        lambda: joining.join(first, priya),
        lambda: circle_of([tom], "Three"),
        lambda: membership.leave(second, lin),
        lambda: second.close(),
        lambda: membership.leave(first, omar),
    ]
    for step in steps:
        browser.get("/circles")
        step()
        with index.opened() as known:
            assert held(known) == held(Index.read())
