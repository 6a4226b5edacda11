"""Whoever is blocked cannot tell it from a pause of the other: two worlds in which every page of theirs is the same."""

import datetime as dt
import re

import pytest

from peerportal.core import changes, clock, db
from peerportal.matching import index
from peerportal.people.models import Block, Person
from tests.browser import Browser
from tests.crawl import everywhere
from tests.world import PEOPLE, World

MOMENT = dt.datetime(2027, 3, 3, 10, 0, tzinfo=dt.UTC)
DRAWN = "/suggestions/surprise"  # somebody else each time, by lot
ASKED_DIRECTLY = [
    "/people/{priya}",
    "/people/{priya}/ask",
    "/people/{priya}/photo",
    "/concerns/new/person/{priya}",
    "/circles/{circle}",
    "/concerns/new/group/{circle}",
]


def blocks(world):
    """Priya has blocked Boris: the world is made so."""


def pauses(world):
    """Priya has blocked nobody; she takes a break."""
    with db.transaction():
        Block.delete().execute()
        Person.update(state="paused").where(Person.id == world.priya.id).execute()
        changes.record("block", world.priya.id, world.boris.id)
        changes.record("state", world.priya.id)


def everything_boris_sees(app, _fresh, happens):
    _fresh.lay()
    index.forget()
    clock.stand_still(MOMENT)
    world = World()
    happens(world)
    names = {getattr(world, name).ref: name for name in PEOPLE}
    browser = Browser(app, world.boris)
    found = {}
    for address, page in everywhere(app, browser, ["/", "/suggestions", "/people?q=priya"], refused=True):
        if address.startswith(DRAWN):
            continue
        found[plain(address, names)] = plain(page.response.get_data(as_text=True), names)
    for template in ASKED_DIRECTLY:
        answer = browser.open("GET", template.format(priya=world.priya.ref, circle=world.circle.ref))
        found[template] = answer.status_code, plain(answer.get_data(as_text=True), names)
    return found


def plain(text, names):
    """The text with names for opaque ids, and without tokens."""
    for ref, name in names.items():
        text = text.replace(ref, name)
    text = re.sub(r'name="csrf_token" value="[^"]*"|"X-CSRFToken": ?"[^"]*"', "", text)
    return re.sub(r"\b[a-z2-7]{26}\b", "ref", text)


@pytest.mark.usefixtures("app")
def test_a_block_looks_like_a_pause(app, _fresh):
    blocked = everything_boris_sees(app, _fresh, blocks)
    paused = everything_boris_sees(app, _fresh, pauses)
    assert len(blocked) > 20
    assert blocked.keys() == paused.keys()
    for address, seen in blocked.items():
        assert seen == paused[address], address


@pytest.mark.usefixtures("app")
def test_the_comparison_would_notice_a_difference(app, _fresh):
    blocked = everything_boris_sees(app, _fresh, blocks)
    nothing = everything_boris_sees(app, _fresh, lambda world: (pauses(world), resume(world)))
    assert blocked != nothing


def resume(world):
    with db.transaction():
        Person.update(state="active").where(Person.id == world.priya.id).execute()
        changes.record("state", world.priya.id)
