"""What coordinators and operators did, to what and why: written by the verb itself, never edited."""

from __future__ import annotations

from peewee import AutoField, CharField, IntegerField, TextField

from peerportal.core import clock
from peerportal.core.db import BaseModel, UTCDateTimeField


class LogEntry(BaseModel):
    """One line. `by` is a person's key (0: the operator's command line), `ref` the opaque id of what it touched."""

    id = AutoField()
    at = UTCDateTimeField(default=clock.now)
    by = IntegerField()
    action = CharField(max_length=60)
    kind = CharField(max_length=30)
    ref = CharField(max_length=26, default="")
    reason = TextField(default="")


def write(by: int, action: str, kind: str, ref: str = "", reason: str = "") -> None:
    """Add one line, in the transaction of the deed it tells of."""
    LogEntry.insert(at=clock.now(), by=by, action=action, kind=kind, ref=ref, reason=reason[:1000]).execute()


def latest(limit: int = 50, before: int | None = None) -> list[LogEntry]:
    """The newest lines first, at most `limit`, older than line `before` when given."""
    query = LogEntry.select().order_by(LogEntry.id.desc()).limit(limit)
    return list(query.where(LogEntry.id < before) if before else query)


def last_about(kind: str, ref: str, action: str) -> LogEntry | None:
    """The newest line about this thing that says this was done to it."""
    lines = LogEntry.select().where(LogEntry.kind == kind, LogEntry.ref == ref, LogEntry.action == action)
    found: LogEntry | None = lines.order_by(LogEntry.id.desc()).first()
    return found
