"""Who is in a circle: letting somebody in, leaving, and what follows from how many there are.

A circle gathers until enough people are in it, then its first meeting is there to be planned; it stays open to join
while there is room, and closes by itself when one person would be left. Who is in it can read its words, from the same
transaction on, and who left cannot.
"""

from __future__ import annotations

from typing import Any

from peerportal.core import clock, mail, vault
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups import formats
from peerportal.groups.calendar import invitations as calendar
from peerportal.groups.circles import hosting
from peerportal.groups.endings import closing, fit, leaving
from peerportal.groups.meetings import offers
from peerportal.groups.models import ACTIVE, CLOSED, TRYING, Circle, Group, Meeting, Membership
from peerportal.people.models import Person

LEAST = 2  # one alone is no circle
FULL = "All places in this circle are taken. When somebody leaves, there is room again."
OVER = "This circle is closed."
WAITS = "A coordinator has not looked at this circle yet. It can be joined as soon as that is done."
ENOUGH = (
    f"You are in {formats.MOST_CIRCLES} circles, which is as many as one can be in. Leave one to make room, or join a "
    "shorter format."
)


def admit(group: Group, person: Person) -> bool:
    """Let somebody in; False when they are in already.

    Part of the joining transaction, which holds the person and the group locked and has asked the hard rules.
    """
    circle = Circle.get_by_id(group.id)
    there = group.member_ids()
    if person.id in there:
        return False
    _check(group, circle, person, len(there))
    enter(group, person)
    for member in there:
        mail.enqueue("circle_joined", person=member, group=group.ref, who=person.id)
    calendar.member_joined(group, person)
    begin(group)
    return True


def _check(group: Group, circle: Circle, person: Person, there: int) -> None:
    if group.is_closed:
        raise RuleBroken(OVER)
    if circle.approved_at is None:
        raise RuleBroken(WAITS)
    if there >= circle.most:
        raise RuleBroken(FULL)
    check_circles_of(person, group.format)


def check_circles_of(person: Person, format_key: str) -> None:
    """Raise RuleBroken when somebody is in as many circles as one can be in; short ones do not count."""
    if not formats.of(format_key).counts:
        return
    counting = Group.format.in_(list(formats.keys(counting=True)))
    if Group.of(person).where(Group.kind == "circle", Group.state != CLOSED, counting).count() >= (
        formats.MOST_CIRCLES
    ):
        raise RuleBroken(ENOUGH)


def enter(group: Group, person: Person) -> None:
    """Write that somebody is in, last in the turn list.

    Who comes back and was there when the group first met keeps the place they had: the fit check asks these people, and
    would tell what one of them said if it asked one less.
    """
    back: dict[Any, Any] = {Membership.left_at: None, Membership.done_at: None}
    if not fit.asks(group, person):
        back |= {Membership.joined_at: clock.now()}
    Membership.insert(group=group, person=person).on_conflict(
        conflict_target=[Membership.group, Membership.person], update=back
    ).execute()
    leaving.drop(group, person)
    vault.admit(group.space_id, person.id)
    group.touch()
    group.tell_matching()


def begin(group: Group) -> bool:
    """Make a gathering circle active once it is approved and enough people are in it; part of the verb."""
    form = formats.of(group.format)
    ready = Circle.select().where(Circle.group == group, Circle.approved_at.is_null(False)).exists()
    if not ready or len(group.member_ids()) < form.least:
        return False
    still = (Group.id == group.id) & (Group.state == TRYING)
    facts = {"state": ACTIVE, "activated_at": clock.now(), "moved": Group.moved + 1}
    if not Group.update(facts).where(still).execute():
        return False
    Meeting.create(group=group, number=1, minutes=form.minutes, host_id=hosting.next_host(group))
    group.tell_matching()
    return True


def leave(group: Group, person: Person) -> None:
    """Go, at any time and without a reason; leaving twice changes nothing.

    The group's words are closed to whoever left from now on; what they wrote themselves is kept for them alone.
    """
    with transaction():
        fresh = group.held()
        if fresh.is_closed:
            raise RuleBroken(OVER)
        take_out(fresh, person)


def take_out(group: Group, person: Person) -> None:
    """The same for a verb that holds the group locked; nobody is told why, and nobody gets a mail.

    Who is in a closed circle stays in it, as a reader of what was.
    """
    if group.is_closed:
        return
    present = (Membership.group == group) & (Membership.person == person) & Membership.left_at.is_null()
    if not Membership.select().where(present).exists():
        return
    leaving.keep(group, person)
    Membership.update(left_at=clock.now(), done_at=None).where(present).execute()
    vault.dismiss(group.space_id, person.id)
    offers.withdraw_all(group, person)
    calendar.member_left(group, person)
    hosting.hand_on(group, person.id)
    group.touch()
    group.tell_matching()
    if len(group.member_ids()) < (LEAST if group.is_active else 1):
        group.close()
    elif group.is_active:
        # Those who stay may all have said already that it is time to end it.
        closing.close_if_all_said_so(group)


def open_circles_of(person: Person) -> Any:
    """The circles somebody is in that are not closed, as a query."""
    return Group.of(person).where(Group.kind == "circle", Group.state != CLOSED).order_by(Group.id)
