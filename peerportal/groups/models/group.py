"""Groups: a pair or a circle, who is in it, and whether it is trying, active or closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from peewee import SQL, AutoField, BooleanField, CharField, Check, CompositeKey, ForeignKeyField, IntegerField

from peerportal.core import changes, clock
from peerportal.core.db import BaseModel, RefField, UTCDateTimeField, locked, transaction
from peerportal.core.fixed import fixed
from peerportal.core.rules import RuleBroken
from peerportal.groups import hooks
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

PAIR, CIRCLE = "pair", "circle"
TRYING, ACTIVE, CLOSED = "trying", "active", "closed"
READ_ONLY = "This group is closed, so its pages can only be read."


class Group(BaseModel):
    """Peers who meet. `low` and `high` are the two of a pair in order, so that a pair exists once.

    `moved` counts every change that a member's open page should see; `space_id` is where its words are sealed.
    `format` is a name of groups.formats. `chat_sequence` counts the changes of the first chat's calendar entry and
    `chat_changed_at` says when the last of them was; `nudged_at` is when its members were last reminded that they have
    no date, `retired_at` when its words were destroyed, `warned_at` when they were told that it was two weeks away.
    """

    id = AutoField()
    ref = RefField()
    programme = ForeignKeyField(Programme, lazy_load=False)
    kind = CharField(max_length=6, default=PAIR)
    state = CharField(max_length=7, default=TRYING)
    space_id = IntegerField()
    low = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    high = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    first_chat_at = UTCDateTimeField(null=True)
    opened_at = UTCDateTimeField(default=clock.now)
    activated_at = UTCDateTimeField(null=True)
    closed_at = UTCDateTimeField(null=True)
    closed_by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    moved = IntegerField(default=1)
    format = CharField(max_length=10, default="talk", constraints=[SQL("DEFAULT 'talk'")])
    chat_sequence = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    chat_changed_at = UTCDateTimeField(null=True)
    nudged_at = UTCDateTimeField(null=True)
    retired_at = UTCDateTimeField(null=True)
    warned_at = UTCDateTimeField(null=True)
    programme_id: int
    ground_rules: str  # only where a mark brought them along, like the rows of its present members
    present: list[tuple[Any, ...]]
    low_id: int | None
    high_id: int | None

    class Meta:
        table_name = "peer_group"
        constraints = [
            Check("kind IN ('pair', 'circle')"),
            Check("state IN ('trying', 'active', 'closed')"),
        ]

    @classmethod
    def of(cls, person: Person) -> Any:
        """The groups a person is in and whose words are still there, as a query that may be narrowed."""
        mine = (Membership.person == person) & Membership.left_at.is_null() & cls.retired_at.is_null()
        return cls.select().join(Membership, on=(Membership.group == cls.id)).where(mine)

    @classmethod
    def open_between(cls, a: int, b: int) -> Group | None:
        """The pair of these two people that is not closed, if there is one."""
        low, high = sorted((a, b))
        found: Group | None = (
            cls.select().where(cls.low == low, cls.high == high, cls.state != CLOSED).first()
        )
        return found

    @classmethod
    def open_count(cls, person_id: int) -> int:
        """How many places of a person's room are taken: a trying pair takes one too, a circle none."""
        mine = (Membership.person == person_id) & Membership.left_at.is_null() & (cls.kind == PAIR)
        query = cls.select().join(Membership, on=(Membership.group == cls.id))
        return int(query.where(mine, cls.state != CLOSED).count())

    @classmethod
    def last_ended_between(cls, a: int, b: int) -> dt.datetime | None:
        """When the last pair of these two people was closed."""
        low, high = sorted((a, b))
        closed = cls.select().where(cls.low == low, cls.high == high, cls.state == CLOSED)
        last: Group | None = closed.order_by(cls.closed_at.desc()).first()
        return last.closed_at if last else None

    @property
    def is_circle(self) -> bool:
        return self.kind == CIRCLE

    @property
    def is_trying(self) -> bool:
        return self.state == TRYING

    @property
    def is_gathering(self) -> bool:
        """Whether it is a circle that waits for enough people, and so has nothing to meet for yet."""
        return self.is_circle and self.is_trying

    @property
    def is_active(self) -> bool:
        return self.state == ACTIVE

    @property
    def is_closed(self) -> bool:
        return self.state == CLOSED

    def member_ids(self) -> list[int]:
        """The keys of its present members, ascending."""
        query: Any = Membership.select(Membership.person).where(
            Membership.group == self, Membership.left_at.is_null()
        )
        return sorted(person_id for (person_id,) in query.tuples())

    def everybody(self) -> list[Membership]:
        """Everybody who is or was in it, with what they said and did as members."""
        return _everybody.rows(self)

    def held(self) -> Group:
        """The group as it stands now, its row locked until the transaction ends."""
        fresh: Group = locked(Group.select().where(Group.id == self.id)).get()
        return fresh

    @classmethod
    def all_held(cls, ids: Iterable[int]) -> list[Group]:
        """These groups as they stand now, by their keys, their rows locked until the transaction ends.

        Whoever changes more than one takes all of them here before anything else: taken one by one as they come up, two
        transactions could each wait for what the other has.
        """
        return list(locked(cls.select().where(cls.id.in_(list(ids))).order_by(cls.id)))

    def check_not_closed(self) -> None:
        """Raise RuleBroken when it is: for a page that asks for what a closed group would refuse."""
        if self.is_closed:
            raise RuleBroken(READ_ONLY)

    def held_active(self) -> Group:
        """As `held`, for verbs that only an active group knows."""
        fresh = self.held()
        if fresh.is_trying:
            raise RuleBroken("This opens once your group has begun.")
        fresh.check_not_closed()
        return fresh

    def touch(self) -> None:
        """Have the members' open pages see that something changed; part of the verb that changed it."""
        Group.update(moved=Group.moved + 1).where(Group.id == self.id).execute()

    def close(self, by: Person | None = None) -> None:
        """End the group, in neutral words and without a reason; what was written stays readable to its members.

        Closing a closed group changes nothing.
        """
        with transaction():
            still = (Group.id == self.id) & (Group.state != CLOSED)
            ended = {"state": CLOSED, "closed_at": clock.now(), "closed_by": by, "moved": Group.moved + 1}
            if Group.update(ended).where(still).execute():
                self.tell_matching()
                hooks.on_close.fire(self)

    def tell_matching(self) -> None:
        """Note that room and acquaintance of its members changed, in the transaction of the verb that did it."""
        if self.is_circle:
            changes.record("circle", a=self.id)
            return
        changes.record("group", a=self.low_id or 0, b=self.high_id or 0)
        for person_id in self.member_ids():
            changes.record("room", person_id)


