"""Starting an activity: a session in the group, and a point on the agenda of its next meeting."""

from __future__ import annotations

from peerportal.activities import texts
from peerportal.activities.banks.switching import kinds_off
from peerportal.activities.kind import Kind
from peerportal.activities.models import ActivityPart, ActivitySession
from peerportal.activities.models.session import OPEN
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import AgendaItem, Group
from peerportal.people.models import Person

MOST_OPEN = 12  # at a time, so that a group sees what it has begun


def start(group: Group, by: Person, kind: Kind, form_key: str) -> ActivitySession:
    """Begin an activity with the members of a group; whoever starts it is there.

    The same `form_key` again is the same session. Where the agenda is full, it begins without a point on it.
    """
    with transaction():
        group = group.held_active()
        here = ActivitySession.group == group
        there: ActivitySession | None = ActivitySession.get_or_none(
            here, ActivitySession.form_key == form_key
        )
        if there is not None:
            return there
        _check(group, kind)
        session: ActivitySession = ActivitySession.create(
            group=group,
            kind=kind.key,
            step=kind.steps[0].key,
            started_by=by,
            item=_on_agenda(group, by, kind, form_key),
            form_key=form_key,
        )
        ActivityPart.create(session=session, person=by, step=session.step)
        group.touch()
    return session


def _check(group: Group, kind: Kind) -> None:
    if kind.key in kinds_off(group.programme_id):
        raise RuleBroken(
            "This activity is not on the shelf of your programme at present. Choose another one."
        )
    many = len(group.member_ids())
    if not kind.least <= many <= kind.most:
        raise RuleBroken(f"This is for {kind.least} to {kind.most} people; you are {many}.")
    running = ActivitySession.of(group).where(ActivitySession.state == OPEN)
    if running.count() >= MOST_OPEN:
        raise RuleBroken(f"You have begun {MOST_OPEN} activities. Finish or stop one to start another.")


def _on_agenda(group: Group, by: Person, kind: Kind, form_key: str) -> AgendaItem | None:
    try:
        with transaction():
            return AgendaItem.add(group, by, f"Activity: {texts.of(kind.key).name}", form_key)
    except RuleBroken:
        return None
