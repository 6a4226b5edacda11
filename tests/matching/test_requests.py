"""A request from asking to its end: who may, what each answer does, what happens by itself."""

import datetime as dt

import pytest

from peerportal.core import clock, jobs, vault
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Group
from peerportal.matching.eligibility import Meeting
from peerportal.matching.models import PeerRequest
from peerportal.matching.models.requests import (
    ACCEPTED,
    ASKED_BACK,
    DECLINED,
    ENDED,
    EXPIRED,
    PENDING,
    WITHDRAWN,
)
from peerportal.matching.requests import answers, sending
from peerportal.matching.requests.answering import usual_days
from peerportal.matching.requests.opening import opening_note
from peerportal.people import hooks
from peerportal.people.models import Profile
from peerportal.programmes.models import Programme

NOTE = "Would you show me how you begin a talk?"


def days(count):
    clock.move(dt.timedelta(days=count))


def look_after():
    jobs.HANDLERS["peer_requests"]({})


def state_of(peer_request):
    return PeerRequest.get_by_id(peer_request.id).state


def words_of(peer_request, column, reader):
    fresh = PeerRequest.get_by_id(peer_request.id)
    return vault.open_space(fresh.space_id, reader=reader.id).read(fresh, column)


def test_sending_seals_the_note_for_the_two(priya, omar, lin):
    asked = sending.send(priya, omar, NOTE)
    assert state_of(asked) == PENDING
    assert NOTE.encode() not in bytes(PeerRequest.get_by_id(asked.id).note)
    assert words_of(asked, PeerRequest.note, priya) == words_of(asked, PeerRequest.note, omar) == NOTE
    with pytest.raises(vault.NotAReader):
        words_of(asked, PeerRequest.note, lin)


def test_sending_twice_shows_the_first(priya, omar):
    first = sending.send(priya, omar, NOTE)
    again = sending.send(priya, omar, "Another note")
    assert again == first
    assert PeerRequest.select().count() == 1
    assert words_of(first, PeerRequest.note, omar) == NOTE


def test_two_crossing_requests_become_one_pair(priya, omar):
    sending.send(priya, omar, NOTE)
    crossing = sending.send(omar, priya, "And you, how you debug?")
    assert crossing.state == ACCEPTED
    assert Group.select().count() == 1
    assert not PeerRequest.select().where(PeerRequest.state == PENDING).exists()
    assert words_of(crossing, PeerRequest.note, priya) == "And you, how you debug?"
    assert {found.group_id for found in PeerRequest.select()} == {Group.get().id}


def test_at_most_three_wait_for_an_answer(priya, make_person):
    others = [make_person(f"Peer {letter}") for letter in "ABCD"]
    sent = [sending.send(priya, other, NOTE) for other in others[:3]]
    with pytest.raises(RuleBroken, match="3 requests waiting"):
        sending.send(priya, others[3], NOTE)
    sending.withdraw(sent[0], priya)
    sending.send(priya, others[3], NOTE)


def test_at_most_five_wait_with_one_person(priya, make_person):
    for letter in "ABCDE":
        sending.send(make_person(f"Peer {letter}"), priya, NOTE)
    with pytest.raises(RuleBroken, match="Priya has no room"):
        sending.send(make_person("Peer F"), priya, NOTE)


def test_yes_opens_a_first_chat_in_the_same_space(priya, omar):
    asked = sending.send(priya, omar, NOTE)
    group = answers.accept(asked, omar)
    assert (group.state, group.space_id) == ("trying", asked.space_id)
    assert group.member_ids() == sorted([priya.id, omar.id])
    assert answers.accept(asked, omar) == group
    assert Group.select().count() == 1


def test_one_question_and_its_answer(priya, omar):
    asked = sending.send(priya, omar, NOTE)
    answers.ask_back(asked, omar, "By video?")
    assert state_of(asked) == ASKED_BACK
    sending.reply(asked, priya, "Gladly.")
    assert state_of(asked) == PENDING
    assert words_of(asked, PeerRequest.question, priya) == "By video?"
    assert words_of(asked, PeerRequest.reply, omar) == "Gladly."
    with pytest.raises(RuleBroken, match="already"):
        answers.ask_back(asked, omar, "And when?")


def test_a_late_question_leaves_time_to_answer_it(priya, omar, still):
    asked = sending.send(priya, omar, NOTE)
    days(9)
    answers.ask_back(asked, omar, "By video?")
    days(2)
    look_after()
    assert state_of(asked) == ASKED_BACK


