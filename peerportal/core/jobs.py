"""Work for later: written in the transaction that wants it, claimed with a lease, run at least once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from peewee import AutoField, CharField, DoubleField, IntegerField, JSONField, TextField

from peerportal.core import clock
from peerportal.core.db import BaseModel, database, skipping_locked, transaction

Handler = Callable[[dict[str, Any]], None]
HANDLERS: dict[str, Handler] = {}
PERIODIC: dict[str, int] = {}
LEASE_SECONDS = 240  # longer than the slowest job may take (a mail to a slow server: core/smtp.py)
MAX_ATTEMPTS = 13  # each wait is twice the last, so the last try comes after almost three days
KEEP_DONE_SECONDS = 7 * 86400
logger = logging.getLogger("peerportal.jobs")


class Hopeless(Exception):
    """Raised by a handler: there is no use in trying this job again. Its text may not quote what anybody wrote."""


class Job(BaseModel):
    """One piece of work. Times are seconds since the epoch; the payload holds ids and settings, never words."""

    id = AutoField()
    kind = CharField(max_length=40)
    payload: Any = JSONField(default=dict)
    key = CharField(max_length=120, null=True, unique=True)
    due = DoubleField(index=True)
    attempts = IntegerField(default=0)
    lease_until = DoubleField(default=0)
    done = DoubleField(null=True)
    error = TextField(null=True)


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of this kind; it must bear being run twice."""

    def register(function: Handler) -> Handler:
        HANDLERS[kind] = function
        return function

    return register


def every(kind: str, seconds: int) -> None:
    """Have jobs of this kind done once in each period, by whichever process gets there first."""
    PERIODIC[kind] = seconds


def enqueue(
    kind: str, payload: dict[str, Any] | None = None, delay: float = 0, key: str | None = None
) -> None:
    """Put a job in the table; a second one with the same `key` changes nothing."""
    row = {"kind": kind, "payload": payload or {}, "key": key, "due": clock.timestamp() + delay}
    row |= {"attempts": 0, "lease_until": 0}
    Job.insert(row).on_conflict_ignore().execute()


def any_of(keys: list[str]) -> bool:
    """Whether a job with one of these keys is waiting, or was done within the last days."""
    return bool(keys) and Job.select().where(Job.key.in_(keys)).exists()


def claim(limit: int = 10) -> list[Job]:
    """Take due jobs under a lease; a job whose worker died is taken again when its lease ends."""
    now = clock.timestamp()
    waiting = (
        Job.select(Job.id)
        .where(Job.done.is_null(), Job.due <= now, Job.lease_until < now, Job.attempts < MAX_ATTEMPTS)
        .order_by(Job.due, Job.id)
        .limit(limit)
    )
    if not waiting.exists():
        return []
    with transaction():
        query = skipping_locked(waiting)
        ids = [job.id for job in query]
        if not ids:
            return []
        taken = Job.update(lease_until=now + LEASE_SECONDS, attempts=Job.attempts + 1).where(Job.id.in_(ids))
        return sorted(taken.returning(Job).execute(), key=lambda job: (job.due, job.id))


def run_due(limit: int = 10) -> int:
    """Do what is due, at most `limit` jobs; returns how many were tried."""
    _enqueue_periodic()
    jobs = claim(limit)
    for job in jobs:
        _run(job)
    return len(jobs)


def _enqueue_periodic() -> None:
    now = clock.timestamp()
    keys = {f"{kind}:{int(now // seconds)}": kind for kind, seconds in PERIODIC.items()}
    if not keys:
        return
    there = {job.key for job in Job.select(Job.key).where(Job.key.in_(list(keys)))}
    for key in keys.keys() - there:
        enqueue(keys[key], key=key)


def _run(job: Job) -> None:
    if not _still_mine(job):
        return
    try:
        HANDLERS[job.kind](job.payload | {"job": job.id})
        changed: dict[str, Any] = {"done": clock.timestamp(), "error": None}
    except Hopeless as problem:
        logger.warning("job %s (%s) is given up: %s", job.id, job.kind, problem)
        changed = {"done": clock.timestamp(), "error": str(problem)}
    except Exception as problem:  # noqa: BLE001 - whatever a handler meets, the job is tried again
        # The message may quote what somebody wrote, so only the kind of problem is kept and logged.
        logger.warning("job %s (%s) failed: %s", job.id, job.kind, type(problem).__name__)
        wait = 30 * 2**job.attempts
        changed = {"due": clock.timestamp() + wait, "lease_until": 0, "error": type(problem).__name__}
    Job.update(**changed).where(Job.id == job.id).execute()


def _still_mine(job: Job) -> bool:
    """Whether no other worker has taken the job while those before it ran; its lease begins anew."""
    mine = (Job.id == job.id) & (Job.attempts == job.attempts) & Job.done.is_null()
    return bool(Job.update(lease_until=clock.timestamp() + LEASE_SECONDS).where(mine).execute())


@handler("tidy_jobs")
def _tidy(payload: dict[str, Any]) -> None:
    before = clock.timestamp() - KEEP_DONE_SECONDS
    given_up = (Job.attempts >= MAX_ATTEMPTS) & (Job.due < before)
    Job.delete().where((Job.done < before) | given_up).execute()


every("tidy_jobs", 86400)


def loop(stop: threading.Event, pause: float = 2.0) -> None:
    """Do jobs until `stop` is set; this is the body of the worker, thread or process."""
    while not stop.is_set():
        tried = 0
        try:
            with database.connection_context():
                tried = run_due()
        except Exception as problem:  # noqa: BLE001 - the worker outlives any single failure
            logger.warning("the job loop met %s", type(problem).__name__)
        if not tried:
            stop.wait(pause)
