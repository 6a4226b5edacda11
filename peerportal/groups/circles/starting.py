"""Starting a circle around a topic, and the coordinator's word on it where the programme asks for one."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from peerportal.core import clock, log, mail, vault
from peerportal.core.db import locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.circles import membership
from peerportal.groups.models import CIRCLE, CLOSED, TRYING, Circle, Group
from peerportal.people.models import Person, Profile
from peerportal.programmes.models import Programme, is_enrolled
from peerportal.terms.models import Term
from peerportal.terms.resolve import NEW

SETTLED = "This circle no longer waits for a decision."


@dataclass(frozen=True)
class Plan:
    """What a founder says of a circle; `planned` is None where it goes on for as long as its members like."""

    format: str
    topic: str
    about: str
    joining: str
    most: int
    planned: int | None = None


def start(by: Person, plan: Plan, form_key: str) -> Group:
    """Start a circle with its founder in it; the same form sent twice is one circle.

    It waits for a coordinator where the programme says so, and gathers people otherwise.
    """
    # Terms are made before anything is locked: whoever makes one has to wait for others who do.
    term = term_of(plan.topic)
    ref = _ref_of(by, form_key)
    with transaction():
        founder = locked(Person.select().where(Person.id == by.id)).get()
        return Group.get_or_none(Group.ref == ref) or _make(founder, plan, ref, term)


def _ref_of(by: Person, form_key: str) -> str:
    """The opaque id of the circle that this form makes, the same each time it is sent."""
    made = hashlib.sha256(f"circle {by.ref} {form_key}".encode()).digest()
    return base64.b32encode(made).decode()[:26].lower()


def _make(by: Person, plan: Plan, ref: str, term: int | None) -> Group:
    programme = Programme.current()
    check_takes_part(by, programme)
    membership.check_circles_of(by, plan.format)
    group: Group = Group.create(
        ref=ref,
        programme=programme,
        kind=CIRCLE,
        format=plan.format,
        state=TRYING,
        space_id=vault.new_space("group", []),
    )
    Circle.create(
        group=group, topic=plan.topic, term_id=term, about=plan.about, joining=plan.joining, most=plan.most,
        planned=plan.planned, founder=by, approved_at=None if programme.approves_circles else clock.now(),
    )  # fmt: skip
    membership.enter(group, by)
    return group


def check_takes_part(by: Person, programme: Programme) -> None:
    """Raise RuleBroken unless somebody may start or join a circle at all."""
    if not programme.is_running:
        raise RuleBroken("The programme is not open right now, so no circle can be started or joined.")
    if not (by.is_active and is_enrolled(programme, by)):
        raise RuleBroken("You are not taking part right now. Resume on your account page to meet others.")
    if not Profile.select().where(Profile.person == by, Profile.published_at.is_null(False)).exists():
        raise RuleBroken("Publish your profile first: the others would like to see who you are.")


def term_of(topic: str) -> int | None:
    """The key of the term that a topic is understood as; None when it is none that is known."""
    found = Term.resolve(topic)
    if found.asks or found.how == NEW:
        there = Term.spelt(topic)
        return there.root_id if there else None
    return Term.named(found.label).root_id


def waiting() -> Any:
    """The circles that wait for a coordinator, the oldest first, with topic and founder, as a query."""
    return (
        Group.select(Group, Circle, Person)
        .join_from(Group, Circle, on=(Circle.group == Group.id), attr="circle")
        .join_from(Group, Person, JOIN.LEFT_OUTER, on=(Person.id == Circle.founder), attr="founder")
        .where(Group.state == TRYING, Circle.approved_at.is_null())
        .order_by(Group.opened_at, Group.id)
    )


def approve(group: Group, by: Person) -> None:
    """Let a circle gather people; saying so twice changes nothing."""
    with transaction():
        fresh = _undecided(group, Circle.approved_at.is_null(False))
        if fresh is None:
            return
        Circle.update(approved_at=clock.now()).where(Circle.group == group).execute()
        fresh.touch()
        fresh.tell_matching()
        membership.begin(fresh)
        log.write(by.id, "approved", "circle", group.ref)
        _tell_members("circle_approved", fresh)


def decline(group: Group, by: Person, reason: str) -> None:
    """Say no to a circle, with a reason that its founder reads; it is closed. Twice changes nothing."""
    with transaction():
        fresh = _undecided(group, Circle.approved_at.is_null())
        if fresh is None:
            return
        log.write(by.id, "declined", "circle", group.ref, reason)
        _tell_members("circle_declined", fresh)
        fresh.close()


def _undecided(group: Group, decided: Any) -> Group | None:
    """The circle locked, while nobody has decided; None when it was `decided` so already."""
    fresh = group.held()
    open_still = Circle.approved_at.is_null()
    if fresh.is_trying and Circle.select().where(Circle.group == group, open_still).exists():
        return fresh
    if Circle.select().where(Circle.group == group, decided).exists():
        return None
    raise RuleBroken(SETTLED)


def _tell_members(template: str, group: Group) -> None:
    for member in group.member_ids():
        mail.enqueue(template, person=member, group=group.ref)


def why_declined(group: Group) -> str:
    """What a coordinator wrote when they said no; empty when nobody did."""
    found = log.last_about("circle", group.ref, "declined") if group.state == CLOSED else None
    return found.reason if found else ""
