"""May these two meet? The hard rules for exactly two people, asked of the database at this moment.

Lists are filtered from an index that follows the change log; whatever opens something between two people asks here,
inside its transaction, so that what became true a moment ago counts. The rules themselves are in `rules`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import fn

from peerportal.core import clock
from peerportal.core.db import database, is_postgres
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import CLOSED, Group, Membership
from peerportal.matching import rules
from peerportal.matching.models.requests import DECLINED, OPEN, PeerRequest
from peerportal.matching.peer import UNPUBLISHED, Peer, hours_of_week
from peerportal.people.models import Block, Level, Person, Profile
from peerportal.programmes.models import Programme, is_enrolled

_ABOVE = (
    "WITH RECURSIVE above(id) AS (SELECT manager_id FROM person WHERE id = {0} "
    "UNION SELECT person.manager_id FROM person JOIN above ON person.id = above.id) "
    "SELECT 1 FROM above WHERE id = {0}"
)


class NotAvailable(RuleBroken):
    """The other person cannot be reached at all; nobody is told which rule says so."""

    def __init__(self) -> None:
        super().__init__("This person is not available right now.")


@dataclass(frozen=True)
class Meeting:
    """Two people who may meet or not: `by` wants to, `other` is the one they want to meet."""

    by: Person
    other: Person
    programme: Programme

    def reachable(self) -> bool:
        """Whether `other` can be reached at all: a profile page, a search result, a request."""
        viewer, seen = Peer(self.by.id), Peer(self.other.id, state=seen_state(self.other))
        return is_enrolled(self.programme, self.other) and not rules.hidden(viewer, seen, self._ties())

    def _ties(self, but: int = 0) -> rules.Ties:
        them = {self.other.id}
        return rules.Ties(
            line=them if in_one_line(self.by, self.other) else set(),
            touch=them if in_touch(self.by, self.other, but) else set(),
            closed=them if self._shut() else set(),
            waiting={} if but else {self.other.id: PeerRequest.waiting_for(self.other).count()},
        )

    def _shut(self) -> bool:
        return blocked(self.by, self.other) or cooling_down(self.by, self.other, self.programme)

    def check(self, but: int = 0) -> None:
        """Raise RuleBroken with the reason they may not meet now; `but` is the request being answered."""
        by = self.by
        if not self.reachable():
            raise NotAvailable
        if not self.programme.is_running:
            raise RuleBroken("The programme is not open right now, so nobody can be asked.")
        if not by.is_active or not is_enrolled(self.programme, by):
            raise RuleBroken(
                "You are not taking part right now. Resume on your account page to meet someone."
            )
        if seen_state(by) == UNPUBLISHED:
            raise RuleBroken("Publish your profile first: whoever you ask wants to see who you are.")
        if room_left(by) < 1:
            raise RuleBroken(
                "You have no room for another peer right now. Finish with one first, or make room in your profile."
            )
        self._check_rules(but)

    def _check_rules(self, but: int) -> None:
        programme = self.programme
        bounds = rules.Bounds(programme.level_gap, programme.shared_hours, programme.pending_in)
        broken = rules.against(_peer(self.by), _peer(self.other), self._ties(but), bounds)
        if broken == rules.FULL and but:
            raise RuleBroken(TAKEN.format(name=self.other.first_name))
        if broken is not None:
            name = self.other.first_name
            raise NotAvailable if broken not in SAID else RuleBroken(SAID[broken].format(name=name))


SAID = {
    rules.TOUCH: "You and {name} are already in touch: look at your requests and groups.",
    rules.FULL: "{name} has no room for another request right now. It may change within days.",
    rules.LANGUAGE: "You and {name} named no language in common.",
    rules.FORMAT: "You and {name} named no way of meeting in common.",
    rules.LEVEL: "{name} is further from your level than the programme allows.",
    rules.HOURS: "You and {name} share fewer working hours than the programme asks for.",
}
TAKEN = (
    "{name} has just agreed to meet somebody else and has no room left. Nothing changed for you: the request stays "
    "here until it ends, and you may ask somebody else meanwhile."
)


def may_meet(by: Person, other: Person, programme: Programme, *, but: int = 0) -> None:
    """Raise RuleBroken unless these two may meet; `but` is the key of the open request that is being answered.

    NotAvailable is for what nobody may be told (blocks, the reporting line, a cool-down, a pause).
    """
    Meeting(by, other, programme).check(but)


def reachable(viewer: Person, other: Person, programme: Programme) -> bool:
    """Whether `viewer` may open the page of `other`."""
    return Meeting(viewer, other, programme).reachable()


def why_not(by: Person, other: Person, programme: Programme) -> str | None:
    """The sentence that says why `by` cannot ask `other` now, or None."""
    try:
        may_meet(by, other, programme)
    except RuleBroken as broken:
        return str(broken)
    return None


def in_one_line(a: Person, b: Person) -> bool:
    """Whether one is above the other, at any distance; a circle in the data ends where it began."""
    return _is_above(a, b) or _is_above(b, a)


def _is_above(one: Person, other: Person) -> bool:
    mark = "%s" if is_postgres() else "?"
    return database.execute_sql(_ABOVE.format(mark), (other.id, one.id)).fetchone() is not None


def blocked(a: Person, b: Person) -> bool:
    """Whether either has blocked the other."""
    one = (Block.by == a) & (Block.other == b)
    return Block.select().where(one | (Block.by == b) & (Block.other == a)).exists()


def in_touch(a: Person, b: Person, but: int = 0) -> bool:
    """Whether an open request (other than `but`) or a group that is not closed is between the two."""
    if PeerRequest.between(a, b).where(PeerRequest.state.in_(OPEN), PeerRequest.id != but).exists():
        return True
    theirs = Membership.alias()
    both = (
        Group.select()
        .join(Membership, on=(Membership.group == Group.id) & (Membership.person == a))
        .join(theirs, on=(theirs.group == Group.id) & (theirs.person == b))
    )
    together = Membership.left_at.is_null() & theirs.left_at.is_null()
    return both.where(Group.state != CLOSED, together).exists()


def cooling_down(a: Person, b: Person, programme: Programme) -> bool:
    """Whether one declined the other, or their pair ended, less than the programme's days of rest ago."""
    since = clock.now() - dt.timedelta(days=programme.cooldown_days)
    declined = (PeerRequest.state == DECLINED) & (PeerRequest.answered_at > since)
    if PeerRequest.between(a, b).where(declined).exists():
        return True
    pair = (Group.low == min(a.id, b.id)) & (Group.high == max(a.id, b.id))
    return Group.select().where(pair, Group.state == CLOSED, Group.closed_at > since).exists()


def seen_state(person: Person) -> str:
    """The state others see: nobody is there for them before their profile is published."""
    published = Profile.select().where(Profile.person == person, Profile.published_at.is_null(False))
    return person.state if published.exists() else UNPUBLISHED


def room_left(person: Person) -> int:
    """How many more peers a person has room for; a first chat that was agreed to takes a place."""
    room = Profile.select(fn.COALESCE(fn.MAX(Profile.room), 1)).where(Profile.person == person).scalar()
    return int(room) - Group.open_count(person.id)


def _peer(person: Person) -> Peer:
    profile: Any = Profile.get_or_none(Profile.person == person) or Profile(person=person)
    rank = Level.select(Level.rank).join(Person).where(Person.id == person.id).scalar()
    today = clock.today()
    monday = today - dt.timedelta(days=today.weekday())
    return Peer(
        person.id,
        state=seen_state(person),
        level=rank,
        hours=hours_of_week(person.time_zone, profile.days, profile.starts, profile.ends, monday),
        formats=frozenset(profile.formats),
        languages=frozenset(profile.languages),
        room=room_left(person),
    )
