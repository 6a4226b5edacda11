"""What a member's page of a group depends on, by one fixed statement that also asks whether they may read it.

While the mark is what it was, the page is what it was: every verb that changes what members see raises `Group.moved`,
every verb that changes what one of them alone sees raises `Membership.moved`, and the rest of it stands here itself:
who is in the group, by what name and address, with what usual hours, what happened in their other groups (a date there
takes a time away here), and the ground rules of the programme. A test walks all forms of the page and finds the verb
that forgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from peerportal.core.db import database, is_postgres
from peerportal.core.fixed import Whole
from peerportal.core.text import first_name
from peerportal.groups.models import Circle, Group
from peerportal.people.models import Person

_GROUP, _CIRCLE = Whole(Group, "g"), Whole(Circle, "c")
_FROM = (
    "FROM membership me JOIN peer_group g ON g.id = me.group_id "
    "JOIN space_reader r ON r.space_id = g.space_id AND r.person_id = me.person_id "
    "LEFT JOIN circle c ON c.group_id = g.id "
    "JOIN programme pr ON pr.id = g.programme_id "
    "JOIN membership m ON m.group_id = g.id AND m.left_at IS NULL "
    "JOIN person p ON p.id = m.person_id "
    "LEFT JOIN profile h ON h.person_id = m.person_id "
    "WHERE g.ref = ? AND me.person_id = ? AND me.left_at IS NULL AND g.retired_at IS NULL"
)
_ELSEWHERE = (
    "(SELECT SUM(og.moved) FROM membership o JOIN peer_group og ON og.id = o.group_id "
    "WHERE o.person_id = m.person_id AND o.left_at IS NULL AND og.id <> g.id)"
)
_OF_THE_GROUP = "g.id, g.moved, me.moved, pr.ground_rules, c.topic"
_PRESENT = "p.id, p.ref, p.name, p.time_zone, h.days, h.starts, h.ends, h.published_at"
_OF_A_MEMBER = f"m.joined_at, {_PRESENT}, p.email, p.state, {_ELSEWHERE}"
_ASK = f"SELECT {_OF_THE_GROUP}, {_OF_A_MEMBER} {_FROM}"  # noqa: S608  # our own column names
_MEMBERS_FROM = 5
_ABOUT = "LEFT JOIN circle c ON c.group_id = g.id WHERE g.id = ?"
_ASK_GROUP = f"SELECT {_GROUP.columns}, {_CIRCLE.columns} FROM peer_group g {_ABOUT}"  # noqa: S608


@dataclass(frozen=True)
class Mark:
    """The state of a group for one of its members.

    `members` are, in the order in which they joined, (when, key, opaque id, name, time zone, days, starts, ends, when
    their profile was published, address, state, how often their other groups have changed).
    """

    moved: int
    mine: int
    ground_rules: str
    topic: str
    members: tuple[tuple[Any, ...], ...]
    reader: tuple[Any, ...]
    group_id: int = 0

    @property
    def tag(self) -> int:
        """What an open page and its polls compare. Neither number falls, so the sum stands for both."""
        return self.moved + self.mine

    def title(self, reader: Person) -> list[str]:
        """The topic of a circle; for a pair the first names of its members, the reader's own first."""
        if self.topic:
            return [self.topic]
        ordered = sorted(self.members, key=lambda member: member[1] != reader.id)
        return [first_name(member[3]) for member in ordered]

    def group(self) -> Group | None:
        """The group as it is now, never older than the mark, with what the mark brought along; None if it is gone."""
        rows = _rows(_ASK_GROUP, self.group_id)
        if not rows:
            return None
        group, about = cast("Any", _GROUP.row(rows[0][: _GROUP.count])), rows[0][_GROUP.count :]
        if about[0] is not None:
            group.circle = _CIRCLE.row(about)
        group.ground_rules, group.present = self.ground_rules, [member[1:9] for member in self.members]
        return cast("Group", group)


def marked(ref: str, reader: Person) -> Mark | None:
    """The mark of a group, for a present member whom the vault would let read; None for others."""
    rows = _rows(_ASK, ref, reader.id)
    if not rows:
        return None
    key, moved, mine, ground_rules, topic = rows[0][:_MEMBERS_FROM]
    # Sorted here, since a database sorts whole rows; in the order in which they joined.
    members = tuple(sorted((tuple(row[_MEMBERS_FROM:]) for row in rows), key=lambda member: member[:2]))
    return Mark(moved, mine, ground_rules, topic or "", members, _row_of(reader), key)


def _rows(asked: str, *values: Any) -> list[Any]:
    found: list[Any] = database.execute_sql(
        asked.replace("?", "%s") if is_postgres() else asked, values
    ).fetchall()
    return found


def _row_of(reader: Person) -> tuple[Any, ...]:
    """The reader's own row, since a part of the page may speak of any of it."""
    return tuple(value for name, value in reader.__data__.items() if name != "password_hash")
