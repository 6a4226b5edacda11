"""Writes a generated organisation into an empty database, a million people in about a minute.

Tables are filled without their indexes, which are made afterwards; on PostgreSQL references are not checked meanwhile,
if the account may say so.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from itertools import chain, repeat
from typing import Any

import numpy as np

from bench.bulk import Bulk, bulk
from bench.organisation import FORMATS, LANGUAGES, STARTS, TODAY, ZONES, Organisation
from peerportal.core import db
from peerportal.core.text import fold
from peerportal.groups.models import ACTIVE, Group, Membership
from peerportal.matching.models import Exposure
from peerportal.matching.peer import week_number
from peerportal.people.models import Level, Person, PersonTerm, Profile
from peerportal.programmes.models import Enrolment, Programme
from peerportal.terms.models import Term, TermLink
from peerportal.terms.similarity import reading

ACROSS = "abcdefghijklmnop"
TABLES = (Level, Person, Profile, Enrolment, Term, TermLink, PersonTerm, Exposure, Group, Membership)
FACETS = ("offer", "seek", "interest", "situation")


def load(of: Organisation, url: str) -> None:
    """Write it into the migrated database at `url`, which is the open one; there must be nobody in it yet."""
    with db.database.connection_context():
        programme = Programme.found("Measured").id
    db.database.obj.close_all()  # nobody else may hold the file open while it is filled
    with bulk(url, TABLES) as into:
        _people(of, into)
        _profiles(of, into, programme)
        _terms(of, into)
        _history(of, into, programme)


def ref(table: int, number: int) -> str:
    """An opaque id, so far as a measurement needs one."""
    return f"{table:x}{number:025x}".translate(_LETTERS)


_LETTERS = str.maketrans("0123456789abcdef", ACROSS)


def _listed(values: list[Any], column: np.ndarray) -> list[Any]:
    """A class column as its values."""
    return list(map(values.__getitem__, column.tolist()))


def _moment(day: int) -> str:
    return f"{dt.date.fromordinal(day)} 09:00:00.000000"


def _people(of: Organisation, into: Bulk) -> None:
    table, ids, now = of.table, of.table.ids.tolist(), _moment(TODAY - 800)
    levels = range(1, 1 + int(table.level.max()))
    names = [(f"Level {rank}", f"level {rank}") for rank in levels]
    into.write(Level, id=levels, name=[a for a, _ in names], folded=[b for _, b in names], rank=levels)
    emails = [f"person{one}@example.com" for one in ids]
    manager = [None if one < 1 else one for one in table.manager.tolist()]
    columns: dict[str, Iterable[Any]] = {
        "id": ids,
        "ref": [ref(1, one) for one in ids],
        "state": _listed(table.values["state"], table.state),
        "name": of.names,
        "search_name": map(_folded, of.names),
        "email": emails,
        "folded_email": emails,
        "manager_id": manager,
        "title": of.titles,
        "department": _listed(table.values["department"], table.department),
        "location": _listed(table.values["location"], table.location),
        "level_id": table.level.tolist(),
        "time_zone": _listed(list(ZONES), of.zone),
        "joined_at": repeat(now),
    }
    into.write(Person, **_filled(Person, columns))


def _folded(name: str) -> str:
    return name.casefold() if name.isascii() else fold(name)


def _profiles(of: Organisation, into: Bulk, programme: int) -> None:
    table, ids, now = of.table, of.table.ids.tolist(), _moment(TODAY - 1)
    starts = (np.array(STARTS)[of.starts] * 60).tolist()
    into.write(
        Profile,
        person_id=ids,
        line=repeat("I like to learn something every week."),
        style=repeat(""),
        languages=_listed(list(map(json.dumps, LANGUAGES)), table.languages),
        formats=_listed(list(map(json.dumps, FORMATS)), table.formats),
        days=repeat(0b11111),
        starts=starts,
        ends=[start + 480 for start in starts],
        room=np.maximum(1, table.room).tolist(),
        photo=repeat(None),
        step=repeat(9),
        published_at=repeat(now),
        changed_at=repeat(now),
    )
    days, place = np.unique(table.joined_on, return_inverse=True)
    joined = _listed(list(map(_moment, days.tolist())), place)
    columns = {"programme_id": repeat(programme), "person_id": ids, "joined_at": joined}
    into.write(Enrolment, **_filled(Enrolment, columns))


def _filled(model: Any, columns: dict[str, Iterable[Any]]) -> dict[str, Iterable[Any]]:
    """The columns with the usual value of all others."""
    for field in model._meta.sorted_fields:
        if field.column_name not in columns and not field.primary_key:
            usual: Callable[[], Any] | Any = field.default
            columns[field.column_name] = repeat(field.db_value(usual() if callable(usual) else usual))
    return columns


def _terms(of: Organisation, into: Bulk) -> None:
    table, words = of.table, of.words
    numbers = range(1, len(words.labels) + 1)
    columns = {
        "id": numbers,
        "ref": [ref(2, number) for number in numbers],
        "label": words.labels,
        "key": [reading(label).key for label in words.labels],
        "uses": np.bincount(table.term, minlength=len(numbers) + 1)[1:].tolist(),
        "made_at": repeat(_moment(TODAY - 800)),
    }
    into.write(Term, **_filled(Term, columns))
    links = [(a, b, percent) for a, near in words.near.items() for b, percent in near.items()]
    for name, values in zip(("a_id", "b_id", "weight"), zip(*links, strict=True), strict=True):
        columns[name] = values
    into.write(TermLink, a_id=columns["a_id"], b_id=columns["b_id"], weight=columns["weight"])
    into.write(
        PersonTerm,
        id=range(1, len(of.text) + 1),
        person_id=(table.term_row + 1).tolist(),
        term_id=table.term.tolist(),
        facet=_listed(list(FACETS), table.term_facet),
        typed=_listed(words.texts, of.text),
        position=table.term_place.tolist(),
    )


def _history(of: Organisation, into: Bulk, programme: int) -> None:
    """Who has no room is in a group, and what was shown was shown last week."""
    table = of.table
    shown = np.flatnonzero(table.shown)
    week = week_number(dt.date.fromordinal(TODAY - 7))
    into.write(
        Exposure,
        person_id=table.ids[shown].tolist(),
        week=repeat(week),
        shown=table.shown[shown].tolist(),
    )
    full = table.ids[table.room == 0].tolist()
    groups = range(1, 1 + len(full) // 2)
    columns: dict[str, Iterable[Any]] = {
        "id": groups,
        "ref": [ref(3, number) for number in groups],
        "programme_id": repeat(programme),
        "state": repeat(ACTIVE),
        "space_id": groups,
        "low_id": full[0::2],
        "high_id": full[1::2],
        "opened_at": repeat(_moment(TODAY - 100)),
    }
    into.write(Group, **_filled(Group, columns))
    of_group = list(chain.from_iterable(zip(groups, groups, strict=True)))
    members: dict[str, Iterable[Any]] = {"group_id": of_group, "person_id": full}
    into.write(Membership, **_filled(Membership, members | {"answer": repeat("yes")}))
