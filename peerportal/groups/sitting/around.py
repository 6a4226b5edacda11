"""What stands around a sitting: how often a group met, whether it sits now, and the steps left after the last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from peerportal.core import clock
from peerportal.core.fixed import fixed
from peerportal.groups import starters
from peerportal.groups.meetings.card import MeetingCard
from peerportal.groups.meetings.standing import Standing, standing_of
from peerportal.groups.models import Group, MeetingCheck, Membership
from peerportal.groups.sitting import steps
from peerportal.people.models import Person

NEAR_END = dt.timedelta(days=35)
OFFERED_FOR = dt.timedelta(days=14)


@dataclass(frozen=True)
class Around:
    """Where a group stands between two meetings, for one of its members; no words.

    `looked_back` asks whether this member looked back at the last meeting; nobody needs to know unless it is offered.
    """

    held: int = 0
    last_ref: str | None = None
    last_number: int = 0
    is_put_away: bool = False
    looked_back: Callable[[], bool] = field(default=bool, compare=False, repr=False)
    last_at: dt.datetime | None = None
    sits: bool = False
    near_end: bool = False
    was_last: bool = False  # whether a circle has held all the meetings that were planned

    @property
    def after_waits(self) -> bool:
        """Whether the steps after the last meeting are still offered to this member: for two weeks, until put away."""
        is_fresh = self.last_at is not None and self.last_at > clock.now() - OFFERED_FOR
        return is_fresh and not self.is_put_away

    def left(self, *, said: bool, coming: MeetingCard | None) -> list[str]:
        """The steps after the last meeting that this member has not taken, in words; none once the next one began."""
        if not self.after_waits or coming is None or coming.has_begun:
            return []
        steps = {
            "one thing you will do": said,
            "a look back": self.looked_back(),
            "the next date": coming.is_booked or self.was_last,
        }
        return [words for words, done in steps.items() if not done]

    @property
    def stage(self) -> str:
        """Which questions fit."""
        return starters.stage_of(self.held, self.near_end)


def around(group: Group, reader: Person) -> Around:
    """Where the group stands for this member."""
    return seen_by(reader, standing_of(group), group.everybody())


def seen_by(reader: Person, standing: Standing, everybody: list[Membership]) -> Around:
    """The same, of a group whose standing and memberships are known."""
    mine = next((row for row in everybody if row.person_id == reader.id), None)
    if mine is None:
        return Around()
    began = standing.sits_since
    return Around(
        held=standing.met,
        last_ref=standing.last_ref,
        last_number=standing.last_number,
        is_put_away=mine.done_with >= standing.last_number,
        looked_back=partial(_looked_back, standing.last_id, reader),
        last_at=standing.last_met_at,
        sits=began is not None and began > clock.now() - steps.FORGOTTEN,
        # That it is time to end it is between a member and the portal: the others' questions may not tell it.
        near_end=_nears_its_end(standing) or mine.done_at is not None,
        was_last=standing.planned is not None and standing.met >= standing.planned,
    )


def _looked_back(meeting_id: int | None, reader: Person) -> bool:
    return bool(_checks.rows(meeting_id, reader))


@fixed
def _checks(meeting: Any, reader: Any) -> Any:
    return MeetingCheck.select().where(MeetingCheck.meeting == meeting, MeetingCheck.person == reader)


def _nears_its_end(standing: Standing) -> bool:
    """Whether little is left of what is planned, or of the programme."""
    last_but_one = standing.planned is not None and standing.met >= standing.planned - 1
    return last_but_one or (standing.ends_on is not None and standing.ends_on <= clock.today() + NEAR_END)
