"""Invitations into a circle: a member makes one or takes it back, and whoever is invited answers."""

from __future__ import annotations

from typing import Any

from peerportal.core import clock, mail
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.circles.membership import FULL, OVER, WAITS
from peerportal.groups.models import CLOSED, Circle, CircleInvitation, Group, Membership
from peerportal.groups.models.circle import ACCEPTED, DECLINED, PENDING, WITHDRAWN
from peerportal.people.models import Person

MOST_WAITING = 8  # invitations of one circle at a time
NO_LONGER_OPEN = "This invitation is no longer open."
THOUGHT_BETTER = "They were asked already and said not now, which is a good answer, too."


def make(group: Group, by: Person, person: Person) -> CircleInvitation:
    """Invite somebody; the invitation that waits already when there is one.

    Part of the inviting transaction, which holds the group locked and has asked the hard rules.
    """
    found: CircleInvitation | None = pending(group).where(CircleInvitation.person == person).first()
    if found is not None:
        return found
    _check(group, person)
    made: CircleInvitation = CircleInvitation.create(group=group, person=person, by=by)
    mail.enqueue("circle_invitation", person=person.id, invitation=made.ref)
    group.touch()
    return made


def _check(group: Group, person: Person) -> None:
    if group.is_closed:
        raise RuleBroken(OVER)
    circle, there = Circle.get_by_id(group.id), group.member_ids()
    if circle.approved_at is None:
        raise RuleBroken(WAITS)
    if person.id in there:
        raise RuleBroken(f"{person.first_name} is in this circle already.")
    if len(there) >= circle.most:
        raise RuleBroken(FULL)
    if person.id in declined(group):
        raise RuleBroken(THOUGHT_BETTER)
    if pending(group).count() >= MOST_WAITING:
        raise RuleBroken(
            f"{MOST_WAITING} invitations wait for an answer. Take one back to invite somebody else."
        )


def pending(group: Any) -> Any:
    """The invitations of a circle that wait for an answer, as a query."""
    mine = (CircleInvitation.group == group) & (CircleInvitation.state == PENDING)
    return CircleInvitation.select().where(mine)


def declined(group: Group) -> set[int]:
    """The keys of those who were invited into a circle and said not now; nobody asks them again."""
    said_no = (CircleInvitation.group == group) & (CircleInvitation.state == DECLINED)
    query: Any = CircleInvitation.select(CircleInvitation.person).where(said_no)
    return {person for (person,) in query.tuples()}


def waiting_for(person: Person) -> Any:
    """The invitations that wait for somebody's answer, as a query."""
    mine = (CircleInvitation.person == person) & (CircleInvitation.state == PENDING)
    joined = CircleInvitation.select(CircleInvitation, Group).join(Group, attr="circle_group")
    return joined.where(mine, Group.state != CLOSED).order_by(CircleInvitation.made_at)


def accepted(invitation: CircleInvitation) -> None:
    """Note a yes; part of the joining transaction."""
    _answer(invitation, ACCEPTED)


def decline(invitation: CircleInvitation) -> None:
    """Say not now, without a reason; the members see that the invitation is no longer open."""
    with transaction():
        _close(invitation, DECLINED)


def withdraw(invitation: CircleInvitation) -> None:
    """Take an invitation back; whoever was invited gets no mail about it."""
    with transaction():
        _close(invitation, WITHDRAWN)


def _close(invitation: CircleInvitation, state: str) -> None:
    group = Group(id=invitation.group_id).held()
    if _answer(invitation, state):
        group.touch()
    elif state != CircleInvitation.get_by_id(invitation.id).state:
        raise RuleBroken(NO_LONGER_OPEN)


def _answer(invitation: CircleInvitation, state: str) -> bool:
    still = (CircleInvitation.id == invitation.id) & (CircleInvitation.state == PENDING)
    return bool(CircleInvitation.update(state=state, answered_at=clock.now()).where(still).execute())


def end_between(one: Person, other: Person) -> None:
    """A block: neither is invited any longer into a circle that the other is in."""
    _end(_between(one, other))


def end_all_of(person: Person) -> None:
    """Somebody left the portal: nothing waits for their answer any more."""
    _end(CircleInvitation.person == person)


def circles_between(one: Person, other: Person) -> set[int]:
    """The keys of the circles that one of the two is in and the other is invited into."""
    return {invitation.group_id for invitation in _waiting(_between(one, other))}


def circles_asking(person: Person) -> set[int]:
    """The keys of the circles that wait for somebody's answer."""
    return {invitation.group_id for invitation in _waiting(CircleInvitation.person == person)}


def _between(one: Person, other: Person) -> Any:
    return _invited_beside(one, other) | _invited_beside(other, one)


def _invited_beside(invited: Person, member: Person) -> Any:
    theirs = Membership.select(Membership.group).where(
        Membership.person == member, Membership.left_at.is_null()
    )
    return (CircleInvitation.person == invited) & CircleInvitation.group.in_(theirs)


def _waiting(which: Any) -> list[CircleInvitation]:
    waiting = CircleInvitation.select().where(which, CircleInvitation.state == PENDING)
    return list(waiting.order_by(CircleInvitation.group))


def _end(which: Any) -> None:
    """End what waits; the caller holds the circles already, all together and before anything else."""
    for invitation in _waiting(which):
        if _answer(invitation, WITHDRAWN):
            Group(id=invitation.group_id).touch()
