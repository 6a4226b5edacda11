"""The preview of an import: every line's verdict and reason, written by a job; no person is touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from peerportal.core import clock, jobs
from peerportal.core.db import locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.core.text import fold
from peerportal.people.models import Level, Person, RosterImport, RosterRow
from peerportal.people.models.roster import CHECKING, DONE, FAILED, NOT_IN_FILE, PREVIEWED
from peerportal.people.roster import dates, decode, headers, snapshot, wording
from peerportal.people.roster.plan import ABSENT, Plan
from peerportal.people.roster.source import Source, opened, throw_away
from peerportal.people.roster.survey import in_order

KEPT = dt.timedelta(days=90)
KIND = "roster_check"
_AT_ONCE = 400


def choose_columns(roster: RosterImport, columns: Mapping[str, int], order: str) -> RosterImport:
    """Say which column holds what (field → place) and how dates are written; returns the import with its levels."""
    if not roster.may_be_checked:
        raise RuleBroken("The columns of this import can no longer be chosen.")
    problem = headers.checked(columns, len(roster.columns["headings"]))
    if problem:
        raise RuleBroken(problem)
    roster.columns = roster.columns | {"map": dict(columns), "order": order}
    try:
        with opened(roster) as source:
            found = source.survey()
    except decode.Unreadable as unreadable:
        raise RuleBroken(str(unreadable)) from None
    roster.columns["found_order"] = order if order in (dates.DAY_FIRST, dates.MONTH_FIRST) else found.order
    roster.columns["levels"] = _all_levels(found.levels)
    roster.columns["many_levels"] = found.many_levels
    roster.save(only=[RosterImport.columns])
    return roster


def _all_levels(named: list[str]) -> list[str]:
    """The levels of the file among those already in order, so that one order holds for all."""
    if not named:
        return []
    ranks, there = _ranks(), {fold(name) for name in named}
    others = Level.select().where(Level.folded.in_(list(ranks)))
    return in_order([*named, *(level.name for level in others if level.folded not in there)], ranks)


def _ranks() -> dict[str, int]:
    rows: Any = Level.select(Level.folded, Level.rank).where(Level.rank.is_null(False)).tuples()
    return dict(rows)


def order_levels(roster: RosterImport, numbers: Iterable[int]) -> None:
    """Put the levels of the file in order from junior upward: one number for each, equal ones stay as they stand."""
    levels = roster.columns.get("levels", [])
    pairs = sorted(zip(numbers, range(len(levels)), strict=True))
    roster.columns = roster.columns | {"levels": [levels[place] for _, place in pairs]}
    roster.save(only=[RosterImport.columns])


def start(roster: RosterImport) -> None:
    """Have the file checked against the people there are."""
    with transaction():
        fresh = locked(RosterImport.select().where(RosterImport.id == roster.id)).get()
        if not fresh.may_be_checked:
            raise RuleBroken("This import cannot be checked any more.")
        fresh.state, fresh.rows_done, fresh.problem = CHECKING, 0, ""
        fresh.save(only=[RosterImport.state, RosterImport.rows_done, RosterImport.problem])
        jobs.enqueue(KIND, {"roster": fresh.id})


@jobs.handler(KIND)
def check(payload: dict[str, Any]) -> None:
    """Write the preview; done again from the start when a worker died on the way."""
    roster = RosterImport.get_or_none(RosterImport.id == payload["roster"], RosterImport.state == CHECKING)
    if roster is None:
        return
    try:
        with opened(roster) as source:
            _preview(roster, source)
    except decode.Unreadable as unreadable:
        fail(roster, str(unreadable))


def _preview(roster: RosterImport, source: Source) -> None:
    RosterRow.delete().where(RosterRow.roster == roster.id).execute()
    plan, tally = planned(source), wording.Tally()
    lines = (
        (
            roster.id,
            verdict.line,
            verdict.kind,
            verdict.row.name,
            verdict.row.email[:254],
            wording.reason(verdict),
        )
        for verdict in tally.follow(plan.verdicts(source.rows(), snapshot.known))
    )
    done = 0
    while some := list(islice(lines, _AT_ONCE)):
        done += len(some)
        _write(some)
        RosterImport.update(rows_done=done).where(RosterImport.id == roster.id).execute()
    absent = plan.absent()
    for some in _absent_lines(roster, absent):
        _write(some)
    counts = tally.counts | plan.troubles | {ABSENT: len(absent), "fingerprint": tally.fingerprint}
    changed = {RosterImport.state: PREVIEWED, RosterImport.counts: dict(counts)}
    RosterImport.update(changed).where(RosterImport.id == roster.id, RosterImport.state == CHECKING).execute()


def planned(source: Source) -> Plan:
    """The plan of a file after its first reading."""
    plan = Plan(snapshot.standings())
    for row in source.rows():
        plan.take(row)
    plan.settle()
    return plan


def _write(lines: list[tuple[Any, ...]]) -> None:
    fields = [
        RosterRow.roster, RosterRow.line, RosterRow.verdict, RosterRow.name, RosterRow.email, RosterRow.reason,
    ]  # fmt: skip
    RosterRow.insert_many(lines, fields=fields).execute()


def _absent_lines(roster: RosterImport, ids: list[int]) -> Iterator[list[tuple[Any, ...]]]:
    for start_at in range(0, len(ids), _AT_ONCE):
        some = ids[start_at : start_at + _AT_ONCE]
        people = (
            Person.select(Person.name, Person.email).where(Person.id.in_(some)).order_by(Person.search_name)
        )
        rows: Any = people.tuples()
        yield [
            (roster.id, NOT_IN_FILE, ABSENT, name, email or "", "Not in the file; nothing is done to them.")
            for name, email in rows
        ]


def fail(roster: RosterImport, problem: str) -> None:
    """End an import with a sentence; nothing of it was written."""
    changed = {RosterImport.state: FAILED, RosterImport.problem: problem, RosterImport.ended_at: clock.now()}
    RosterImport.update(changed).where(RosterImport.id == roster.id).execute()


def rank_of(levels: Iterable[str]) -> dict[str, int]:
    """Folded level → its place from 1."""
    return {fold(name)[:80]: place for place, name in enumerate(levels, 1)}


@jobs.handler("tidy_rosters")
def _tidy(payload: dict[str, Any]) -> None:
    done = (RosterImport.state == DONE) & RosterImport.file_key.is_null(False)
    for roster in list(RosterImport.select().where(done)):
        throw_away(roster)
    for roster in list(RosterImport.select().where(RosterImport.made_at < clock.now() - KEPT)):
        throw_away(roster)
        roster.delete_instance()


jobs.every("tidy_rosters", 86400)
