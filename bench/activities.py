"""Sessions for measurements: every kind of activity at its last step, with all parts before it written and revealed."""

from __future__ import annotations

import json

from peerportal.activities import starting
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivityPart, ActivitySession
from peerportal.core import clock, db, vault
from peerportal.core.ids import new_ref
from peerportal.groups.models import Group
from peerportal.people.models import Person

WORDS = "We talked about it for a while, and one of us will try it out before we meet again."


def sessions(group_ref: str) -> list[str]:
    """Have a pair do every activity there is; returns the sessions' opaque ids."""
    group = Group.get(Group.ref == group_ref)
    first = Person.get_by_id(group.low_id)
    refs = []
    with db.transaction():
        for kind in KINDS.values():
            session = starting.start(group, first, kind, new_ref())
            opened = vault.open_space(group.space_id, reader=first.id)
            ActivityPart.delete().where(ActivityPart.session == session).execute()
            for step in kind.steps:
                for member in (group.low_id, group.high_id):
                    _write(session, member, step.key, opened)
            last = kind.steps[-1].key
            ActivitySession.update(step=last).where(ActivitySession.id == session.id).execute()
            refs.append(session.ref)
    return refs


def move(session_refs: list[str]) -> None:
    """Have these sessions' open pages see a change."""
    moved = ActivitySession.moved + 1
    ActivitySession.update(moved=moved).where(ActivitySession.ref.in_(session_refs)).execute()


def _write(session: ActivitySession, member: int, step: str, opened: vault.OpenSpace) -> None:
    part = ActivityPart(ref=new_ref(), session=session, person=member, step=step, ready_at=clock.now())
    part.words = opened.seal(ActivityPart.words, part.ref, json.dumps({"line": WORDS}))
    part.shown_at = part.ready_at
    part.save(force_insert=True)
