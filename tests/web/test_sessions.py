"""The session cookie: a signature that was found right is remembered, and says nothing but that it is the portal's."""

from datetime import timedelta

import pytest
from itsdangerous import BadSignature

from peerportal.web import sessions

HELD = {"_user_id": "a token", "_flashes": [("message", "Saved.")]}
LONGEST = int(sessions.LIFETIME.total_seconds())


@pytest.fixture
def signed(app):
    return app.session_interface.get_signing_serializer(app)


@pytest.fixture
def later(monkeypatch):
    """Moves the clock that the ages of cookies are read from."""
    present = sessions.time.time

    def move(by):
        monkeypatch.setattr("time.time", lambda: present() + by.total_seconds())

    return move


def test_what_was_signed_is_read_the_first_time_and_every_other(signed):
    cookie = signed.dumps(HELD)
    assert [signed.loads(cookie, LONGEST) for _ in range(3)] == [HELD] * 3


def test_what_one_request_does_with_its_session_no_other_sees(signed):
    cookie = signed.dumps(HELD)
    mine = signed.loads(cookie, LONGEST)
    mine["_flashes"].append(("message", "Mine alone."))
    mine["more"] = 1
    assert signed.loads(cookie, LONGEST) == HELD


@pytest.mark.parametrize("known_before", [True, False])
@pytest.mark.parametrize(("by", "holds"), [(timedelta(seconds=-5), True), (timedelta(seconds=5), False)])
def test_a_cookie_ends_with_its_time_though_it_is_known(signed, later, known_before, by, holds):
    cookie = signed.dumps(HELD)
    if known_before:
        signed.loads(cookie, LONGEST)
    later(sessions.LIFETIME + by)
    if holds:
        assert signed.loads(cookie, LONGEST) == HELD
    else:
        with pytest.raises(BadSignature):
            signed.loads(cookie, LONGEST)


def test_a_cookie_from_the_future_is_not_believed(signed, later):
    later(timedelta(hours=1))
    cookie = signed.dumps(HELD)
    signed.loads(cookie, LONGEST)
    later(timedelta(0))
    with pytest.raises(BadSignature):
        signed.loads(cookie, LONGEST)


def test_a_known_cookie_lends_nothing_to_an_altered_one(signed):
    cookie = signed.dumps(HELD)
    signed.loads(cookie, LONGEST)
    head, at, signature = cookie.rsplit(".", 2)
    for altered in (
        f"{head}.{at}.{signature[::-1]}",
        f"{head[::-1]}.{at}.{signature}",
        f"{cookie}A",
        head,
        "",
    ):
        for _ in range(2):
            with pytest.raises(BadSignature):
                signed.loads(altered, LONGEST)


def test_a_key_of_another_portal_opens_nothing(signed):
    serializer = signed.dumps.__self__
    other = type(serializer)("another secret key of a portal", salt=serializer.salt)
    with pytest.raises(BadSignature):
        signed.loads(other.dumps(HELD), LONGEST)


def test_more_cookies_than_are_kept_are_read_all_the_same(signed, monkeypatch):
    monkeypatch.setattr(sessions, "COOKIES_KEPT", 2)
    little = sessions.Signed(signed.dumps.__self__)
    cookies = [little.dumps({"_user_id": str(number)}) for number in range(5)]
    for _ in range(2):
        assert [little.read(cookie, LONGEST)["_user_id"] for cookie in cookies] == list("01234")
