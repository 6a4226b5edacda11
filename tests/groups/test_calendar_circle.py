"""The entry of a circle's meeting, in the calendars of whoever comes, leaves and comes back."""

from datetime import timedelta

import pytest

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.groups.calendar import entries, invitations
from peerportal.groups.models import Group, Membership
from tests.groups.booked import MAY, book, make_circle
from tests.groups.invited import by_address, invitation_in


@pytest.fixture
def circle(now, programme, priya, omar, lin, make_person, mails):
    """Priya, Omar, Lin and Zoë, with a booked meeting everybody was invited to."""
    zoe = make_person("Zoë Østergaard")
    group = make_circle(programme, [priya, omar, lin, zoe])
    book(group, priya, MAY)
    messages = mails()
    assert len(messages) == 4
    messages.clear()
    return group


def leave(group, person):
    with transaction():
        gone = (Membership.group == group) & (Membership.person == person)
        Membership.update(left_at=clock.now()).where(gone).execute()
        invitations.member_left(group, person)


def join(group, person):
    with transaction():
        Membership.insert(group=group, person=person).on_conflict(
            conflict_target=[Membership.group, Membership.person], update={Membership.left_at: None}
        ).execute()
        invitations.member_joined(group, person)


def test_who_leaves_a_circle_loses_the_entry_and_the_others_hear_nothing(circle, lin, mails):
    leave(circle, lin)
    [message] = mails()
    event, method = invitation_in(message)
    assert message["To"].addresses[0].addr_spec == lin.email
    assert (method, event.sequence.value, event.dtstart.value) == ("CANCEL", "1", MAY)
    assert message["Subject"].startswith("Out of your calendar: Meeting with Priya, Omar and Zoë")
    assert f"/groups/{circle.ref}" not in message.get_body(("plain",)).get_content()


def test_who_comes_back_is_invited_with_a_later_sequence(circle, lin, mails):
    leave(circle, lin)
    mails()
    join(circle, lin)
    sequences = [invitation_in(message) for message in by_address(mails())[lin.email]]
    assert [(event.sequence.value, method) for event, method in sequences] == [
        ("1", "CANCEL"),
        ("2", "REQUEST"),
    ]


def test_a_member_who_leaves_does_not_swallow_the_others_invitation(now, programme, priya, omar, lin, mails):
    group = make_circle(programme, [priya, omar, lin])
    book(group, priya, MAY)
    leave(group, lin)
    boxes = by_address(mails())
    assert {address: invitation_in(box[0])[1] for address, box in boxes.items()} == {
        priya.email: "REQUEST",
        omar.email: "REQUEST",
        lin.email: "CANCEL",
    }


def test_a_new_member_of_a_circle_is_invited_alone(circle, make_person, mails):
    tom = make_person("Tom Ray")
    join(circle, tom)
    [message] = mails()
    event, method = invitation_in(message)
    assert (method, event.summary.value) == ("REQUEST", "Meeting with Priya, Omar and 2 others")


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ([], "Meeting"),
        (["Omar"], "Meeting with Omar"),
        (["Omar", "Lin"], "Meeting with Omar and Lin"),
        (["Omar", "Lin", "Tom"], "Meeting with Omar, Lin and Tom"),
        (["Omar", "Lin", "Tom", "Zoë"], "Meeting with Omar, Lin and 2 others"),
        ([*"ABCDEFG"], "Meeting with A, B and 5 others"),
    ],
)
def test_an_entry_says_with_whom(others, words):
    assert entries.summary("Meeting", others) == words


def test_a_group_with_a_topic_does_not_name_it(circle, priya, mails):
    Group.update(format="flash").where(Group.id == circle.id).execute()
    book(circle, priya, MAY + timedelta(days=1))
    assert {invitation_in(message)[0].summary.value.split(" with ")[0] for message in mails()} == {"Meeting"}
