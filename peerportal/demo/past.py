"""Moving what the demo has just written back in time, so that its pairs have met and its requests have waited."""

from __future__ import annotations

import datetime as dt

from peerportal.core import clock
from peerportal.groups.models import Acceptance, AgendaItem, Agreement, Group, Meeting, Membership
from peerportal.matching.models import PeerRequest


def request(asked: PeerRequest, days: int, answered: int) -> None:
    """A request was sent so many days ago, and answered or asked back later."""
    row = PeerRequest.get_by_id(asked.id)
    life = row.expires_at - row.sent_at
    facts = {
        "sent_at": _ago(days),
        "expires_at": max(_ago(days) + life, clock.now() + dt.timedelta(hours=30)),
    }
    facts |= {"answered_at": _ago(answered)} if row.answered_at else {}
    facts |= {"asked_back_at": _ago(answered)} if row.asked_back_at else {}
    # What has waited long enough for a reminder has had it.
    reminders = sum(days >= day for day in (3, 7))
    PeerRequest.update(reminded=reminders, **facts).where(PeerRequest.id == row.id).execute()


def ran_out(asked: PeerRequest) -> None:
    """The days of a request are over."""
    PeerRequest.update(expires_at=_ago(1)).where(PeerRequest.id == asked.id).execute()


def group(told: Group, days: int, *, active: bool = False, ended: int | None = None) -> None:
    """Two people agreed to a first chat so many days ago; a pair said yes two days later, and may have ended since."""
    begun = {"opened_at": _ago(days)} | ({"activated_at": _ago(days - 2)} if active else {})
    begun |= {"closed_at": _ago(ended)} if ended else {}
    Group.update(begun).where(Group.id == told.id).execute()
    members = {"joined_at": _ago(days)} | ({"answered_at": _ago(days - 2)} if active else {})
    Membership.update(members).where(Membership.group == told).execute()
    _agreed(told, days - 3)
    coming = AgendaItem.meeting.in_(
        Meeting.select(Meeting.id).where(Meeting.group == told, Meeting.held_at.is_null())
    )
    written = _ago(min(3, days - 3))
    AgendaItem.update(added_at=written, changed_at=written).where(coming).execute()


def _agreed(told: Group, days: int) -> None:
    agreement = Agreement.get_or_none(Agreement.group == told)
    if agreement is not None:
        Agreement.update(changed_at=_ago(days)).where(Agreement.id == agreement.id).execute()
        Acceptance.update(accepted_at=_ago(days)).where(Acceptance.agreement == agreement).execute()


def meeting(held: Meeting, days: int) -> None:
    """A meeting took place so many days ago; its points were written in the days before."""
    began = _ago(days).replace(hour=14)
    Meeting.update(held_at=began, starts_at=began).where(Meeting.id == held.id).execute()
    written = {"added_at": _ago(days + 2), "changed_at": _ago(days)}
    AgendaItem.update(written).where(AgendaItem.meeting == held).execute()


def _ago(days: int) -> dt.datetime:
    # On the hour: nobody reads the seconds of a story.
    return (clock.now() - dt.timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
