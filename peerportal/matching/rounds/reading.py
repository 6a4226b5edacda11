"""Who is left over, read from the database with everything that stands between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from peewee import fn

from peerportal.core import clock
from peerportal.groups.models import CLOSED, Group, Membership
from peerportal.matching.index import reading
from peerportal.matching.models import PeerRequest, SetAside
from peerportal.matching.models.requests import DECLINED, OPEN
from peerportal.matching.peer import ACTIVE, Peer
from peerportal.matching.rounds.plan import Crowd
from peerportal.matching.rules import Bounds, Ties, line_of
from peerportal.matching.score import Wishes
from peerportal.people.models import Block, Person, Profile
from peerportal.programmes.models import Enrolment, Programme, participants

MONTH = 30  # days without a peer that count as having been left over once
Pairs = Iterable[tuple[int, int]]


def pool(programme: Programme, *, everybody: bool = False) -> Crowd:
    """Who takes part and is in nobody's group, or everybody who takes part and has room, ready for `make`."""
    day = reading.Day.now()
    rows = reading.people(programme.id, day, _left_over(programme, everybody))
    peers = [row.peer for row in rows if row.peer is not None and row.peer.state == ACTIVE]
    near: dict[int, dict[int, int]] = {}
    for a, b, percent in reading.links({term for peer in peers for term in peer.terms}):
        near.setdefault(a, {})[b] = percent
    return Crowd(
        peers,
        near,
        Wishes(programme.weights, programme.department_wish, programme.place_wish),
        Bounds(programme.level_gap, programme.shared_hours, programme.pending_in),
        _ties(programme, peers, {row.id: row.waiting for row in rows}),
        _met(),
        _waited(programme),
    )


def _left_over(programme: Programme, everybody: bool) -> list[int]:
    published = Profile.select(Profile.person).where(Profile.published_at.is_null(False))
    query = participants(programme).where(Person.id.in_(published))
    if not everybody:
        query = query.where(Person.id.not_in(_in_groups()))
    return [person.id for person in query]


def _in_groups() -> Any:
    present = Membership.left_at.is_null() & (Group.state != CLOSED)
    return Membership.select(Membership.person).join(Group).where(present)


def _ties(programme: Programme, peers: Collection[Peer], waiting: Mapping[int, int]) -> dict[int, Ties]:
    """What stands between each of these people and others; the line goes over everybody in the roster."""
    manager, reports = _managers()
    touch, closed, aside = _by_person(_asking()), _by_person(_shut(programme)), _by_person(_set_aside())
    nobody: set[int] = set()
    return {
        peer.id: Ties(
            line_of(peer.id, manager, reports),
            touch.get(peer.id, nobody),
            closed.get(peer.id, nobody),
            aside.get(peer.id, nobody),
            waiting,
        )
        for peer in peers
    }


def _managers() -> tuple[Callable[[int], int | None], Callable[[int], Iterable[int]]]:
    query: Any = Person.select(Person.id, Person.manager).where(Person.manager.is_null(False)).tuples()
    manager: dict[int, int] = dict(query)
    reports: dict[int, list[int]] = {}
    for report, above in manager.items():
        reports.setdefault(above, []).append(report)
    return manager.get, lambda person: reports.get(person, ())


def _by_person(pairs: Pairs) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
    return found


def _asking() -> Pairs:
    query: Any = PeerRequest.select(PeerRequest.low, PeerRequest.high).where(PeerRequest.state.in_(OPEN))
    return list(query.tuples())


def _shut(programme: Programme) -> Pairs:
    """Blocks, and requests declined less than the programme's days of rest ago."""
    since = clock.now() - dt.timedelta(days=programme.cooldown_days)
    declined: Any = PeerRequest.select(PeerRequest.low, PeerRequest.high).where(
        PeerRequest.state == DECLINED, PeerRequest.answered_at > since
    )
    blocks: Any = Block.select(Block.by, Block.other)
    return [*declined.tuples(), *blocks.tuples()]


def _set_aside() -> Pairs:
    query: Any = SetAside.select(SetAside.person, SetAside.other)
    return list(query.tuples())


def _met() -> set[tuple[int, int]]:
    """Everybody who is or ever was in one group with somebody."""
    theirs = Membership.alias()
    together = (Membership.group == theirs.group) & (Membership.person < theirs.person)
    query: Any = Membership.select(Membership.person, theirs.person).join(theirs, on=together)
    return set(query.tuples())


def _waited(programme: Programme) -> dict[int, int]:
    """How many whole months each has been without a peer: since they joined, or since their last group ended."""
    joined: Any = Enrolment.select(Enrolment.person, Enrolment.joined_at).where(
        Enrolment.programme == programme
    )
    since = {person: at for person, at in joined.tuples()}
    ended: Any = (
        Membership.select(Membership.person, fn.MAX(Group.closed_at))
        .join(Group)
        .where(Group.state == CLOSED)
        .group_by(Membership.person)
    )
    for person, at in ended.tuples():
        since[person] = max(since.get(person, at), at)
    return {person: (clock.now() - at).days // MONTH for person, at in since.items()}
