"""Coming into a circle: joining, inviting and saying yes, with the hard rules asked of the database inside the verb."""

from __future__ import annotations

from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.circles import inviting, membership
from peerportal.groups.circles.starting import check_takes_part
from peerportal.groups.models import Circle, CircleInvitation, Group
from peerportal.groups.models.circle import ACCEPTED, ANYBODY, PENDING
from peerportal.matching.circles import barring
from peerportal.matching.circles.barring import NotForThem
from peerportal.matching.requests.moving import lock_people
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

NO_INVITATION = "This circle takes people by invitation."


def join(group: Group, by: Person) -> Group:
    """Join a circle that is open to anybody, or one that `by` is invited into; joining twice changes nothing."""
    with transaction():
        person, fresh = _held(group, by)
        invitation = inviting.waiting_for(person).where(CircleInvitation.group == group).first()
        joining = Circle.select(Circle.joining).where(Circle.group == group).scalar()
        if invitation is None and joining != ANYBODY and person.id not in fresh.member_ids():
            raise RuleBroken(NO_INVITATION)
        _enter(fresh, person, invitation)
    return fresh


def accept(invitation: CircleInvitation, by: Person) -> Group:
    """Say yes to an invitation."""
    with transaction():
        person, fresh = _held(Group(id=invitation.group_id), by)
        state = CircleInvitation.get_by_id(invitation.id).state
        if state not in (PENDING, ACCEPTED):
            raise RuleBroken(inviting.NO_LONGER_OPEN)
        if state == PENDING:
            _enter(fresh, person, invitation)
    return fresh


def invite(group: Group, by: Person, person: Person) -> CircleInvitation:
    """Invite somebody who may be with all members."""
    with transaction():
        invited, fresh = _held(group, person)
        if by.id not in fresh.member_ids():
            raise RuleBroken(membership.OVER)
        barring.check(invited, fresh.member_ids(), _programme(fresh))
        if not invited.is_active:
            raise NotForThem
        return inviting.make(fresh, by, invited)


def _held(group: Group, person: Person) -> tuple[Person, Group]:
    """The person with all members, then the circle, locked in the order that all verbs keep, as they are now.

    Whoever joins at the same moment waits for the circle, and is one of its members when the rules are asked.
    """
    people = lock_people(person.id, *group.member_ids())
    return people[person.id], group.held()


def _enter(group: Group, person: Person, invitation: CircleInvitation | None) -> None:
    members = group.member_ids()
    if person.id not in members:
        programme = _programme(group)
        check_takes_part(person, programme)
        barring.check(person, members, programme)
        membership.admit(group, person)
    if invitation is not None:
        inviting.accepted(invitation)


def _programme(group: Group) -> Programme:
    found: Programme = Programme.get_by_id(group.programme_id)
    return found


def circle_of(invitation: CircleInvitation) -> Group:
    """The circle an invitation is about."""
    found: Group = Group.get_by_id(invitation.group_id)
    return found
