"""We met: the meeting is noted as held, and what was not discussed moves on to the next one."""

from __future__ import annotations

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.groups.models import AgendaItem, Group, Meeting
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
        following = Meeting.create(
            group=group, number=number + 1, minutes=meeting.minutes, means=meeting.means
        )
        AgendaItem.move_on(meeting, following)
        group.touch()
    return True


def _note(meeting: Meeting) -> None:
    now = clock.now()
    # Whoever met before the planned time did not meet at that time.
    starts_at = meeting.starts_at if meeting.starts_at and meeting.starts_at <= now else None
    Meeting.update(state=HELD, held_at=now, starts_at=starts_at).where(Meeting.id == meeting.id).execute()
