"""What the index reads from the database: everything at first, later only the people whose changes were noted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from peewee import JOIN

from peerportal.core.db import UTCDateTimeField, database, is_postgres
from peerportal.matching.models import Exposure
from peerportal.matching.peer import UNPUBLISHED, hours_of_week
from peerportal.people.models import Level, Person, PersonTerm, Profile
from peerportal.programmes.models import Enrolment, Programme
from peerportal.terms.models import Term, TermLink

_MOMENT = UTCDateTimeField()
_PARTICIPATES = ("active", "paused", "suspended")


@dataclass(frozen=True)
class PersonRow:
    """One person of the organisation; `facts` are the fields of a Peer, None for who is not in the programme."""

    id: int
    manager: int | None
    facts: dict[str, Any] | None
    capacity: int


class TermRow(NamedTuple):
    """One thing a person offers, seeks, likes or is going through."""

    person: int
    facet: str
    term: int
    typed: str
    label: str


class Tie(NamedTuple):
    """Something between two people. `number` is the key of the request or group it comes from; `b` is 0 for alone."""

    kind: str
    number: int
    a: int
    b: int
    state: str
    at: dt.datetime | None
    until: dt.datetime | None


def programme() -> Programme | None:
    """The programme whose people are indexed."""
    return Programme.select().order_by(Programme.state != "open", Programme.id.desc()).first()


def people(of: Programme | None, monday: dt.date, only: Collection[int] | None = None) -> list[PersonRow]:
    """Everybody, or only these; also those who are no more than a line in the roster."""
    p, f = Person, Profile
    enrolled = (
        (Enrolment.person == p.id)
        & (Enrolment.programme == (of.id if of else 0))
        & Enrolment.left_at.is_null()
    )
    query = (
        p.select(
            p.id, p.manager, p.ref, p.name, p.title, p.state, p.department, p.location, Level.rank, p.version,
            p.time_zone, f.formats, f.languages, f.days, f.starts, f.ends, f.room, f.photo, f.line,
            f.published_at, Enrolment.joined_at, Enrolment.person,
        )
        .join(f, JOIN.LEFT_OUTER, on=f.person == p.id)
        .join_from(p, Level, JOIN.LEFT_OUTER, on=Level.id == p.level)
        .join_from(p, Enrolment, JOIN.LEFT_OUTER, on=enrolled)
    )  # fmt: skip
    return [_person(row, monday) for row in _narrowed(query, p.id, only)]


def _narrowed(query: Any, column: Any, only: Collection[int] | None) -> Iterable[Any]:
    return (query if only is None else query.where(column.in_(list(only)))).tuples().iterator()


def _person(row: tuple[Any, ...], monday: dt.date) -> PersonRow:
    number, manager, ref, name, title, state, department, location, level, version, zone, *about = row
    formats, languages, days, starts, ends, room, photo, line, published, joined, enrolled = about
    if enrolled is None or state not in _PARTICIPATES:
        return PersonRow(number, manager, None, 0)
    if published is None:
        # They may look around; nobody sees them before they have published their profile.
        state = UNPUBLISHED
    facts = {
        "id": number, "ref": ref, "name": name, "title": title, "state": state, "department": department,
        "location": location, "level": level, "manager": manager, "version": version, "time_zone": zone,
        "hours": hours_of_week(zone, days or 0, starts or 0, ends or 0, monday),
        "formats": frozenset(formats or ()), "languages": frozenset(languages or ()),
        "joined_on": joined.toordinal(), "photo": photo, "line": line or "",
    }  # fmt: skip
    return PersonRow(number, manager, facts, 1 if room is None else room)


def terms(only: Collection[int] | None = None) -> list[TermRow]:
    """What people say of themselves, in their order."""
    query = (
        PersonTerm.select(PersonTerm.person, PersonTerm.facet, PersonTerm.term, PersonTerm.typed, Term.label)
        .join(Term)
        .order_by(PersonTerm.person, PersonTerm.facet, PersonTerm.position, PersonTerm.id)
    )
    return [TermRow(*row) for row in _narrowed(query, PersonTerm.person, only)]


def links(least: int, only: Collection[int] | None = None) -> list[tuple[int, int, int]]:
    """Pairs of similar terms: (a, b, percent), at least `least`, in both directions."""
    query = TermLink.select(TermLink.a, TermLink.b, TermLink.weight).where(TermLink.weight >= least)
    return list(_narrowed(query, TermLink.a, only))


def showings(since_week: int) -> list[tuple[int, int, int]]:
    """(person, week, how often shown) since a week."""
    query = Exposure.select(Exposure.person, Exposure.week, Exposure.shown).where(Exposure.week >= since_week)
    rows: Any = query.tuples()
    return list(rows)


# One statement, so that a page that has to catch up stays within its queries; in braces, conditions that name people.
_TIES = """
SELECT 'block', 0, by_id, other_id, '', set_at, CAST(NULL AS TIMESTAMP) FROM block WHERE {block}
UNION ALL SELECT 'aside', 0, person_id, other_id, '', set_at, CAST(NULL AS TIMESTAMP) FROM set_aside WHERE {aside}
UNION ALL SELECT 'request', id, sender_id, recipient_id, state, sent_at, answered_at FROM peer_request
  WHERE (state IN ('pending', 'asked_back') OR sent_at > {mark} OR answered_at > {mark}) AND {request}
UNION ALL SELECT 'ended', id, low_id, high_id, state, opened_at, closed_at FROM peer_group
  WHERE state = 'closed' AND closed_at > {mark} AND low_id IS NOT NULL AND high_id IS NOT NULL AND {ended}
UNION ALL SELECT 'group', g.id, m.person_id, COALESCE(o.person_id, 0), g.state, g.opened_at, CAST(NULL AS TIMESTAMP)
  FROM membership m JOIN peer_group g ON g.id = m.group_id AND g.state <> 'closed'
  LEFT JOIN membership o ON o.group_id = m.group_id AND o.person_id > m.person_id AND o.left_at IS NULL
  WHERE m.left_at IS NULL AND {group}
"""
_SIDES = {
    "block": ("by_id", "other_id"),
    "aside": ("person_id", "other_id"),
    "request": ("sender_id", "recipient_id"),
    "ended": ("low_id", "high_id"),
}


def ties(since: dt.datetime, only: Collection[int] | None = None) -> list[Tie]:
    """Blocks, people set aside, requests, groups and what ended `since`, of everybody or of these people."""
    statement = _TIES.format(mark="%s" if is_postgres() else "?", **_conditions(only))
    moment = _MOMENT.db_value(since)
    rows = database.execute_sql(statement, (moment, moment, moment)).fetchall()
    return [Tie._make((*row[:5], *map(_MOMENT.python_value, row[5:]))) for row in rows]


def _conditions(only: Collection[int] | None) -> dict[str, str]:
    if only is None:
        return dict.fromkeys((*_SIDES, "group"), "1 = 1")
    listed = ", ".join(str(int(one)) for one in only) or "0"
    found = {kind: f"({one} IN ({listed}) OR {other} IN ({listed}))" for kind, (one, other) in _SIDES.items()}
    theirs = f"SELECT group_id FROM membership WHERE person_id IN ({listed})"  # noqa: S608  # integers
    return found | {"group": f"m.group_id IN ({theirs})"}
