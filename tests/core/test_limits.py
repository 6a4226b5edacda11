"""Tries are counted in the database, by account and by address."""

import datetime as dt

from peerportal.core import limits
from peerportal.core.limits import RateHit

RULE = "3 per 15 minutes"


def test_one_try_too_many_is_refused(still):
    assert [limits.hit(RULE, "account", "ana") for _ in range(4)] == [True, True, True, False]


def test_others_are_not_affected(still):
    for _ in range(4):
        limits.hit(RULE, "account", "ana")
    assert limits.hit(RULE, "account", "ben")


def test_there_is_room_again_when_the_time_is_over(still):
    for _ in range(4):
        limits.hit(RULE, "account", "ana")
    assert 0 < limits.seconds_left(RULE, "account", "ana") <= 900
    still.move(dt.timedelta(minutes=15, seconds=1))
    assert limits.has_room(RULE, "account", "ana")
    assert limits.hit(RULE, "account", "ana")


def test_a_success_clears_the_count(still):
    for _ in range(3):
        limits.hit(RULE, "account", "ana")
    limits.forget(RULE, "account", "ana")
    assert limits.hit(RULE, "account", "ana")


def test_the_table_holds_no_address(still):
    limits.hit(RULE, "account", "ana@example.com")
    assert all("ana" not in row.key for row in RateHit.select())
