"""Reports of concern: "a coordinator should look at this", with what the reporter chose to show."""

from __future__ import annotations

from typing import Any

from peewee import JOIN, AutoField, CharField, Check, ForeignKeyField, IntegerField

from peerportal.core import clock, log, mail, vault
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField, locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Membership
from peerportal.people.models import Person

OPEN, TAKEN, RESOLVED, DISMISSED = "open", "taken", "resolved", "dismissed"
WAITING = (OPEN, TAKEN)
KINDS = ("person", "request", "agenda_item", "agreement", "commitment", "goal", "activity", "group")


class Concern(BaseModel):
    """A report. Its words and the passages shown are sealed in a space that coordinators read; so are the reasons."""

    reporter_id: int | None
    about_id: int | None
    taken_by_id: int | None

    id = AutoField()
    ref = RefField()
    state = CharField(max_length=9, default=OPEN)
    reporter = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    about = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    kind = CharField(max_length=12)
    group_id = IntegerField(null=True)  # of the group that what was reported belongs to
    space_id = IntegerField()
    words: Any = SealedField()
    shown: Any = SealedField(null=True)
    outcome: Any = SealedField(null=True)
    raised_at = UTCDateTimeField(default=clock.now)
    taken_by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    taken_at = UTCDateTimeField(null=True)
    ended_at = UTCDateTimeField(null=True)
    form_key = CharField(max_length=26, null=True)

    class Meta:
        indexes = ((("reporter", "form_key"), True), (("state", "raised_at"), False))
        constraints = [
            Check("state IN ('open', 'taken', 'resolved', 'dismissed')"),
            Check(
                "kind IN ('person', 'request', 'agenda_item', 'agreement', 'group', 'profile', "
                "'commitment', 'goal', 'note', 'farewell', 'circle', 'activity')"
            ),
        ]

    @classmethod
    def readable_by(cls, person: Person) -> Any:
        """The reports whose words this coordinator may open, with all who are named.

        Never one about themselves, nor one from a group that they are or were in, whenever they came into it.
        """
        about, taker, reporter = Person.alias(), Person.alias(), Person.alias()
        readers = vault.SpaceReader
        return (
            cls.select(cls, about, taker, reporter)
            .join_from(cls, readers, on=(readers.space_id == cls.space_id))
            .join_from(cls, about, JOIN.LEFT_OUTER, on=(cls.about == about.id), attr="reported")
            .join_from(cls, taker, JOIN.LEFT_OUTER, on=(cls.taken_by == taker.id), attr="taker")
            .join_from(cls, reporter, JOIN.LEFT_OUTER, on=(cls.reporter == reporter.id), attr="sender")
            .where(readers.person_id == person.id, ~cls.from_a_group_of(person))
        )

    @classmethod
    def from_a_group_of(cls, person: Person) -> Any:
        """The condition that what was reported belongs to a group that somebody is in, or was."""
        theirs = Membership.select(Membership.group).where(Membership.person == person)
        return cls.group_id.is_null(False) & cls.group_id.in_(theirs)

    @classmethod
    def raised_by(cls, person: Person) -> Any:
        """The reports a person made, the newest first, with whom they are about."""
        about = Person.alias()
        return (
            cls.select(cls, about)
            .join_from(cls, about, JOIN.LEFT_OUTER, on=(cls.about == about.id), attr="reported")
            .where(cls.reporter == person)
            .order_by(cls.raised_at.desc(), cls.id.desc())
        )

    @property
    def is_waiting(self) -> bool:
        """Whether it is not resolved or dismissed yet."""
        return self.state in WAITING

    def take(self, by: Person) -> None:
        """Say that one looks after it; taking what one has taken changes nothing."""
        with transaction():
            fresh = self._held()
            if fresh.taken_by_id == by.id:
                return
            if fresh.state != OPEN:
                raise RuleBroken("Somebody else looks after this report already.")
            self._move(state=TAKEN, taken_by=by, taken_at=clock.now())
            log.write(by.id, "took", "concern", self.ref)

    def resolve(self, by: Person, outcome: str) -> None:
        """End it: something was done about it. The words of `outcome` are for coordinators only."""
        self._end(by, RESOLVED, outcome)

    def dismiss(self, by: Person, outcome: str) -> None:
        """End it: nothing needs to be done. The words of `outcome` are for coordinators only."""
        self._end(by, DISMISSED, outcome)

    def _end(self, by: Person, state: str, outcome: str) -> None:
        with transaction():
            fresh = self._held()
            if fresh.state == state:
                return
            if not fresh.is_waiting:
                raise RuleBroken("This report is closed already.")
            sealed = vault.open_space(self.space_id, reader=by.id).seal(Concern.outcome, self.ref, outcome)
            self._move(state=state, outcome=sealed, ended_at=clock.now(), taken_by=fresh.taken_by_id or by.id)
            log.write(by.id, state, "concern", self.ref)
            if fresh.reporter_id:
                mail.enqueue("concern_ended", person=fresh.reporter_id, concern=self.ref)

    def _held(self) -> Concern:
        return locked(Concern.select().where(Concern.id == self.id)).get()

    def _move(self, **facts: Any) -> None:
        Concern.update(facts).where(Concern.id == self.id).execute()
