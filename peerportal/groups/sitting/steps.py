"""Steps: what moves a sitting on, each taken once however often and by however many it is pressed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import AgendaItem, Group, Meeting, Membership, Sitting
from peerportal.groups.models.agenda import CARRIED, DISCUSSED, OPEN
from peerportal.groups.sitting import turns
from peerportal.groups.sitting.turns import Turns

FORGOTTEN = dt.timedelta(hours=12)


@dataclass(frozen=True)
class Round:
    """A sitting as a step finds it: which time they meet, the items in order, who is there, the item at hand, turns."""

    group: Group
    meeting: Meeting
    nth: int
    items: list[AgendaItem]
    members: list[int]
    item: AgendaItem | None
    turns: Turns

    @property
    def place(self) -> int:
        """Where the item at hand stands, from 0."""
        return self.items.index(self.item) if self.item else 0

    @property
    def order(self) -> list[int]:
        """Who speaks after whom about the item at hand."""
        return turns.order_of(self.members, self.meeting.host_id, self.nth, self.place)

    def at(self, item: AgendaItem | None) -> Round:
        """The same sitting at another item, whose first turn rests until somebody begins it."""
        there = replace(self, item=item)
        return replace(there, turns=self.turns.round(there.order, None))


Step = Callable[[Round], Round]


def take(group: Group, number: int, version: int, step: Step) -> bool:
    """Take a step in the meeting of this number; False when another one was taken since `version`.

    Version 0 is a sitting that nobody has begun; the first step begins it.
    """
    with transaction():
        group = group.held_active()
        meeting = Meeting.next_of(group)
        if meeting is None or meeting.number != number:
            raise RuleBroken("This meeting is over. Your page shows what comes next.")
        sitting = Sitting.get_or_none(Sitting.meeting == meeting)
        if version != (sitting.version if sitting else 0):
            return False
        taken = _keep(step(_found(group, meeting, sitting)), version)
        group.touch()
    return taken


def _found(group: Group, meeting: Meeting, sitting: Sitting | None) -> Round:
    items = list(AgendaItem.of(meeting).where(~AgendaItem.gone))
    nth = Meeting.held_of(group).count() + 1
    return laid(group, meeting, nth, sitting, items, present(group))


def laid(
    group: Group,
    meeting: Meeting,
    nth: int,
    sitting: Sitting | None,
    items: list[AgendaItem],
    members: list[int],
) -> Round:
    """The sitting of a meeting as it stands, or as it would begin when nobody has begun it."""
    known = sitting.item_id if sitting else None
    item = next((item for item in items if item.id == known), None) or first_open(items)
    if sitting is None:
        seconds = turns.proposed(meeting.minutes, len(items), len(members))
        return Round(group, meeting, nth, items, members, item, Turns(seconds)).at(item)
    return Round(group, meeting, nth, items, members, item, turns_of(sitting).among(members, clock.now()))


def present(group: Group) -> list[int]:
    """The members in the order in which they came."""
    there = (Membership.group == group) & Membership.left_at.is_null()
    query: Any = Membership.select(Membership.person).where(there)
    return [key for (key,) in query.order_by(Membership.joined_at, Membership.person).tuples()]


def first_open(items: list[AgendaItem], after: int = -1) -> AgendaItem | None:
    """The first item not talked about after this place, else the first one before it, else the last of all."""
    ahead = [item for item in items[after + 1 :] + items[: after + 1] if item.state == OPEN]
    found = ahead or items[-1:]
    return found[0] if found else None


def turns_of(sitting: Sitting) -> Turns:
    """The turns that the database keeps; one that was left running on another day rests."""
    since = sitting.runs_since
    if since is not None and since < clock.now() - FORGOTTEN:
        since = None
    return Turns(sitting.seconds, sitting.speaker_id, sitting.left, since, turns.read(sitting.waiting))


def _keep(now: Round, version: int) -> bool:
    facts = {
        "item": now.item,
        "speaker_id": now.turns.speaker,
        "seconds": now.turns.seconds,
        "left": now.turns.left,
        "waiting": turns.written(now.turns.waiting),
        "runs_since": now.turns.since,
        "version": version + 1,
    }
    if version == 0:
        Sitting.create(meeting=now.meeting, **facts)
        return True
    same = (Sitting.meeting == now.meeting) & (Sitting.version == version)
    return bool(Sitting.update(facts).where(same).execute())


def start(now: Round) -> Round:
    """Begin the turn that rests, or another round about the same item."""
    if now.turns.is_over:
        return replace(now, turns=now.turns.round(now.order, clock.now()))
    return replace(now, turns=now.turns.resume(clock.now()))


def pass_on(now: Round) -> Round:
    """Pass the turn on."""
    return replace(now, turns=now.turns.pass_on(clock.now()))


def skip(now: Round) -> Round:
    """Come back to the speaker later in this round."""
    return replace(now, turns=now.turns.skip(clock.now()))


def pause(now: Round) -> Round:
    """Let the turn rest."""
    return replace(now, turns=now.turns.pause(clock.now()))


def longer(now: Round) -> Round:
    """A minute more for everybody who has not finished."""
    return replace(now, turns=now.turns.lengthened(turns.STEP, clock.now()))


def shorter(now: Round) -> Round:
    """A minute less."""
    return replace(now, turns=now.turns.lengthened(-turns.STEP, clock.now()))


def next_item(now: Round) -> Round:
    """On to the next item; at the last one, stay."""
    return _beside(now, 1)


def previous_item(now: Round) -> Round:
    """Back to the item before."""
    return _beside(now, -1)


def _beside(now: Round, by: int) -> Round:
    there = now.place + by
    return now.at(now.items[there]) if 0 <= there < len(now.items) else now


def discuss(now: Round) -> Round:
    """Tick the item at hand as discussed, and go on to the next that is open."""
    return _done(now, DISCUSSED)


def carry_over(now: Round) -> Round:
    """Leave the item at hand for next time, and go on."""
    return _done(now, CARRIED)


def _done(now: Round, state: str) -> Round:
    if now.item is None:
        return now
    now.item.mark(now.group, state)
    others = [item for item in now.items if item != now.item and item.state == OPEN]
    now.item.state = state
    return (
        now.at(first_open(now.items, now.place))
        if others
        else replace(now, turns=now.turns.pause(clock.now()))
    )


def talk_about(ref: str) -> Step:
    """Go to one item of the agenda; one that is no longer there changes nothing."""

    def step(now: Round) -> Round:
        found = next((item for item in now.items if item.ref == ref), None)
        return now.at(found) if found and found != now.item else now

    return step
