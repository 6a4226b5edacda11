"""A session opened for one of its members: what stands on the table, and what they may see of each other's parts.

The parts come by one query that leaves out the words that are not shown yet, so no code behind it can give them away.
Deeds change `table` and `mine` as plain data; `take` saves what changed, all in the transaction that holds the group.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from peewee import Case

from peerportal.activities import keeping
from peerportal.activities.kind import Kind, Step
from peerportal.activities.models import ActivityPart, ActivitySession
from peerportal.core import clock, vault
from peerportal.core.fixed import fixed
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.opened import Member, Opened


@dataclass
class Part:
    """A member's part in a step; `words` are None while they are not for the reader's eyes."""

    ref: str
    person_id: int
    step: str
    words: dict[str, Any] | None
    version: int
    ready_at: dt.datetime | None
    shown_at: dt.datetime | None
    by_id: int | None
    is_new: bool = False
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        return self.ready_at is not None

    @property
    def is_shown(self) -> bool:
        return self.shown_at is not None

    def facts(self) -> dict[str, Any]:
        """What a deed may change."""
        return {
            "words": self.words,
            "ready_at": self.ready_at,
            "shown_at": self.shown_at,
            "by_id": self.by_id,
        }


class Play:
    """A session opened for one of its members, at one of its steps."""

    def __init__(self, session: ActivitySession, kind: Kind, opened: Opened, step: Step) -> None:
        self.session, self.kind, self.opened, self.step = session, kind, opened, step
        self.group, self.me = opened.group, opened.me
        self.acting: Member = opened.me  # on one laptop, whom the reader writes for
        self.key = ""  # made with the form, so that an entry sent twice is one
        self.version = 0  # of what the form began from
        self.moves = False  # whether a deed changed something beside its table and parts
        self.looked_up: dict[str, Any] = {}  # what was asked for beside it, once for all its steps
        self.tables: dict[str, Any] = _loaded(opened.space, session)
        self.parts = [_part(opened.space, row) for row in _parts.rows(session.id, opened.reader.id)]
        self._tables_before = copy.deepcopy(_laid(self.tables))
        self._due_before = session.due_on

    @property
    def members(self) -> list[Member]:
        """The present members, the reader first."""
        return [self.me, *self.opened.others]

    def member(self, ref: str) -> Member:
        """The present member with this opaque id; RuleBroken when there is none."""
        found = next((member for member in self.opened.members if member.ref == ref), None)
        if found is None:
            raise RuleBroken("That is nobody in this group.")
        return found

    @property
    def today(self) -> dt.date:
        """The present day where whoever acts is."""
        return clock.now().astimezone(self.acting.zone).date()

    @property
    def is_now(self) -> bool:
        """Whether this step is the one the group is at, and something can be done."""
        return self.session.is_open and not self.group.is_closed and self.session.step == self.step.key

    @property
    def can_write(self) -> bool:
        """Whether a late word is still possible: the session may go on or be over, but the group is there."""
        return not self.group.is_closed and self.session.state != "stopped"

    @property
    def table(self) -> dict[str, Any]:
        """What stands on the table in this step, the same for all; to be changed in place."""
        found: dict[str, Any] = self.tables.setdefault(self.step.key, {})
        return found

    def at(self, step: Step) -> Play:
        """The same session, looked at in another step."""
        other = copy.copy(self)
        other.step = step
        return other

    def part_of(self, person_id: int, step: str | None = None) -> Part | None:
        """A member's part in a step (this one unless told otherwise), once they came to it."""
        wanted = step or self.step.key
        return next((part for part in self.parts if (part.person_id, part.step) == (person_id, wanted)), None)

    def parts_here(self) -> list[Part]:
        """The parts of present members in this step, in the members' order."""
        found = [self.part_of(member.id) for member in self.opened.members]
        return [part for part in found if part is not None]

    @property
    def mine(self) -> Part:
        """The part of whoever acts in this step; to be changed in place, made when it is not there yet."""
        part = self.part_of(self.acting.id)
        if part is None:
            part = Part(new_ref(), self.acting.id, self.step.key, {}, 0, None, None, None, is_new=True)
            self.parts.append(part)
        return part

    def shown(self) -> list[tuple[Member, dict[str, Any]]]:
        """What was revealed in this step, in the members' order."""
        there = [(member, self.part_of(member.id)) for member in self.opened.members]
        return [(member, part.words or {}) for member, part in there if part and part.is_shown]

    def save(self) -> None:
        """Write what a deed changed; one that changed nothing moves no open page."""
        facts: dict[str, Any] = {}
        if _laid(self.tables) != self._tables_before:
            words = json.dumps(_laid(self.tables), ensure_ascii=False)
            sealed = self.opened.space.seal(ActivitySession.words, self.session.ref, words)
            facts = {"words": sealed, "version": ActivitySession.version + 1}
        agreed = self.kind.days(self)
        if self.kind.has_days:
            self.session.due_on = keeping.next_of(agreed, self.today)
        if self.session.due_on != self._due_before:
            facts["due_on"] = self.session.due_on
            self.group.touch()  # its page names the day
        written = [self._save_part(part) for part in self.parts]
        if facts or any(written) or self.moves:
            facts["moved"] = ActivitySession.moved + 1
            ActivitySession.update(facts).where(ActivitySession.id == self.session.id).execute()
            if self.kind.has_days:
                keeping.keep(self.session, agreed)

    def _save_part(self, part: Part) -> bool:
        if not part.is_new and part.facts() == part.before:
            return False
        rewritten = part.words is not None and part.words != part.before.get("words")
        facts: dict[str, Any] = {"ready_at": part.ready_at, "shown_at": part.shown_at, "by": part.by_id}
        if rewritten:
            words = json.dumps(part.words, ensure_ascii=False)
            facts["words"] = self.opened.space.seal(ActivityPart.words, part.ref, words)
            facts["version"] = part.version + 1
        here = {"session": self.session.id, "person": part.person_id, "step": part.step}
        if part.is_new:
            ActivityPart.insert(**here, ref=part.ref, came_at=clock.now(), **facts).execute()
        else:
            ActivityPart.update(facts).where(ActivityPart.ref == part.ref).execute()
        return True


@fixed
def _parts(session: Any, reader: Any) -> Any:
    part = ActivityPart
    seen = (part.person == reader) | part.shown_at.is_null(False)
    words = Case(None, [(seen, part.words)], None)
    columns = (part.ref, part.person, part.step, part.version, part.ready_at, part.shown_at, part.by)
    query: Any = part.select(*columns, words.alias("opened")).where(part.session == session)
    return query.order_by(part.id).tuples()


def _part(space: vault.OpenSpace, row: Any) -> Part:
    ref, person_id, step, version, ready_at, shown_at, by_id, sealed = row
    words = json.loads(space.read_sealed(bytes(sealed), ActivityPart.words, ref)) if sealed else None
    part = Part(ref, person_id, step, words, version, ready_at, shown_at, by_id)
    part.before = copy.deepcopy(part.facts())
    return part


def _laid(tables: dict[str, Any]) -> dict[str, Any]:
    """The tables that something stands on; looking at one that is empty changes nothing."""
    return {step: table for step, table in tables.items() if table}


def _loaded(space: vault.OpenSpace, session: ActivitySession) -> dict[str, Any]:
    words = space.read(session, ActivitySession.words)
    found: dict[str, Any] = json.loads(words) if words else {}
    return found
