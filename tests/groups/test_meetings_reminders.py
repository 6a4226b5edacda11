"""Reminders: one mail to each member a day before, and none about what was moved, cancelled or left."""

import datetime as dt

import pytest

from peerportal.core import clock
from peerportal.groups import holding, pairing
from peerportal.groups.meetings import booking
from peerportal.groups.models import Meeting, Membership
from peerportal.people.models import Person

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _monday(still):
    clock.stand_still(dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC))


@pytest.fixture
def reminders(mails):
    """The reminders sent so far, as (to, subject)."""

    def sent():
        return [(message["To"].split(" <")[0], message["Subject"]) for message in mails() if _is_one(message)]

    return sent


def _is_one(message):
    return message["Subject"].startswith(("You meet", "Your first chat with"))


def test_each_member_is_reminded_a_day_before_on_their_own_clock(pair, priya, omar, reminders, mails):
    Person.update(time_zone="Asia/Kolkata").where(Person.id == omar.id).execute()
    place = "https://meet.example.com/Opalfasan"
    booking.move(pair, priya, 1, 1, starts_at=clock.now() + 3 * DAY, minutes=45, means="video", place=place)
    clock.move(2 * DAY - dt.timedelta(minutes=1))
    assert reminders() == []
    clock.move(dt.timedelta(minutes=2))
    assert sorted(reminders()) == [
        ("Omar Haddad", "You meet Priya Nair on Thu 3 Dec 2026, 14:30"),
        ("Priya Nair", "You meet Omar Haddad on Thu 3 Dec 2026, 09:00"),
    ]
    clock.move(dt.timedelta(hours=5))
    assert len(reminders()) == 2
    texts = "".join(message.as_string() for message in mails())
    assert "Opalfasan" not in texts and f"/groups/{pair.ref}" in texts


@pytest.mark.parametrize("end", ["cancelled", "moved", "held", "closed"])
def test_what_was_moved_or_is_over_reminds_nobody(pair, priya, reminders, end):
    booking.book(pair, priya, 1, clock.now() + 3 * DAY)
    {
        "cancelled": lambda: booking.cancel(pair, 1),
        "moved": lambda: _move(pair, priya, clock.now() + 9 * DAY),
        "held": lambda: holding.hold(pair, 1),
        "closed": lambda: pair.close(),
    }[end]()
    clock.move(2 * DAY + dt.timedelta(hours=1))
    assert reminders() == []
    clock.move(6 * DAY)
    assert len(reminders()) == (2 if end == "moved" else 0)


def _move(pair, by, starts_at, minutes=45):
    meeting = Meeting.next_of(pair)
    facts = {"starts_at": starts_at, "minutes": minutes, "means": "video", "place": ""}
    assert booking.move(pair, by, meeting.number, meeting.version, **facts)


def test_moving_there_and_back_and_another_length_remind_once(pair, priya, reminders):
    at = clock.now() + 3 * DAY
    booking.book(pair, priya, 1, at)
    _move(pair, priya, at + DAY)
    _move(pair, priya, at)
    _move(pair, priya, at, minutes=30)
    clock.move(2 * DAY + dt.timedelta(hours=1))
    assert len(reminders()) == 2


def test_a_date_within_a_day_needs_no_reminder(pair, priya, reminders):
    booking.book(pair, priya, 1, clock.now() + dt.timedelta(hours=20))
    clock.move(dt.timedelta(hours=19))
    assert reminders() == []


def test_whoever_left_is_not_reminded(pair, priya, omar, reminders):
    booking.book(pair, priya, 1, clock.now() + 3 * DAY)
    Membership.update(left_at=clock.now()).where(Membership.person == omar).execute()
    clock.move(2 * DAY + dt.timedelta(hours=1))
    assert [name for name, _ in reminders()] == ["Priya Nair"]


def test_first_chats_are_reminded_of_too(trying, priya, reminders):
    pairing.plan_first_chat(trying, clock.now() + 3 * DAY, None)
    pairing.plan_first_chat(trying, clock.now() + 4 * DAY, clock.now() + 3 * DAY)
    clock.move(2 * DAY + dt.timedelta(hours=1))
    assert reminders() == []
    clock.move(DAY)
    assert ("Priya Nair", "Your first chat with Omar Haddad: Fri 4 Dec 2026, 09:00") in reminders()
