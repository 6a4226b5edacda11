"""Moving what the demo has just written back in time, so that its groups have met and its requests have waited."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.activities.models import ActivityPart, ActivitySession
from peerportal.core import clock
from peerportal.groups.models import (
    Acceptance,
    AgendaItem,
    Agreement,
    CircleInvitation,
    Commitment,
    Farewell,
    Goal,
    GoalCheckIn,
    GoalStep,
    GoalWording,
    Group,
    ItemNote,
    Meeting,
    Membership,
)
from peerportal.groups.models.meeting import TO_COME
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
    Farewell.update(left_at=_ago(ended or 0)).where(Farewell.group == told).execute()
    _agreed(told, days - 3)
    agenda(told, min(3, days - 3))


def circle(told: Group, days: int, begun: int | None) -> None:
    """A circle was started so many days ago; enough people were in it some days later, or are not yet."""
    facts = {"opened_at": _ago(days)} | ({"activated_at": _ago(begun)} if begun is not None else {})
    Group.update(facts).where(Group.id == told.id).execute()
    agenda(told, 2)


def member(told: Group, person: int, days: int) -> None:
    """Somebody has been in it for so many days."""
    mine = (Membership.group == told) & (Membership.person == person)
    Membership.update(joined_at=_ago(days)).where(mine).execute()


def invitation(made: CircleInvitation, days: int) -> None:
    """Somebody was invited so many days ago."""
    CircleInvitation.update(made_at=_ago(days)).where(CircleInvitation.id == made.id).execute()


def agenda(told: Group, days: int) -> None:
    """What is to be talked about next was written so many days ago."""
    coming = Meeting.select(Meeting.id).where(Meeting.group == told, Meeting.state.in_(TO_COME))
    written = {"added_at": _ago(days), "changed_at": _ago(days)}
    AgendaItem.update(written).where(AgendaItem.meeting.in_(coming)).execute()


def _agreed(told: Group, days: int) -> None:
    agreement = Agreement.get_or_none(Agreement.group == told)
    if agreement is not None:
        Agreement.update(changed_at=_ago(days)).where(Agreement.id == agreement.id).execute()
        Acceptance.update(accepted_at=_ago(days)).where(Acceptance.agreement == agreement).execute()


def meeting(held: Meeting, days: int) -> None:
    """A meeting took place so many days ago; its points were written in the days before, its notes while it lasted."""
    began = _ago(days).replace(hour=14)
    Meeting.update(held_at=began, starts_at=began).where(Meeting.id == held.id).execute()
    written = {"added_at": _ago(days + 2), "changed_at": _ago(days)}
    AgendaItem.update(written).where(AgendaItem.meeting == held).execute()
    points = AgendaItem.select(AgendaItem.id).where(AgendaItem.meeting == held)
    ItemNote.update(changed_at=_ago(days)).where(ItemNote.item.in_(points)).execute()


def commitment(made: Commitment, days: int, due: int | None) -> None:
    """Somebody promised it so many days ago for a day so many days on, and said how it went when that day came."""
    row = Commitment.get_by_id(made.id)
    facts: dict[str, Any] = {"made_at": _ago(days)}
    if due is not None:
        facts |= {"due_on": _ago(days - due).date()}
    if row.outcome_at:
        facts |= {"outcome_at": _ago(max(1, days - (due or 14)))}
    Commitment.update(facts).where(Commitment.id == row.id).execute()


def goal(written: Goal, days: int, shared: int | None) -> None:
    """A goal was written down so many days ago, and shown to the others later."""
    changed = _ago(days if shared is None else shared)
    facts = {"made_at": _ago(days), "changed_at": changed} | ({"shared_at": changed} if shared else {})
    Goal.update(facts).where(Goal.id == written.id).execute()
    GoalWording.update(made_at=changed).where(GoalWording.goal == written).execute()
    first = (GoalWording.goal == written) & (GoalWording.version == 1)
    GoalWording.update(made_at=_ago(days)).where(first).execute()


def goal_ended(written: Goal, days: int) -> None:
    """It was reached so many days ago."""
    Goal.update(ended_at=_ago(days)).where(Goal.id == written.id).execute()


def offer(made: GoalWording, days: int) -> None:
    """Another wording was offered so many days ago."""
    GoalWording.update(made_at=_ago(days)).where(GoalWording.id == made.id).execute()


def step(made: GoalStep, done: int) -> None:
    """A step on the way was done so many days ago."""
    GoalStep.update(done_at=_ago(done)).where(GoalStep.id == made.id).execute()


def check_in(made: GoalCheckIn, days: int) -> None:
    """How far it is was noted so many days ago."""
    GoalCheckIn.update(made_at=_ago(days)).where(GoalCheckIn.id == made.id).execute()


def activity(begun: ActivitySession, days: int, ended: int | None) -> None:
    """An activity was begun so many days ago, and ended later."""
    row = ActivitySession.id == begun.id
    facts = {"started_at": _ago(days)} | ({"ended_at": _ago(ended)} if ended is not None else {})
    ActivitySession.update(facts).where(row).execute()
    ActivityPart.update(came_at=_ago(days)).where(ActivityPart.session == begun).execute()


def day(days: int) -> dt.date:
    """The day that was so many days ago, or lies so many ahead when they are below zero."""
    return clock.today() - dt.timedelta(days=days)


def _ago(days: int) -> dt.datetime:
    # On the hour: nobody reads the seconds of a story.
    return (clock.now() - dt.timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
