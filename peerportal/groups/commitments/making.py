"""Making commitments: one a member and meeting, worded anew, taken back and put back by its owner alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import IntegrityError

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.commitments import days
from peerportal.groups.meetings.standing import standing_of
from peerportal.groups.models import Commitment, Group, Meeting
from peerportal.groups.models.commitment import GOES_ON, OPEN
from peerportal.groups.opened import zone_named
from peerportal.people.models import Person


class AlreadyMade(RuleBroken):
    """There is one for this meeting already: `first`."""

    def __init__(self, first: Commitment) -> None:
        super().__init__(
            "You have already said what you will do until next time, and one thing at a time is easier to keep. "
            "You can change it instead."
        )
        self.first = first


def today_of(person: Person) -> dt.date:
    """The present day where this person is."""
    return clock.now().astimezone(zone_named(person.time_zone)).date()


def at_hand(group: Group) -> Meeting | None:
    """The meeting that a commitment is made at: the latest that took place or has begun, else the first."""
    key = standing_of(group).at_hand
    return None if key is None else Meeting(id=key)


def make(
    group: Group,
    by: Person,
    words: str,
    due_on: dt.date | None,
    form_key: str,
    meeting: Meeting | None = None,
) -> Commitment:
    """Promise one thing at a meeting (None: the one at hand).

    The same `form_key` again is the same commitment; if it was taken back meanwhile, it comes back. Raises
    AlreadyMade when the member has another one for this meeting.
    """
    days.check(due_on, today_of(by))
    try:
        with transaction():
            group = group.held_active()
            same = (Commitment.form_key == form_key) & (Commitment.group == group)
            there: Commitment | None = Commitment.get_or_none(same, Commitment.person == by)
            if there is not None:
                if there.gone:
                    put_back(group, there, by)
                return there
            return _insert(group, by, words, due_on, form_key, meeting or at_hand(group))
    except IntegrityError:
        raise RuleBroken("Please open the form again: it was sent once before.") from None


def _insert(
    group: Group, by: Person, words: str, due_on: dt.date | None, form_key: str, meeting: Meeting | None
) -> Commitment:
    if meeting is None:
        raise RuleBroken("There is no meeting yet that this could go with.")
    _check_is_first(by, meeting)
    ref = new_ref()
    made: Commitment = Commitment.create(
        ref=ref,
        group=group,
        meeting=meeting,
        person=by,
        words=_sealed(group, by, ref, words),
        due_on=due_on,
        form_key=form_key,
    )
    group.touch()
    return made


def edit(
    group: Group, commitment: Commitment, by: Person, words: str, due_on: dt.date | None, version: int
) -> bool:
    """Word it anew; False when it was changed, taken back or ended since `version`."""
    days.check(due_on, today_of(by), kept=commitment.due_on)
    with transaction():
        group = group.held_active()
        same = mine(commitment, by) & (Commitment.version == version) & ~Commitment.gone
        facts = {
            "words": _sealed(group, by, commitment.ref, words),
            "due_on": due_on,
            "version": version + 1,
        }
        if not Commitment.update(facts).where(same, Commitment.state.in_(GOES_ON)).execute():
            return False
        group.touch()
    return True


def take_back(group: Group, commitment: Commitment, by: Person) -> None:
    """As if it had not been said, until it is put back; one that has an outcome stays. Twice is once."""
    with transaction():
        group = group.held_active()
        facts = {"gone": True, "version": Commitment.version + 1}
        if (
            Commitment.update(facts)
            .where(mine(commitment, by), ~Commitment.gone, Commitment.state == OPEN)
            .execute()
        ):
            group.touch()
        elif not Commitment.get_by_id(commitment.id).gone:
            raise RuleBroken(
                "You have said how it went, so it stays. “Changed my mind” is a good answer too."
            )


def put_back(group: Group, commitment: Commitment, by: Person) -> None:
    """Undo taking it back; raises AlreadyMade when another one has taken its place."""
    with transaction():
        group = group.held_active()
        fresh = Commitment.get_by_id(commitment.id)
        if not fresh.gone:
            return
        if fresh.meeting_id is not None:
            _check_is_first(by, Meeting(id=fresh.meeting_id))
        facts = {"gone": False, "version": Commitment.version + 1}
        if Commitment.update(facts).where(mine(commitment, by)).execute():
            group.touch()


def mine(commitment: Commitment, by: Person) -> Any:
    """The condition under which a verb of the owner finds its row."""
    return (Commitment.id == commitment.id) & (Commitment.person == by)


def _check_is_first(by: Person, meeting: Meeting) -> None:
    first: Commitment | None = Commitment.get_or_none(
        Commitment.meeting == meeting, Commitment.person == by, ~Commitment.gone
    )
    if first is not None:
        raise AlreadyMade(first)


def _sealed(group: Group, by: Person, ref: str, words: str) -> bytes:
    return vault.open_space(group.space_id, reader=by.id).seal(Commitment.words, ref, words)
