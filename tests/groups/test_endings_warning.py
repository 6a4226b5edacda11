"""The warning before retention: one mail, two weeks before, and nothing is destroyed without it."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.core.settings import Settings, UnsafeSettings
from peerportal.groups.endings import retention
from peerportal.groups.models import Group
from tests.groups.looked_after import NOTE, look_after, pair_that_lived, sealed_of, wait  # noqa: F401 - a fixture


def test_members_read_until_when_it_is_there(browser_of, lived, priya, at):
    day = (lived.closed_at + timedelta(days=90)).date()
    note = browser_of(priya).get(at(lived)).select_one(f"time[datetime='{day}']")
    assert note is not None


def test_one_mail_comes_two_weeks_before(lived, mails):
    wait(75)
    look_after()
    assert not mails()
    wait(1)
    look_after()
    look_after()
    wait(8)
    look_after()
    sent = mails()
    assert sorted(message["To"].addresses[0].username for message in sent) == ["omar.haddad", "priya.nair"]
    assert f"/groups/{lived.ref}" in sent[0].get_content()
    assert all(word not in message.as_string() for message in sent for word in (NOTE, "Room 7"))


def test_a_first_chat_that_went_no_further_is_not_written_about(trying, mails, still):
    trying.close()
    wait(80)
    look_after()
    wait(10)
    look_after()
    assert not mails()
    assert Group.get_by_id(trying.id).retired_at


@pytest.fixture
def fewer_days():
    """The operator made it thirty days; ninety again afterwards."""
    yield lambda: retention.use(30)
    retention.use(90)


@pytest.mark.parametrize("late", ["the portal stood still", "the days were made fewer"])
def test_nothing_goes_before_its_members_were_warned(browser_of, lived, priya, at, mails, late, fewer_days):
    if late == "the portal stood still":
        wait(400)
    else:
        wait(60)
        fewer_days()
    sealed = sealed_of(lived)
    look_after()
    day = (clock.now() + timedelta(days=13)).date()
    sent = mails()
    assert len(sent) == 2
    for mail in sent:
        assert f"{day.day} {day:%B %Y}" in mail["Subject"] and f"/groups/{lived.ref}" in mail.get_content()
    assert browser_of(priya).get(at(lived)).select_one(f"time[datetime='{day}']"), "the page says the same"
    for days in (1, 11):
        wait(days)
        look_after()
        assert sealed_of(lived) == sealed
    wait(1)
    look_after()
    assert not sealed_of(lived)
    assert len(mails()) == 2


@pytest.mark.parametrize("days", ["0", "14", "soon", "-1", "100000"])
def test_a_time_too_short_to_warn_is_refused(days):
    with pytest.raises(UnsafeSettings, match="RETENTION_DAYS"):
        Settings.from_env({"RETENTION_DAYS": days})
