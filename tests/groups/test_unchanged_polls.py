"""Polls of what has not changed are answered in front of Flask; in any doubt the ordinary way decides."""

import pytest

from peerportal.core.db import transaction
from peerportal.groups.mark import marked
from peerportal.groups.models import Membership
from peerportal.people.sign_in import close_sign_in
from peerportal.web.headers import ALWAYS


@pytest.fixture
def reached_flask(app):
    """Counts the requests that come as far as Flask."""
    arrived = []
    app.before_request_funcs.setdefault(None, []).append(count := lambda: arrived.append(1))
    yield arrived
    app.before_request_funcs[None].remove(count)


def tag_of(pair, person):
    return marked(pair.ref, person).tag


def poll(browser, pair, at, tag=None):
    tag = tag or tag_of(pair, browser.person)
    return browser.open("GET", at(pair, "poll"), fragment=True, headers={"HX-PTag": str(tag)})


def touch(pair):
    with transaction():
        pair.touch()


def test_an_unchanged_poll_is_answered_before_flask_begins(browser_of, pair, priya, at, reached_flask):
    answer = poll(browser_of(priya), pair, at)
    assert (answer.status_code, answer.data, reached_flask) == (304, b"", [])
    assert set(ALWAYS) <= set(answer.headers.keys())
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Content-Security-Policy" in answer.headers


def test_a_changed_group_is_sent_with_its_new_tag(browser_of, pair, priya, at):
    browser, old = browser_of(priya), tag_of(pair, priya)
    touch(pair)
    answer = poll(browser, pair, at, old)
    assert answer.status_code == 200
    assert answer.headers["HX-PTag"] == str(old + 1)
    assert poll(browser, pair, at, old + 1).status_code == 304


def test_a_private_change_is_sent_to_ones_own_other_devices_alone(browser_of, pair, priya, omar, at):
    device, theirs = browser_of(priya), browser_of(omar)
    mine, his = tag_of(pair, priya), tag_of(pair, omar)
    with transaction():
        Membership.touch(pair, priya)
    assert poll(device, pair, at, mine).headers["HX-PTag"] == str(mine + 1)
    assert poll(theirs, pair, at, his).status_code == 304


def test_a_stranger_gets_what_everybody_gets_for_what_is_not_theirs(browser_of, pair, lin, at):
    assert poll(browser_of(lin), pair, at, "1").status_code == 404


def test_a_sign_in_that_is_over_goes_the_ordinary_way(browser_of, pair, priya, at):
    browser = browser_of(priya)
    close_sign_in(browser.token)
    answer = poll(browser, pair, at)
    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == "#notice"


@pytest.mark.parametrize("cookie", ["", "nonsense", "e30.aaaa.bbbb", "eyJfdXNlcl9pZCI6MX0.aaaa.bbbb"])
def test_a_cookie_that_was_made_up_goes_the_ordinary_way(app, browser_of, pair, priya, at, cookie):
    browser = browser_of(priya)
    browser.client.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie)
    assert poll(browser, pair, at).status_code not in (200, 304)


def test_pages_do_not_send_the_cookie_again(browser_of, pair, priya, at):
    browser = browser_of(priya)
    first = browser.get(at(pair)).response
    assert "Set-Cookie" not in first.headers
