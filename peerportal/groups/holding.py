"""We met: the meeting is noted as held, and what was not discussed moves on to the next one."""

from __future__ import annotations

from typing import Any

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.groups.calendar import invitations
from peerportal.groups.meetings import succession
from peerportal.groups.models import Group, Meeting, Sitting
from peerportal.groups.models.meeting import HELD


def hold(group: Group, number: int) -> bool:
    """Note that the meeting of this number took place, and open the next one.

    False when it was already noted (by the other, or by a second click).
    """
    with transaction():
        group = group.held_active()
        meeting = Meeting.next_of(group)
        if meeting is None or meeting.number != number:
            return False
        _note(meeting)
        held = Meeting.get_by_id(meeting.id)
        succession.follow(group, held)
        if held.sequence != meeting.sequence:
            invitations.entry_changed(group, held)
    return True


def _note(meeting: Meeting) -> None:
    now = clock.now()
    facts: dict[str, Any] = {"state": HELD, "held_at": now}
    if meeting.starts_at and meeting.starts_at > now:
        # Whoever met before the planned time did not meet at that time, and need not keep it free any longer.
        facts |= {"starts_at": None, "sequence": meeting.sequence + 1, "changed_at": now}
    Meeting.update(facts).where(Meeting.id == meeting.id).execute()
    Sitting.delete().where(Sitting.meeting == meeting).execute()
