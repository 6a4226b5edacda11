"""What somebody who leaves a circle takes along: their own goals, commitments and notebook, and the days they met.

Shared goals and commitments are sealed with the circle's key, which is closed to whoever leaves. So they are read in
the moment of leaving, while their writer still may, and sealed anew in a space that only the writer can open. Nobody
else's words are among them: no shared note, no agreement, no wording that somebody offered.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from peerportal.core import clock
from peerportal.core.ids import new_ref
from peerportal.groups.endings import keepsake, retention
from peerportal.groups.endings.keepsake import KeptCommitment, KeptGoal, Note
from peerportal.groups.models import Circle, Group, LeftWords, Membership
from peerportal.groups.models.goal import WRITTEN
from peerportal.groups.opened import zone_named
from peerportal.groups.own import opened_own_space, own_space
from peerportal.people.models import Person


def keep(group: Group, person: Person) -> None:
    """Keep their own words for somebody who goes; part of that transaction, before the group is closed to them."""
    kept = keepsake.keepsake(group, person)
    if not (kept.goals or kept.commitments or kept.notebook):
        return
    space, ref = own_space(group, person), new_ref()
    since: Any = Membership.get(Membership.group == group, Membership.person == person).joined_at
    words = space.seal(LeftWords.words, ref, _written(kept, since))
    LeftWords.create(ref=ref, group=group, person=person, words=words, since=since)


def drop(group: Group, person: Person) -> None:
    """Who comes back finds their words on the circle's own pages again; part of the joining transaction."""
    LeftWords.delete().where(LeftWords.group == group, LeftWords.person == person).execute()


def _written(kept: keepsake.Keepsake, since: dt.datetime) -> str:
    goals = [dataclasses.asdict(goal) for goal in kept.goals]
    for goal in goals:
        goal["wordings"] = [told for told in goal["wordings"] if told[1] == WRITTEN]
    said = {
        "met": [
            meeting.starts_at or meeting.held_at for meeting in kept.meetings if meeting.held_at >= since
        ],
        "goals": goals,
        "commitments": [dataclasses.asdict(one) for one in kept.commitments],
        "notebook": kept.notebook,
    }
    return json.dumps(said, ensure_ascii=False, default=lambda at: at.isoformat())


@dataclasses.dataclass(frozen=True)
class Left:
    """The words of one who left, with what the templates of a keepsake ask of it."""

    row: LeftWords
    topic: str
    zone: ZoneInfo
    said: dict[str, Any] = dataclasses.field(default_factory=dict)
    thanks: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    agreement: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def since(self) -> dt.date:
        return self._day(self.row.since)

    @property
    def until(self) -> dt.date:
        """The day they left."""
        return self._day(self.row.left_at)

    @property
    def readable_until(self) -> dt.date:
        return self._day(retention.until(self.row.left_at, self.row.warned_at))

    @property
    def made_on(self) -> dt.date:
        return self._day(clock.now())

    @property
    def met(self) -> list[dt.date]:
        return [self._day(dt.datetime.fromisoformat(at)) for at in self.said["met"]]

    @property
    def notebook(self) -> str:
        return str(self.said["notebook"])

    @cached_property
    def goals(self) -> list[KeptGoal]:
        return [_goal(**told) for told in self.said["goals"]]

    @cached_property
    def commitments(self) -> list[KeptCommitment]:
        return [
            KeptCommitment(
                **told
                | {"made_at": dt.datetime.fromisoformat(told["made_at"]), "due_on": _day(told["due_on"])}
            )
            for told in self.said["commitments"]
        ]

    def _day(self, at: dt.datetime) -> dt.date:
        return at.astimezone(self.zone).date()


def _day(told: str | None) -> dt.date | None:
    return dt.date.fromisoformat(told) if told else None


def _goal(**told: Any) -> KeptGoal:
    wordings = [(dt.datetime.fromisoformat(at), state, parts) for at, state, parts in told["wordings"]]
    check_ins = [(_day(on), words) for on, words in told["check_ins"]]
    hanging = {"wordings": wordings, "check_ins": check_ins, "due_on": _day(told["due_on"])}
    return KeptGoal(**told | hanging)


def read(row: LeftWords, reader: Person) -> Left:
    """Their words opened for whoever left; raises NotAReader for anybody else."""
    group = Group.get_by_id(row.group_id)
    space = opened_own_space(group, reader)
    said = json.loads(space.read(row, LeftWords.words)) if space else {}
    return Left(row, Circle.get_by_id(group.id).topic, zone_named(reader.time_zone), said)


def all_of(person: Person) -> list[Left]:
    """The circles somebody left whose words of theirs are still there, the last one first; none is opened."""
    query: Any = (
        LeftWords.select(LeftWords, Circle.topic.alias("topic"))
        .join(Circle, on=(Circle.group == LeftWords.group))
        .where(LeftWords.person == person)
        .order_by(LeftWords.left_at.desc())
    )
    zone = zone_named(person.time_zone)
    return [Left(row, row.topic, zone) for row in query.objects()]


def would_last_until(person: Person) -> dt.date:
    """Until when somebody could read their own words if they left now."""
    return retention.until(clock.now(), None).astimezone(zone_named(person.time_zone)).date()
