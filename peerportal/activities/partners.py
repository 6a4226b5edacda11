"""With whom somebody can do an activity: their groups by name, without opening any words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peerportal.core.text import first_name
from peerportal.groups.models import Circle, Group, Membership
from peerportal.people.models import Person


@dataclass(frozen=True)
class Partners:
    """A group as the shelf names it: the topic of a circle, else first names, the reader's own first."""

    group: Group
    called: str
    size: int

    @property
    def ref(self) -> str:
        ref: str = self.group.ref
        return ref


def named(groups: list[Group], reader: Person) -> list[Partners]:
    """These groups with what they are called, by one statement."""
    members: dict[int, list[tuple[bool, str]]] = {group.id: [] for group in groups}
    for group_id, person_id, name in _members(list(members)):
        members[group_id].append((person_id != reader.id, first_name(name)))
    return [Partners(group, _called(group, members[group.id]), len(members[group.id])) for group in groups]


def _members(group_ids: list[int]) -> Iterable[tuple[int, int, str]]:
    columns = Membership.group, Person.id, Person.name
    there = Membership.group.in_(group_ids), Membership.left_at.is_null()
    query: Any = Membership.select(*columns).join(Person, on=(Person.id == Membership.person)).where(*there)
    rows: Iterable[tuple[int, int, str]] = query.order_by(Membership.joined_at, Person.id).tuples()
    return rows


def _called(group: Group, members: list[tuple[bool, str]]) -> str:
    circle: Circle | None = getattr(group, "circle", None)
    return (
        circle.topic if circle else " and ".join(name for _, name in sorted(members, key=lambda one: one[0]))
    )