Group.add_index(
    Group.low, Group.high, unique=True, where=(Group.state != CLOSED), name="peer_group_one_open_pair"
)


class Membership(BaseModel):
    """A person in a group, and what only they themselves know of it.

    `answer` is what they said after the first chat, `fit` after the first meeting; `own_space_id` seals what they
    write for themselves. `done_at` is when a member of a circle said that it is time to end it; `done_with` the number
    of the last meeting whose steps afterwards they put away. `moved` counts the changes that only their own page shows.
    """

    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    joined_at = UTCDateTimeField(default=clock.now)
    left_at = UTCDateTimeField(null=True)
    answer = CharField(max_length=3, null=True)
    answered_at = UTCDateTimeField(null=True)
    own_space_id = IntegerField(null=True)
    fit = CharField(max_length=6, null=True)
    fit_at = UTCDateTimeField(null=True)
    keeps_in_touch = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    done_at = UTCDateTimeField(null=True)
    moved = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    done_with = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    group_id: int
    person_id: int

    class Meta:
        primary_key = CompositeKey("group", "person")
        constraints = [Check("answer IN ('yes', 'not')")]

    @classmethod
    def touch(cls, group: Group, person: Person) -> None:
        """Have this member's own open page see that something private changed, and nobody else's."""
        mine = (cls.group == group) & (cls.person == person)
        cls.update(moved=cls.moved + 1).where(mine).execute()


@fixed
def _everybody(group: Any) -> Any:
    return Membership.select().where(Membership.group == group)
