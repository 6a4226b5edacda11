"""Each member's own invitation: booked, moved and cancelled in their calendar, and not a word more."""

from datetime import timedelta

import pytest

from peerportal.core import clock, jobs
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.jobs import Job
from peerportal.groups import holding, pairing
from peerportal.groups.calendar import invitations
from peerportal.groups.models import AgendaItem, Meeting
from peerportal.groups.models.meeting import CANCELLED
from peerportal.people import standing
from peerportal.people.models import Person
from tests.groups.booked import MAY, SECRET, book, call_off
from tests.groups.invited import by_address, invitation_in


@pytest.fixture
def opened(now, pair, mails):
    """The pair, with the mails so far out of the way."""
    mails().clear()
    return pair


def test_book_move_cancel_is_one_entry_that_moves_and_goes(opened, priya, omar, mails):
    book(opened, priya, MAY, place=SECRET)
    mails()
    clock.move(timedelta(hours=1))
    book(opened, omar, MAY + timedelta(days=1), minutes=60)
    mails()
    clock.move(timedelta(hours=1))
    over = call_off(opened, priya)
    boxes = by_address(mails())
    assert boxes.keys() == {priya.email, omar.email}
    for person, other in ((priya, "Omar"), (omar, "Priya")):
        read_back = [invitation_in(message) for message in boxes[person.email]]
        events = [event for event, _ in read_back]
        assert [method for _, method in read_back] == ["REQUEST", "REQUEST", "CANCEL"]
        assert {event.uid.value for event in events} == {f"{over.ref}@127.0.0.1"}
        assert [event.sequence.value for event in events] == ["0", "1", "2"]
        assert [event.status.value for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
        stamps = [event.dtstamp.value for event in events]
        assert stamps == sorted(set(stamps))
        assert {event.summary.value for event in events} == {f"Meeting with {other}"}
        moved = events[1]
        assert moved.dtstart.value == MAY + timedelta(days=1)
        assert moved.dtend.value - moved.dtstart.value == timedelta(minutes=60)


def test_a_meeting_that_is_cancelled_keeps_its_time_in_the_last_mail(opened, priya, mails):
    meeting = book(opened, priya, MAY)
    mails().clear()
    with transaction():
        facts = {"state": CANCELLED, "sequence": 1, "changed_at": clock.now()}
        Meeting.update(facts).where(Meeting.id == meeting.id).execute()
        invitations.entry_changed(opened, meeting)
    for message in mails():
        event, method = invitation_in(message)
        assert (method, event.dtstart.value) == ("CANCEL", MAY)
        assert message["Subject"].startswith("Cancelled: Meeting with ")


def test_the_mail_tells_the_reader_on_their_own_clock(opened, priya, mails):
    Person.update(time_zone="America/New_York").where(Person.id == priya.id).execute()
    book(opened, priya, MAY, means="in_person")
    [message] = by_address(mails())[priya.email]
    assert message["Subject"] == "Meeting with Omar, Thu 13 May 2027, 09:30"
    words = message.get_body(("plain",)).get_content()
    assert "Thu 13 May 2027, 09:30 (America/New_York), 45 minutes, in person" in words
    assert f"/groups/{opened.ref}" in words


def test_nobody_elses_address_and_no_word_of_the_group_is_in_it(opened, priya, omar, mails):
    AgendaItem.add(opened, priya, SECRET, new_ref())
    book(opened, priya, MAY, place=SECRET)
    assert not any(SECRET in str(job.payload) + (job.key or "") for job in Job.select())
    for message in mails():
        event, _ = invitation_in(message)
        everything = message.as_string() + event.serialize()
        [to] = message["To"].addresses
        assert event.attendee.value == f"mailto:{to.addr_spec}"
        assert event.organizer.value == "mailto:peerportal@127.0.0.1"
        other = omar.email if to.addr_spec == priya.email else priya.email
        assert SECRET not in everything and other not in everything
        assert "location" not in event.contents and "valarm" not in event.contents


def test_a_job_says_what_is_so_when_it_is_done(opened, priya, omar, mails):
    """Two changes before the post goes: only the last of them is told, once."""
    book(opened, priya, MAY)
    book(opened, omar, MAY + timedelta(days=2))
    boxes = by_address(mails())
    for person in (priya, omar):
        [message] = boxes[person.email]
        event, _ = invitation_in(message)
        assert (event.sequence.value, event.dtstart.value) == ("1", MAY + timedelta(days=2))


def test_saving_the_same_again_or_another_place_tells_nobody(opened, priya, mails):
    book(opened, priya, MAY)
    mails().clear()
    meeting = book(opened, priya, MAY, place="Room 4")
    assert mails() == [] and meeting.sequence == 0


def test_a_deed_that_fails_sends_nothing(opened, priya, mails):
    with pytest.raises(ZeroDivisionError), transaction():
        book(opened, priya, MAY)
        raise ZeroDivisionError
    assert mails() == []


def test_what_is_over_invites_nobody(opened, priya, mails, do_jobs):
    book(opened, priya, MAY)
    clock.move(timedelta(days=30))
    assert mails() == []


def test_the_first_chat_has_an_entry_of_its_own(now, trying, priya, omar, mails):
    pairing.plan_first_chat(trying, MAY, None)
    mails()
    pairing.plan_first_chat(trying, MAY + timedelta(hours=2), MAY)
    read_back = [invitation_in(message) for message in by_address(mails())[priya.email]]
    assert [(event.uid.value, event.sequence.value, method) for event, method in read_back] == [
        (f"{trying.ref}@127.0.0.1", "0", "REQUEST"),
        (f"{trying.ref}@127.0.0.1", "1", "REQUEST"),
    ]
    event = read_back[1][0]
    assert event.summary.value == "First chat with Omar"
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=30)


