"""Playing: what is done in a session, by any of its members, each deed in one transaction that holds the group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from peerportal.activities import kind as kinds
from peerportal.activities.kind import Deed, Kind, Overtaken, Step
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivityPart, ActivitySession
from peerportal.activities.models.session import FINISHED, OPEN, STOPPED
from peerportal.activities.play import Play
from peerportal.core import clock
from peerportal.core.db import settle_deletions, transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import AgendaItem, Group, Meeting
from peerportal.groups.models.agenda import DISCUSSED
from peerportal.groups.models.agenda import OPEN as STILL_OPEN
from peerportal.groups.opened import Member, Opened, open_group
from peerportal.people.models import Person

LATE = "Somebody was a moment quicker; this is how it stands now."


@dataclass(frozen=True)
class Sent:
    """What came with a form: the values of its blanks, the version it began from, its key, and whom it is for."""

    values: dict[str, Any]
    version: int = 0
    key: str = ""
    member: str = ""


def kind_of(session: ActivitySession) -> Kind:
    """The kind of a session."""
    return KINDS[session.kind]


def opened_at(session: ActivitySession, opened: Opened, step: Step | None = None) -> Play:
    """The session opened at a step, the one it is at unless told otherwise."""
    kind = kind_of(session)
    return Play(session, kind, opened, step or kind.steps[kind.index(session.step)])


def take(group: Group, session: ActivitySession, by: Person, step: Step, deed: Deed, sent: Sent) -> str:
    """Do a deed and return the sentence to say; raises RuleBroken, Refused beside a blank, or Overtaken."""
    with transaction():
        play = _held(group, session, by, step, closed_too=deed.always)
        if sent.member:
            play.acting = _written_for(play, sent.member)
        _check_open(play, deed)
        if deed.guard == kinds.TABLE and sent.version != play.session.version:
            return LATE
        if deed.guard == kinds.PART:
            _check_part(play, sent.version)
        play.key, play.version = sent.key, sent.version
        said = deed.act(play, sent.values)
        play.save()
        _settle(play, by)
    if deed.always:
        settle_deletions()
    return said


def _held(group: Group, session: ActivitySession, by: Person, step: Step, closed_too: bool = False) -> Play:
    fresh = group.held() if closed_too else group.held_active()
    now: ActivitySession | None = ActivitySession.get_or_none(ActivitySession.id == session.id)
    if now is None:
        raise RuleBroken("This was removed.")
    return opened_at(now, open_group(fresh, by), step)


def _check_open(play: Play, deed: Deed) -> None:
    if deed.always:
        return
    if play.session.state == STOPPED:
        raise RuleBroken("This was stopped. Start it anew to go on.")
    if play.is_now:
        return
    here, at = play.kind.index(play.step.key), play.kind.index(play.session.step)
    if here > at:
        raise RuleBroken("You are not there yet.")
    if not deed.late:
        raise RuleBroken("You have gone on from here.")


def _check_part(play: Play, version: int) -> None:
    part = play.part_of(play.acting.id)
    # On one laptop the form begins empty for everybody, so it does not continue a text.
    if part is not None and part.words and part.version != version and not play.session.laptop:
        raise Overtaken(part.words, part.version)


def _written_for(play: Play, member_ref: str) -> Member:
    """On one laptop a member writes for another one; never for somebody who is not there."""
    found = play.member(member_ref)
    if found.id != play.me.id and not play.session.laptop:
        raise RuleBroken(
            "Each of you writes on a device of their own. Change that below, if you share a laptop."
        )
    return found


def _settle(play: Play, by: Person) -> None:
    """Work out what follows from parts that now lie open; they are read anew, since now they may be read."""
    if play.step.settle is None or not any(p.is_shown and not p.before.get("shown_at") for p in play.parts):
        return
    fresh = _held(play.group, play.session, by, play.step)
    play.step.settle(fresh)
    fresh.save()


def arrive(group: Group, session: ActivitySession, by: Person) -> None:
    """Take a seat at the step the group is at, so that the others see who is there; twice is once."""
    with transaction():
        play = _held(group, session, by, kind_of(session).steps[0])
        play = opened_at(play.session, play.opened)
        if not play.is_now or play.part_of(by.id) is not None:
            return
        play.mine.words = None
        play.save()


def go_on(group: Group, session: ActivitySession, by: Person, version: int) -> str:
    """Go to the next step, or finish after the last one; for all of them, as long as nothing keeps them here."""
    return _move(group, session, by, version, _on)


def go_back(group: Group, session: ActivitySession, by: Person, version: int) -> str:
    """Go back to the step before, for all of them."""
    return _move(group, session, by, version, _back)


def _move(
    group: Group, session: ActivitySession, by: Person, version: int, way: Callable[[Play], str]
) -> str:
    with transaction():
        play = _held(group, session, by, kind_of(session).steps[0])
        if play.session.version != version or not play.session.is_open:
            return LATE
        return way(opened_at(play.session, play.opened))


def _on(play: Play) -> str:
    if sentence := play.step.waits(play):
        raise RuleBroken(sentence)
    at = play.kind.index(play.step.key)
    if at + 1 == len(play.kind.steps):
        _change(play, {"state": FINISHED, "ended_at": clock.now()})
        _tick(play)
        return "Finished. It stays here to look back on."
    _to(play, at + 1)
    return "On you go."


def _tick(play: Play) -> None:
    """What they have done needs no time at the next meeting any more; whoever still wants it opens the point again."""
    item = AgendaItem
    point = item.get_or_none(item.id == play.session.item_id, item.state == STILL_OPEN, ~item.gone)
    if point is not None and Meeting.next_of(play.group) is not None:
        point.mark(play.group, DISCUSSED)


def _back(play: Play) -> str:
    at = play.kind.index(play.step.key)
    if at == 0:
        raise RuleBroken("This is the first step.")
    _to(play, at - 1)
    return "One step back."


def _to(play: Play, at: int) -> None:
    """Everybody who sits here comes along."""
    here = {part.person_id for part in play.parts}
    play.step = play.kind.steps[at]
    for member in play.members:
        if member.id in here and play.part_of(member.id) is None:
            play.acting = member
            play.mine.words = None
    play.save()
    _change(play, {"step": play.step.key})


def _change(play: Play, facts: dict[str, Any]) -> None:
    counted = {"version": ActivitySession.version + 1, "moved": ActivitySession.moved + 1}
    ActivitySession.update(facts | counted).where(ActivitySession.id == play.session.id).execute()
    play.group.touch()


def stop(group: Group, session: ActivitySession, by: Person) -> bool:
    """End it before its end; what was written so far stays to look back on, unless there is nothing: then it is gone.

    Returns whether it is still there.
    """
    with transaction():
        play = _held(group, session, by, kind_of(session).steps[0])
        if not play.session.is_open:
            return True
        written = ActivityPart.session == play.session, ActivityPart.words.is_null(False)
        if not play.tables and not ActivityPart.select().where(*written).exists():
            _take_away(play)
            return False
        _change(play, {"state": STOPPED, "ended_at": clock.now()})
    return True


def resume(group: Group, session: ActivitySession, by: Person) -> None:
    """Go on with one that was stopped or finished, where it was left."""
    with transaction():
        play = _held(group, session, by, kind_of(session).steps[0])
        if not play.session.is_open:
            _change(play, {"state": OPEN, "ended_at": None})


def remove(group: Group, session: ActivitySession, by: Person) -> None:
    """Take one that was stopped or finished away for good, with everything written in it."""
    with transaction():
        play = _held(group, session, by, kind_of(session).steps[0])
        if play.session.is_open:
            raise RuleBroken("Stop it first.")
        _take_away(play)
    settle_deletions()


def _take_away(play: Play) -> None:
    """Its point on the agenda goes, too, unless somebody changed or ticked it; it can be put back there."""
    item, row = AgendaItem, play.session
    point = item.get_or_none(item.id == row.item_id, item.version == 1, item.state == STILL_OPEN)
    if point is not None:
        point.remove(play.group)
    ActivitySession.delete().where(ActivitySession.id == row.id).execute()
    play.group.touch()


def share_laptop(group: Group, session: ActivitySession, by: Person, laptop: bool) -> None:
    """Say whether all of you sit at one laptop, where one hands it to the other to write."""
    with transaction():
        play = _held(group, session, by, kind_of(session).steps[0])
        if play.session.laptop != laptop and play.session.is_open:
            _change(play, {"laptop": laptop})
