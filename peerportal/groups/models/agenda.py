"""Agenda items: talking points by any member, the unit of editing of what a group shares."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BooleanField, CharField, Check, ForeignKeyField, IntegerField, fn

from peerportal.core import clock, vault
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField, transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.models.group import Group
from peerportal.groups.models.meeting import HELD, Meeting
from peerportal.people.models import Person

OPEN, DISCUSSED, CARRIED = "open", "discussed", "carried"
MOST_ITEMS = 60


class AgendaItem(BaseModel):
    """A talking point by any member. `form_key` makes a form sent twice one item; `gone` is removed, with undo."""

    id = AutoField()
    ref = RefField()
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE", lazy_load=False)
    author = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    words: Any = SealedField()
    state = CharField(max_length=9, default=OPEN)
    position = IntegerField()
    gone = BooleanField(default=False)
    carried_from = IntegerField(null=True)  # the number of the meeting it was first meant for
    version = IntegerField(default=1)
    form_key = CharField(max_length=26, null=True)
    added_at = UTCDateTimeField(default=clock.now)
    changed_at = UTCDateTimeField(default=clock.now)
    meeting_id: int
    author_id: int | None

    class Meta:
        indexes = ((("meeting", "position"), False), (("meeting", "form_key"), True))
        constraints = [Check("state IN ('open', 'discussed', 'carried')")]

    @classmethod
    def of(cls, meeting: Meeting) -> Any:
        """The items of a meeting in their order, removed ones too, as a query."""
        return cls.select().where(cls.meeting == meeting).order_by(cls.position, cls.id)

    @classmethod
    def add(
        cls, group: Group, by: Person, words: str, form_key: str, after: AgendaItem | None = None
    ) -> AgendaItem:
        """Put a point on the agenda of the next meeting, last or right after another one.

        The same `form_key` again is the same item; if it was removed meanwhile, it comes back.
        """
        with transaction():
            group = group.held_active()
            meeting = _next(group)
            there: AgendaItem | None = cls.get_or_none(cls.meeting == meeting, cls.form_key == form_key)
            if there is not None:
                return there._put_back(group)
            cls._check_length(meeting)
            item = cls._insert(group, by, words, meeting, form_key, cls._place(meeting, after))
            group.touch()
        return item

    @classmethod
    def _insert(
        cls, group: Group, by: Person, words: str, meeting: Meeting, form_key: str, position: int
    ) -> AgendaItem:
        ref = new_ref()
        sealed = vault.open_space(group.space_id, reader=by.id).seal(cls.words, ref, words)
        item: AgendaItem = cls.create(
            ref=ref, meeting=meeting, author=by, words=sealed, position=position, form_key=form_key
        )
        return item

    @classmethod
    def _check_length(cls, meeting: Meeting) -> None:
        if cls.select().where(cls.meeting == meeting, ~cls.gone).count() >= MOST_ITEMS:
            raise RuleBroken(
                f"There are {MOST_ITEMS} points on this agenda. Tick or remove some to add another one."
            )

    @classmethod
    def _place(cls, meeting: Meeting, after: AgendaItem | None) -> int:
        if after is None or after.meeting_id != meeting.id:
            return int(cls.select(fn.MAX(cls.position)).where(cls.meeting == meeting).scalar() or 0) + 1
        following = (cls.meeting == meeting) & (cls.position > after.position)
        cls.update(position=cls.position + 1).where(following).execute()
        return after.position + 1

    def edit(self, group: Group, by: Person, words: str, version: int) -> bool:
        """Change the words; False when the item was changed, removed or moved on to the past since `version`."""
        with transaction():
            group = group.held_active()
            sealed = vault.open_space(group.space_id, reader=by.id).seal(AgendaItem.words, self.ref, words)
            facts = {"words": sealed, "version": version + 1, "changed_at": clock.now()}
            same = (AgendaItem.id == self.id) & (AgendaItem.version == version) & ~AgendaItem.gone
            on_agenda = AgendaItem.meeting == _next(group)
            if not AgendaItem.update(facts).where(same, on_agenda).execute():
                return False
            group.touch()
        return True

    def move(self, group: Group, by: int, place: int) -> int:
        """Change places with a neighbour: `by` is -1 for up or 1 for down, `place` where it stood for the mover.

        Returns its place afterwards, counted from 1; a move that no longer fits (already made, or the order changed
        meanwhile) and one beyond an end change nothing.
        """
        with transaction():
            group = group.held_active()
            order = list(AgendaItem.of(_next(group)).where(~AgendaItem.gone))
            at = next((index for index, item in enumerate(order) if item.id == self.id), None)
            if at is None:
                raise RuleBroken("This point is no longer on the agenda.")
            if at + 1 != place or not 0 <= at + by < len(order):
                return at + 1
            order[at], order[at + by] = order[at + by], order[at]
            for position, item in enumerate(order, start=1):
                if item.position != position:
                    AgendaItem.update(position=position).where(AgendaItem.id == item.id).execute()
            group.touch()
        return at + by + 1

    def mark(self, group: Group, state: str) -> None:
        """Tick as discussed, leave for the next meeting, or open again; the same mark twice changes nothing."""
        self._change(group, {"state": state}, AgendaItem.state != state)

    def remove(self, group: Group) -> None:
        """Take it off the agenda; it can be put back until the meeting is over."""
        self._change(group, {"gone": True, "version": AgendaItem.version + 1}, ~AgendaItem.gone)

    def put_back(self, group: Group) -> None:
        """Undo removing, while the agenda has room for it."""
        with transaction():
            group = group.held_active()
            meeting = _next(group)
            mine = (AgendaItem.id == self.id) & (AgendaItem.meeting == meeting) & AgendaItem.gone
            if AgendaItem.select().where(mine).exists():
                self._check_length(meeting)
            self._change(group, {"gone": False, "version": AgendaItem.version + 1}, AgendaItem.gone)

    def _put_back(self, group: Group) -> AgendaItem:
        if self.gone:
            self.put_back(group)
        return self

    def _change(self, group: Group, facts: dict[str, Any], unless_done: Any) -> None:
        with transaction():
            group = group.held_active()
            here = (AgendaItem.id == self.id) & (AgendaItem.meeting == _next(group))
            facts = facts | {"changed_at": clock.now()}
            if AgendaItem.update(facts).where(here, unless_done).execute():
                group.touch()

    @classmethod
    def move_on(cls, meeting: Meeting, following: Meeting) -> None:
        """Take what was not discussed from a meeting that is over to the following one; part of what ended it.

        Only a meeting that took place leaves points behind it: they say where they come from, and what was removed
        stays. From one that did not, all move as they are, since the following one is in its place.
        """
        rest = (cls.meeting == meeting) & (cls.state != DISCUSSED)
        facts: dict[str, Any] = {"meeting": following.id}
        if meeting.state == HELD:
            rest &= ~cls.gone
            facts |= {"state": OPEN, "carried_from": fn.COALESCE(cls.carried_from, meeting.number)}
        cls.update(facts).where(rest).execute()


def _next(group: Group) -> Meeting:
    meeting = Meeting.next_of(group)
    if meeting is None:
        raise RuleBroken("There is no agenda yet.")
    return meeting