def test_not_now_keeps_the_two_apart_for_sixty_days(priya, omar, still):
    asked = sending.send(priya, omar, NOTE)
    answers.decline(asked, omar, "Thank you for asking.")
    assert words_of(asked, PeerRequest.parting, priya) == "Thank you for asking."
    for one, other in ((priya, omar), (omar, priya)):
        with pytest.raises(RuleBroken, match="not available"):
            sending.send(one, other, NOTE)
    days(61)
    assert sending.send(omar, priya, NOTE).state == PENDING


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (lambda asked, sender, recipient: sending.withdraw(asked, sender), WITHDRAWN),
        (lambda asked, sender, recipient: answers.decline(asked, recipient, "No."), DECLINED),
        (lambda asked, sender, recipient: hooks.on_block.fire(recipient, sender), ENDED),
        (lambda asked, sender, recipient: hooks.on_leave.fire(sender), ENDED),
    ],
)
def test_what_has_ended_cannot_be_answered(priya, omar, end, state):
    asked = sending.send(priya, omar, NOTE)
    with transaction():
        end(asked, priya, omar)
    assert state_of(asked) == state
    for answer in (
        lambda: answers.accept(asked, omar),
        lambda: answers.ask_back(asked, omar, "Why?"),
        lambda: sending.revive(asked, priya),
    ):
        with pytest.raises(RuleBroken, match="no longer open"):
            answer()


def test_it_ends_by_itself_on_day_ten_and_either_may_revive_it(priya, omar, still):
    asked = sending.send(priya, omar, NOTE)
    days(9.9)
    look_after()
    assert state_of(asked) == PENDING
    days(0.2)
    look_after()
    assert state_of(asked) == EXPIRED
    sending.revive(asked, omar)
    sending.revive(asked, omar)
    assert state_of(asked) == PENDING
    assert PeerRequest.get_by_id(asked.id).days_left == 10


def test_two_reminders_and_no_third(priya, omar, still, mails):
    sending.send(priya, omar, NOTE)
    sent = [len(mails())]
    for _ in range(4):
        days(2.4)
        look_after()
        look_after()
        sent.append(len(mails()))
    assert sent == [1, 1, 2, 3, 3]


def test_mails_say_nothing_of_what_was_written(priya, omar, still, mails):
    asked = sending.send(priya, omar, NOTE)
    mails()
    answers.ask_back(asked, omar, "By carrier pigeon?")
    mails()
    days(4)
    look_after()
    mails()
    sending.reply(asked, priya, "By tin telephone.")
    mails()
    answers.decline(asked, omar, "The pigeon is on holiday.")
    text = "\n".join(str(message) for message in mails())
    assert len(mails()) == 5
    for secret in (NOTE, "pigeon", "tin telephone"):
        assert secret not in text
    assert f"/requests/{asked.ref}" in text


def test_room_is_asked_again_when_accepting(priya, omar, lin):
    to_omar, to_lin = sending.send(priya, omar, NOTE), sending.send(priya, lin, NOTE)
    answers.accept(to_omar, omar)
    with pytest.raises(RuleBroken, match="Priya has just agreed"):
        answers.accept(to_lin, lin)
    assert state_of(to_lin) == PENDING
    Profile.update(room=2).where(Profile.person == priya).execute()
    assert answers.accept(to_lin, lin).state == "trying"


def test_a_closed_programme_stops_asking_and_accepting(programme, priya, omar, lin, carmen):
    asked = sending.send(priya, omar, NOTE)
    Programme.current().close(carmen)
    for attempt in (lambda: sending.send(priya, lin, NOTE), lambda: answers.accept(asked, omar)):
        with pytest.raises(RuleBroken, match="not open"):
            attempt()


def test_people_are_known_for_how_fast_they_answer(priya, omar, make_person, still):
    for number, letter in enumerate("ABC"):
        asked = sending.send(make_person(f"Peer {letter}"), omar, NOTE)
        assert usual_days([omar.id]) == ({omar.id: 1} if number >= 2 else {})
        days(number * 1.5)
        answers.decline(asked, omar, "Not now.")
    assert usual_days([omar.id, priya.id]) == {omar.id: 2}


def test_the_note_begins_from_the_reasons(priya, omar, programme):
    note = opening_note(Meeting(priya, omar, programme))
    assert "public speaking" in note and "Kubernetes" in note and "Omar" in note
