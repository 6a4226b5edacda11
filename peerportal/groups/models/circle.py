"""Circles: what one is about, who may join it, and who has been invited."""

from __future__ import annotations

from typing import Any

from peewee import JOIN, AutoField, CharField, Check, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, UTCDateTimeField
from peerportal.core.fixed import fixed
from peerportal.groups.models.group import Group
from peerportal.people.models import Person

ANYBODY, INVITED = "anybody", "invited"  # who may join
PENDING, ACCEPTED, DECLINED, WITHDRAWN = "pending", "accepted", "declined", "withdrawn"


class Circle(BaseModel):
    """What a circle adds to its group, for everybody who could join to read; none of it is confidential.

    `term_id` is the key of the term that the topic was understood as; `joining` is ANYBODY or INVITED; `most` the
    number of people it takes; `planned` how many meetings it is meant to have, after which it closes by itself (None:
    as many as its members like). Without `approved_at` it waits for a coordinator.
    """

    group = ForeignKeyField(Group, primary_key=True, on_delete="CASCADE", lazy_load=False)
    topic = CharField(max_length=120)
    term_id = IntegerField(null=True, index=True)
    about = CharField(max_length=500, default="")
    joining = CharField(max_length=7, default=ANYBODY)
    most = IntegerField(default=8)
    planned = IntegerField(null=True)
    founder = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    approved_at = UTCDateTimeField(null=True)
    version = IntegerField(default=1)
    group_id: int
    founder_id: int | None

    class Meta:
        constraints = [Check("joining IN ('anybody', 'invited')"), Check("most BETWEEN 2 AND 8")]

    @classmethod
    def beside(cls, groups: Any) -> Any:
        """A query of groups that brings along what each is about, where it is a circle, as its `circle`."""
        return groups.select(Group, cls).join_from(
            Group, cls, JOIN.LEFT_OUTER, on=(cls.group == Group.id), attr="circle"
        )

    @classmethod
    def of(cls, group: Group) -> Circle | None:
        """What a group is about, where it is a circle; not asked again where `beside` brought it along."""
        if not group.is_circle:
            return None
        found: Circle | None = getattr(group, "circle", None) or _of.first(group)
        return found


@fixed
def _of(group: Any) -> Any:
    return Circle.select().where(Circle.group == group)


class CircleInvitation(BaseModel):
    """A member invites somebody into a circle; one that is pending stands between the two for that circle once."""

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    by: Any = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    state = CharField(max_length=9, default=PENDING)
    made_at = UTCDateTimeField(default=clock.now)
    answered_at = UTCDateTimeField(null=True)
    group_id: int
    person_id: int
    by_id: int | None

    class Meta:
        constraints = [Check("state IN ('pending', 'accepted', 'declined', 'withdrawn')")]


CircleInvitation.add_index(
    CircleInvitation.group,
    CircleInvitation.person,
    unique=True,
    where=(CircleInvitation.state == PENDING),
    name="circle_invitation_one_pending",
)
