"""A coordinator may ask why somebody is not suggested, and never learns what lies between two people."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from peerportal.core import changes, clock, db
from peerportal.core.db import transaction
from peerportal.matching import explain, index, why_not
from peerportal.matching.models import KeptTilt, PeerRequest, SetAside
from peerportal.matching.tilt import Tilt
from peerportal.people import blocks
from peerportal.people.models import Block, Person
from peerportal.programmes.models import Programme
from tests.browser import Browser
from tests.world import PEOPLE, World, open_group

MOMENT = dt.datetime(2027, 3, 3, 10, 0, tzinfo=dt.UTC)


def told(browser_of, carmen, viewer, other):
    page = browser_of(carmen).get(f"/admin/people/{viewer.ref}/why-not?of={other.ref}")
    return " ".join(page.select_one("main").get_text().split())


def crowd(make_person, count):
    for number in range(count):
        make_person(
            f"Peer {number:02}",
            offers=["Public speaking"],
            seeks=["Kubernetes"],
            department=f"Area {number % 7}",
        )


def test_whoever_is_suggested_is_told_with_place_and_figures(browser_of, carmen, priya, omar):
    text = told(browser_of, carmen, priya, omar)
    assert "Already in the list" in text and "number 1 in the order" in text
    assert "A swap: Omar can help you with public speaking." in text
    assert "A swap: Priya can help you with Kubernetes." in text
    with index.opened() as known:
        points = known.points(known.peer(priya.id), omar.id, known.wishes)
    assert f"{points:,}" in text


def test_whoever_comes_later_is_told_how_many_points_were_needed(app, make_person, priya):
    crowd(make_person, 30)
    late = make_person("Late Comer", offers=["Public speaking"], department="Engineering")
    place = why_not.ask(priya.id, late.id).place
    assert place.rank == place.eligible == 31 and not place.shown and place.points < place.needed


def test_the_place_is_that_of_the_operators_list(app, make_person, priya):
    crowd(make_person, 30)
    _, listed = explain.explain(priya.id, 10)
    for one in listed:
        place = why_not.ask(priya.id, one.peer.id).place
        assert place.shown and place.wild == one.wild and (place.points, place.lift) == (one.points, one.lift)


def test_what_people_go_through_and_how_they_tilt_takes_no_part(app, make_person, programme):
    one = make_person("Ada Ashe", situation=["Back from leave"], offers=["SQL"])
    other = make_person("Ben Boe", situation=["Back from leave"], seeks=["SQL"])
    found = why_not.ask(one.id, other.id)
    assert found.fit.situations == () and found.fit.common == 0 and "leave" not in repr(found).lower()
    KeptTilt.keep(Tilt(likeness="like", focus="situation"), by=one)
    assert why_not.ask(one.id, other.id) == found or repr(why_not.ask(one.id, other.id)) == repr(found)


@pytest.mark.parametrize(
    "facts, theirs, wished, words",
    [
        ({}, {"languages": ["Polish"]}, {}, "They named no language in common."),
        ({"formats": ["video"]}, {"formats": ["phone"]}, {}, "They named no way of meeting in common."),
        ({}, {}, {"pending_in": 0}, "Ben Boe has no room for another request right now."),
        ({}, {}, {"state": "closed"}, "The programme is not open right now"),
    ],
)
def test_each_rule_is_said_in_words(browser_of, carmen, make_person, programme, facts, theirs, wished, words):
    one, other = make_person("Ada Ashe", **facts), make_person("Ben Boe", **theirs)
    with transaction():
        for name, value in wished.items():
            Programme.update({name: value}).where(Programme.id == programme.id).execute()
        changes.record("programme", a=programme.id)
    assert words in told(browser_of, carmen, one, other)


def test_the_reporting_line_is_said(browser_of, carmen, make_person, priya):
    head = make_person("Marit van Dijk")
    report = make_person("Peer One", manager=make_person("Peer Two", manager=head))
    assert "in one reporting line" in told(browser_of, carmen, head, report)


def test_whose_own_room_is_taken_is_told_so(browser_of, carmen, priya, omar, lin, programme):
    open_group(priya, lin, programme)
    assert "Priya Nair has no room for another peer" in told(browser_of, carmen, priya, omar)
    assert "has no room for another request right now" in told(browser_of, carmen, omar, priya)
    assert "The two are in touch already" in told(browser_of, carmen, lin, priya)


def test_nobody_but_a_coordinator_may_ask(browser_of, priya, omar):
    for who in (priya, omar):
        answer = browser_of(who).open("GET", f"/admin/people/{priya.ref}/why-not?of={omar.ref}")
        assert answer.status_code == 403


def test_nobody_is_asked_of_themselves_nor_of_nobody(browser_of, carmen, priya):
    for other in (priya.ref, "a" * 26):
        answer = browser_of(carmen).open("GET", f"/admin/people/{priya.ref}/why-not?of={other}")
        assert answer.status_code == 404


def test_somebody_is_looked_for_by_name(browser_of, carmen, priya, omar):
    page = browser_of(carmen).get(f"/admin/people/{priya.ref}")
    link = next(a["href"] for a in page.select("a") if "not suggested" in a.get_text())
    found = browser_of(carmen).get(f"{link}?q=hadd")
    assert [row.bdi.get_text() for row in found.select(".lines li")] == ["Omar Haddad"]
    assert "Already in the list" in browser_of(carmen).get(found.select_one(".lines a")["href"]).get_text()
    assert "Nobody found" in browser_of(carmen).get(f"{link}?q=zzz").get_text()


def blocked(world):
    """Priya has blocked Boris: the world is made so."""


def _instead(world, happens):
    with db.transaction():
        Block.delete().execute()
        changes.record("block", world.priya.id, world.boris.id)
        happens()


def paused(world):
    def happens():
        Person.update(state="paused").where(Person.id == world.priya.id).execute()
        changes.record("state", world.priya.id)

    _instead(world, happens)


def pausing_themselves(world):
    def happens():
        Person.update(state="paused").where(Person.id == world.boris.id).execute()
        changes.record("state", world.boris.id)

    _instead(world, happens)


def set_aside(world):
    _instead(world, lambda: SetAside.put(world.priya, by=world.boris))


def declined(world):
    def happens():
        world.declined.sender, world.declined.recipient = world.boris, world.priya
        pair = sorted((world.boris.id, world.priya.id))
        PeerRequest.update(
            sender=world.boris, recipient=world.priya, low=pair[0], high=pair[1], answered_at=MOMENT
        ).where(PeerRequest.id == world.declined.id).execute()
        for one in (world.boris, world.priya, world.vera):
            changes.record("request", one.id)

    _instead(world, happens)


def page_of_the_two(app, _fresh, happens):
    """What Carmen reads of Priya in the list of Boris, once `happens` lies between them."""
    _fresh.lay()
    index.forget()
    clock.stand_still(MOMENT)
    world = World()
    happens(world)
    browser = Browser(app, world.carmen)
    answer = browser.open("GET", f"/admin/people/{world.boris.ref}/why-not?of={world.priya.ref}")
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    for name in PEOPLE:
        text = text.replace(getattr(world, name).ref, name)
    return re.sub(r'name="csrf_token" value="[^"]*"|"X-CSRFToken": ?"[^"]*"', "", text)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("other_world", [paused, pausing_themselves, set_aside, declined])
def test_a_block_looks_like_every_other_private_reason(app, _fresh, other_world):
    with_block = page_of_the_two(app, _fresh, blocked)
    assert "Not available right now." in with_block
    assert page_of_the_two(app, _fresh, other_world) == with_block


@pytest.mark.usefixtures("app")
def test_the_comparison_would_notice_a_difference(app, _fresh):
    free = page_of_the_two(app, _fresh, lambda world: _instead(world, lambda: None))
    assert free != page_of_the_two(app, _fresh, blocked) and "Not available" not in free


def test_a_block_moves_nobody_elses_place_otherwise_than_a_pause(app, make_person, priya, omar):
    crowd(make_person, 12)
    third = Person.get(Person.name == "Peer 03")
    blocks.block(priya, omar)
    with_block = why_not.ask(priya.id, third.id).place
    blocks.unblock(priya, omar)
    with transaction():
        Person.update(state="paused").where(Person.id == omar.id).execute()
        changes.record("state", omar.id)
    assert replace(why_not.ask(priya.id, third.id).place) == with_block
