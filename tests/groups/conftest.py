"""A pair for the tests of groups: Priya and Omar, past their first chat or still before it; and circles."""

import datetime as dt
import threading
from datetime import timedelta

import pytest
from werkzeug.serving import make_server

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups import formats, pairing
from peerportal.groups.circles import membership, starting
from peerportal.groups.models import Group
from tests.groups.invited import by_address, is_an_entry, read_back


def open_trying(programme, priya, omar):
    with transaction():
        space = vault.new_space("group", [priya.id, omar.id])
        return pairing.open_trying(programme_id=programme.id, people=[priya, omar], space_id=space, by=omar)


@pytest.fixture
def trying(programme, priya, omar):
    """Priya and Omar before their first chat."""
    return open_trying(programme, priya, omar)


@pytest.fixture
def pair(trying, priya, omar):
    """Priya and Omar, who both said yes."""
    return both_say_yes(trying, priya, omar)


def both_say_yes(trying, *two):
    for person in two:
        pairing.answer(trying, person, pairing.YES)
    return Group.get_by_id(trying.id)


@pytest.fixture
def at():
    """Builds an address below a group: at(pair, "items")."""
    return lambda group, *parts: "/".join(["", "groups", group.ref, *parts])


@pytest.fixture
def served(app):
    """The portal of this test, answering on a port of its own."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page_of(app, chromium, served, browser_of):
    """Opens a page of a real browser, signed in as this person."""
    yield from pages(app, chromium, served, browser_of)


def pages(app, chromium, served, browser_of, script=""):
    """What page_of does; `script` runs in each page before the page's own."""
    contexts = []

    def open_page(person, **options):
        context = chromium.new_context(base_url=served, **options)
        context.set_default_timeout(10_000)
        if script:
            context.add_init_script(script)
        name = app.config["SESSION_COOKIE_NAME"]
        cookie = browser_of(person).client.get_cookie(name)
        context.add_cookies([{"name": name, "value": cookie.value, "url": served}])
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def visit(page_of, at):
    """visit(group, priya, omar): each opens the group's page in a browser of their own, anew each time."""
    open_now, errors = [], []

    def opened(group, *people):
        while open_now:
            open_now.pop().close()
        for person in people:
            page = page_of(person)
            page.on("pageerror", lambda error: errors.append(error))
            page.goto(at(group))
            open_now.append(page)
        return list(open_now)

    yield opened
    assert not errors


@pytest.fixture
def now(still):
    """The first of May 2027, standing still."""
    still.stand_still(dt.datetime(2027, 5, 1, 8, 0, tzinfo=dt.UTC))
    return still


@pytest.fixture
def entries(mails):
    """{address: [(METHOD, UID, SEQUENCE, start)]} of the calendar entries that were mailed since the last time."""

    def came():
        boxes = by_address(filter(is_an_entry, mails()))
        mails().clear()
        return {address: [read_back(message) for message in box] for address, box in boxes.items()}

    return came


@pytest.fixture
def start(programme):
    """Starts a circle: start(priya, "Telling stories", format="flash", most=4)."""
    return start_circle


def start_circle(founder, topic="Telling stories with data", **facts):
    form = formats.chosen(facts.pop("format", "circle"))
    facts = {"about": "", "joining": "anybody", "most": form.most, "planned": None} | facts
    return starting.start(founder, starting.Plan(form.key, topic, **facts), new_ref())


@pytest.fixture
def circle(start, priya, omar, lin):
    """Priya, Omar and Lin in a circle that has begun; Priya hosts first."""
    group = start(priya)
    for person in (omar, lin):
        let_in(group, person)
    return Group.get_by_id(group.id)


def let_in(group, person):
    """What joining does once the hard rules were asked."""
    with transaction():
        clock.stand_still(clock.now() + timedelta(seconds=1))
        membership.admit(group.held(), person)


@pytest.fixture
def enter():
    """Lets somebody into a circle: enter(circle, uma)."""
    yield let_in
    clock.run()
