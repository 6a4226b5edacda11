"""A meeting as its members see it: its place opened, its date on each of their clocks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from peerportal.core import clock
from peerportal.groups.meetings import places
from peerportal.groups.models import Meeting
from peerportal.groups.models.meeting import BOOKED
from peerportal.groups.opened import Opened, clocks


@dataclass(frozen=True)
class MeetingCard:
    """A meeting with its place opened, and its beginning on each different clock of the members."""

    ref: str
    number: int
    state: str
    starts_at: dt.datetime | None
    minutes: int
    means: str
    place: str
    version: int
    held_at: dt.datetime | None
    ends_at: dt.datetime | None = None
    clocks: list[tuple[dt.datetime, str]] = field(default_factory=list)
    host: int | None = None  # the key of whoever invites, in a circle
    nth: int = 0  # which time it is that they meet, where that was asked for

    @property
    def is_booked(self) -> bool:
        return self.state == BOOKED

    @property
    def has_begun(self) -> bool:
        """Whether its time has come, so that they may say whether they met."""
        return self.is_booked and self.starts_at is not None and self.starts_at <= clock.now()

    @property
    def has_ended(self) -> bool:
        """Whether its time is over, so that they are asked whether they met."""
        return self.is_booked and self.ends_at is not None and self.ends_at <= clock.now()

    @property
    def place_words(self) -> list[tuple[str, bool]]:
        """The place word by word, with which of the words are links."""
        return places.in_words(self.place)


def card_of(opened: Opened, meeting: Meeting) -> MeetingCard:
    """A meeting opened."""
    return MeetingCard(
        ref=meeting.ref,
        number=meeting.number,
        state=meeting.state,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        means=meeting.means,
        place=opened.space.read(meeting, Meeting.place),
        version=meeting.version,
        held_at=meeting.held_at,
        ends_at=meeting.starts_at + dt.timedelta(minutes=meeting.minutes) if meeting.starts_at else None,
        clocks=clocks(opened, meeting.starts_at),
        host=meeting.host_id,
        nth=getattr(meeting, "nth", 0),
    )
