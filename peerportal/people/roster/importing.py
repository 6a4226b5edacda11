"""The import itself: confirmed, done by a job, in one transaction; what was previewed is what is done, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from peewee import IntegrityError

from peerportal.core import changes, clock, files, jobs, log
from peerportal.core.db import locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.people import hooks
from peerportal.people.models import Person, RosterImport, RosterRow
from peerportal.people.models.roster import DONE, IMPORTING, PREVIEWED
from peerportal.people.roster import checking, decode, snapshot, wording
from peerportal.people.roster.plan import AT_ONCE, CREATE, LIST, Verdict
from peerportal.people.roster.source import Source, opened, progress_key, throw_away
from peerportal.people.roster.writing import Writer, ready_terms
from peerportal.terms.models import Term

KIND = "roster_import"
MOVED = "People of the portal changed since this preview was made. Please check the file again."
CLASHED = "Somebody joined with an address of this file at the same moment. Please check the file again."
BROKEN = "Something went wrong on our side. Nothing was imported."


class Moved(Exception):
    """The preview no longer says what would happen."""


def confirm(roster: RosterImport, by: Person | None) -> None:
    """Have the previewed import done; confirmed twice, it is done once."""
    with transaction():
        fresh = locked(RosterImport.select().where(RosterImport.id == roster.id)).get()
        if fresh.state == IMPORTING:
            return
        if fresh.state != PREVIEWED:
            raise RuleBroken("Only an import whose preview is ready can be confirmed.")
        changed = {RosterImport.state: IMPORTING, RosterImport.rows_done: 0, RosterImport.by: by}
        RosterImport.update(changed).where(RosterImport.id == fresh.id).execute()
        jobs.enqueue(KIND, {"roster": fresh.id})


@jobs.handler(KIND)
def run(payload: dict[str, Any]) -> None:
    """Import, or say why not; a worker that dies on the way leaves nothing, and the next one starts anew."""
    roster = RosterImport.get_or_none(RosterImport.id == payload["roster"], RosterImport.state == IMPORTING)
    if roster is None:
        return
    try:
        with opened(roster) as source:
            terms = ready_terms(source.rows())
            with transaction():
                _import(roster, source, terms)
    except decode.Unreadable as unreadable:
        checking.fail(roster, str(unreadable))
    except Moved:
        checking.fail(roster, MOVED)
    except IntegrityError:
        checking.fail(roster, CLASHED)
    except Exception:
        checking.fail(roster, BROKEN)
        raise
    else:
        throw_away(roster)


def _import(roster: RosterImport, source: Source, terms: dict[str, Term]) -> None:
    # Everybody first and in the order all verbs keep, then the import's own row.
    list(locked(Person.select(Person.id).order_by(Person.id)).tuples())
    mine = RosterImport.select(RosterImport.id).where(
        RosterImport.id == roster.id, RosterImport.state == IMPORTING
    )
    if not list(locked(mine).tuples()):
        return  # a second worker, whose first one was only slow
    plan, tally = checking.planned(source), wording.Tally()
    writer = Writer(roster.by_id or 0, checking.rank_of(roster.columns.get("levels", [])), terms)
    done = 0
    for some in _chunks(tally.follow(plan.verdicts(source.rows(), snapshot.known))):
        writer.write(some)
        done += len(some)
        _tell(roster, done)
    if tally.fingerprint != roster.counts.get("fingerprint"):
        raise Moved
    writer.finish()
    hooks.on_place.fire(None)
    changes.record("people")
    _end(roster)


def _chunks(verdicts: Iterator[Verdict]) -> Iterator[list[Verdict]]:
    while some := list(islice(verdicts, AT_ONCE)):
        yield some


def _tell(roster: RosterImport, done: int) -> None:
    files.path(progress_key(roster)).write_text(str(done))


def progress(roster: RosterImport) -> int:
    """How many rows are done, also while the import's transaction is still open."""
    if roster.state != IMPORTING:
        return roster.rows_done
    try:
        return int(files.path(progress_key(roster)).read_text() or 0)
    except (OSError, ValueError):
        return 0


def _end(roster: RosterImport) -> None:
    changed = {
        RosterImport.state: DONE,
        RosterImport.rows_done: roster.rows_all,
        RosterImport.ended_at: clock.now(),
    }
    RosterImport.update(changed).where(
        RosterImport.id == roster.id, RosterImport.state == IMPORTING
    ).execute()
    said = "; ".join(wording.summary(roster.counts))
    log.write(roster.by_id or 0, "imported a roster", "roster import", roster.ref, said)


def new_people(roster: RosterImport) -> int:
    """How many people the import added, with and without an account to be."""
    return RosterRow.select().where(RosterRow.roster == roster, RosterRow.verdict.in_([CREATE, LIST])).count()
