"""Everybody at once, in two statements whose answers the database packs itself: a million people in seconds.

A row here is not a person but a column, or a list of people who have something in common: `group_concat` on SQLite and
`string_agg` over four-byte numbers on PostgreSQL, which numpy reads without an object a person. Tests hold it equal to
what `reading` answers for the same people one by one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from peerportal.core.db import beside, database, is_postgres
from peerportal.matching.index.gathering import MINUTES, PUBLISHED, ROOM, Gathered
from peerportal.matching.index.reading import STATES, Day, day_of
from peerportal.matching.index.table import FACETS, NOBODY, Table
from peerportal.matching.score import RELATED

Ints = NDArray[np.int64]
_INTS, _TEXTS = 3, 2
Columns = tuple[Ints, Ints, Ints, Ints]
Group = tuple[int, str, int, Any]


class Part(NamedTuple):
    """Some columns of one table; `value` is what the people of a row have in common."""

    kind: str
    source: str
    ints: tuple[str, ...]
    texts: tuple[str, ...] = ()
    value: str = "''"


_WAITING = "peer_request WHERE state IN ('pending', 'asked_back')"
_OPEN = """membership m JOIN peer_group g ON g.id = m.group_id
  WHERE m.left_at IS NULL AND g.kind = 'pair' AND g.state <> 'closed'"""


def _parts() -> list[Part]:
    # Small numbers are packed with each other, because packing is what takes the time.
    state = " ".join(f"WHEN '{name}' THEN {number}" for number, name in enumerate(STATES, 1))
    standing = f"COALESCE(level_id, 0) * 4 + CASE state {state} ELSE 0 END"
    ways = f"days + {ROOM} * room + CASE WHEN published_at IS NULL THEN 0 ELSE {PUBLISHED} END"
    minutes = f"starts * {MINUTES} + ends"
    enrolled = "enrolment WHERE programme_id = {mark} AND left_at IS NULL"
    weeks = "exposure WHERE week >= {mark} AND week < {mark} GROUP BY week"
    many = ("person", "many")
    return [
        Part("person", "person", ("id", f"COALESCE(manager_id, {NOBODY})", standing), ("time_zone",)),
        Part("department", "person GROUP BY department", ("id",), value="department"),
        Part("location", "person GROUP BY location", ("id",), value="location"),
        Part("profile", "profile", ("person_id", ways, minutes), ("formats", "languages")),
        Part("enrolled", enrolled, ("person_id", day_of("joined_at"))),
        Part("level", "level WHERE rank IS NOT NULL", ("id", "rank")),
        Part("groups", _counted("m.person_id", _OPEN), many),
        Part("waiting", _counted("recipient_id", _WAITING), many),
        Part("asked", _counted("recipient_id", "peer_request WHERE sent_at > {mark}"), many),
        Part("shown", weeks, ("person_id", "shown"), value="CAST(week AS TEXT)"),
        Part("merged", "term WHERE into_id IS NOT NULL", ("id", "into_id")),
        Part("link", f"term_link WHERE weight >= {RELATED}", ("a_id", "b_id", "weight")),
    ]


def _counted(person: str, source: str) -> str:
    return f"(SELECT {person} AS person, COUNT(*) AS many FROM {source} GROUP BY {person}) found"  # noqa: S608


def _packed(column: str) -> str:
    return f"string_agg(int4send(({column})::int), '')" if is_postgres() else f"group_concat({column})"


def _listed(column: str) -> str:
    return f"json_agg({column}::text)::text" if is_postgres() else f"json_group_array({column})"


def _select(part: Part) -> str:
    ints = [_packed(column) for column in part.ints] + ["NULL"] * (_INTS - len(part.ints))
    texts = [_listed(column) for column in part.texts] + ["CAST(NULL AS TEXT)"] * (_TEXTS - len(part.texts))
    return f"SELECT '{part.kind}', {part.value}, {', '.join(ints + texts)} FROM {part.source}"  # noqa: S608


@dataclass(frozen=True)
class Everybody:
    """All that is read at once. `managers` has a place for every key of a person, NOBODY where there is none."""

    table: Table
    near: dict[int, dict[int, int]]
    managers: NDArray[np.int32]


def everybody(programme: int, day: Day) -> Everybody:
    """The people of a programme as of a day, the reporting line of all, and which terms are near each other."""
    mark = "%s" if is_postgres() else "?"
    statement = " UNION ALL ".join(_select(part) for part in _parts()).replace("{mark}", mark)
    bounds = (programme, day.asked_since, day.shown_since, day.week)
    found: dict[str, list[Any]] = {}
    with ThreadPoolExecutor(1) as second:
        # Packing what people say takes the database as long as all the rest, so it does both at once.
        groups = second.submit(beside, _groups)
        for kind, value, *columns in database.execute_sql(statement, bounds):
            ints, texts = columns[:_INTS], columns[_INTS:]
            found.setdefault(kind, []).append((value, *map(_ints, ints), *map(_texts, texts)))
    people = Gathered(found, day)
    merged = dict(zip(*(column.tolist() for column in found["merged"][0][1:3]), strict=True))
    table = people.table(_said(groups.result(), people.rows, merged))
    return Everybody(table, _near(found["link"][0]), people.managers)


def _ints(packed: str | bytes | None) -> Ints:
    if packed is None:
        return np.empty(0, np.int64)
    if isinstance(packed, str):
        return np.fromstring(packed, np.int64, sep=",")
    return np.frombuffer(packed, ">i4").astype(np.int64)


def _texts(listed: str | None) -> list[str]:
    return json.loads(listed) if listed else []


def _near(link: Sequence[Ints]) -> dict[int, dict[int, int]]:
    near: dict[int, dict[int, int]] = {}
    for a, b, percent in zip(*(column.tolist() for column in link[1:4]), strict=True):
        near.setdefault(a, {})[b] = percent
        near.setdefault(b, {})[a] = percent
    return near


def _groups() -> list[Group]:
    """What people say: who has a term in a facet at a place, for each of the three.

    In the order of the terms' keys, which settles the order of what stands at the same place.
    """
    statement = f"SELECT term_id, facet, position, {_packed('person_id')} FROM person_term GROUP BY 1, 2, 3"  # noqa: S608
    return sorted(database.execute_sql(statement).fetchall(), key=lambda group: group[0])


def _said(groups: list[Group], rows: Ints, merged: Mapping[int, int]) -> Columns:
    """The same as parallel columns: row, facet, place, term. `rows` are the rows by key of a person.

    The term is the one that matching goes by; whoever has it twice in a facet, in two spellings, has it where it
    stands first.
    """
    people, many = _joined([group[3] for group in groups])
    facet_of = {name: number for number, name in enumerate(FACETS)}
    each = (
        [merged.get(group[0], group[0]) for group in groups],
        [facet_of[group[1]] for group in groups],
        [group[2] for group in groups],
    )
    term, facet, place = (np.repeat(np.array(values, np.int64), many) for values in each)
    people[people >= len(rows)] = 0  # Whoever came since the people were read; nobody has the key 0.
    row = rows[people] if len(rows) else people
    keep = row >= 0
    keep[keep] = _first(row[keep], facet[keep], place[keep], term[keep], merged)
    return row[keep], facet[keep], place[keep], term[keep]


def _joined(packed: list[Any]) -> tuple[Ints, Ints]:
    """The numbers of many packed lists, one list after the other, and how many are in each."""
    if is_postgres():
        return _ints(b"".join(packed)), np.array([len(one) // 4 for one in packed], np.int64)
    return _ints(",".join(packed)), np.array([one.count(",") + 1 for one in packed], np.int64)


def _first(row: Ints, facet: Ints, place: Ints, term: Ints, merged: Mapping[int, int]) -> NDArray[np.bool_]:
    """Which entries stay when a term that others were merged into is kept once a facet."""
    keep = np.ones(len(row), np.bool_)
    doubtful = np.flatnonzero(np.isin(term, list(set(merged.values()))))
    order = doubtful[np.lexsort((place[doubtful], term[doubtful], facet[doubtful], row[doubtful]))]
    before, after = order[:-1], order[1:]
    keep[
        after[(row[before] == row[after]) & (facet[before] == facet[after]) & (term[before] == term[after])]
    ] = False
    return keep