def test_a_first_chat_that_ends_before_its_date_goes_from_calendars(now, trying, priya, omar, mails):
    pairing.plan_first_chat(trying, MAY, None)
    mails().clear()
    trying.close(by=omar)
    boxes = by_address(mails())
    assert boxes.keys() == {priya.email, omar.email}
    event, method = invitation_in(boxes[priya.email][0])
    assert (method, event.sequence.value, event.dtstart.value) == ("CANCEL", "1", MAY)


def test_closing_takes_out_what_was_to_come_and_leaves_what_was(opened, priya, mails):
    book(opened, priya, MAY)
    mails().clear()
    opened.close(by=priya)
    opened.close(by=priya)
    messages = mails()
    assert [invitation_in(message)[1] for message in messages] == ["CANCEL", "CANCEL"]


def test_closing_after_the_meeting_takes_nothing_out(opened, priya, mails):
    book(opened, priya, MAY)
    mails().clear()
    clock.stand_still(MAY + timedelta(days=1))
    opened.close(by=priya)
    assert mails() == []


def test_whoever_met_early_need_not_keep_the_time_free(opened, priya, mails):
    meeting = book(opened, priya, MAY)
    mails().clear()
    holding.hold(opened, meeting.number)
    for message in mails():
        event, method = invitation_in(message)
        assert (method, event.sequence.value) == ("CANCEL", "1")


def test_holding_a_meeting_at_its_time_sends_nothing(opened, priya, mails):
    meeting = book(opened, priya, MAY)
    mails().clear()
    clock.stand_still(MAY + timedelta(hours=1))
    holding.hold(opened, meeting.number)
    assert mails() == []


def test_somebody_suspended_gets_the_entry_taken_out_and_never_an_invitation(
    opened, priya, omar, carmen, mails
):
    book(opened, priya, MAY)
    standing.suspend(omar, "Asked for it", carmen)
    boxes = by_address(mails())
    assert [invitation_in(message)[1] for message in boxes[omar.email]] == ["CANCEL"]
    assert invitation_in(boxes[priya.email][-1])[1] == "CANCEL"


def test_people_without_an_address_are_left_out(opened, priya, omar, mails):
    Person.update(email=None, folded_email=None).where(Person.id == omar.id).execute()
    book(opened, priya, MAY)
    assert by_address(mails()).keys() == {priya.email}


def test_a_portal_without_mail_enqueues_nothing(now, pair, priya):
    book(pair, priya, MAY)
    assert not Job.select().where(Job.kind == "mail").exists()


def test_the_same_change_told_twice_is_one_job_a_member(opened, priya):
    meeting = book(opened, priya, MAY)
    invitations.entry_changed(opened, meeting)
    assert Job.select().where(Job.kind == "mail", Job.key.startswith("meeting-entry")).count() == 2


def test_a_meeting_that_is_gone_is_no_trouble(opened, priya, mails):
    meeting = book(opened, priya, MAY)
    Meeting.delete().where(Meeting.id == meeting.id).execute()
    assert mails() == []
    assert not jobs.Job.select().where(Job.error.is_null(False)).exists()
