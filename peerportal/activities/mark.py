"""What a member's page of a session depends on: the mark of its group, and how often the session has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peerportal.activities.models import ActivitySession
from peerportal.core.fixed import fixed
from peerportal.groups import mark
from peerportal.groups.mark import Mark
from peerportal.groups.models import Group
from peerportal.people.models import Person


@dataclass(frozen=True)
class SessionMark:
    """The state of a session for one member of its group."""

    group: Mark
    moved: int

    @property
    def tag(self) -> int:
        """What an open page and its polls compare. None of the numbers falls, so the sum stands for all."""
        return self.group.tag + self.moved


def marked(ref: str, reader: Person) -> SessionMark | None:
    """The mark of a session, for a present member whom the vault would let read; None for others.

    The session is asked for first, so what is read afterwards is never older than the mark.
    """
    found = _where.first(ref)
    group = mark.marked(found[0], reader) if found else None
    return SessionMark(group, found[1]) if group else None


@fixed
def _where(ref: Any) -> Any:
    query: Any = ActivitySession.select(Group.ref, ActivitySession.moved)
    return (
        query.join(Group, on=(ActivitySession.group == Group.id)).where(ActivitySession.ref == ref).tuples()
    )
