"""The database: one door to SQLite or PostgreSQL, one kind of transaction, one way to lock."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from peewee import BlobField, CharField, DatabaseProxy, DateField, DateTimeField, Model, PostgresqlDatabase
from playhouse.apsw_ext import APSWDatabase
from playhouse.db_url import connect

from peerportal.core.ids import new_ref

T = TypeVar("T")
database: Any = DatabaseProxy()
BUSY_SECONDS = 15
PRAGMAS = (
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("secure_delete", 1),
    ("trusted_schema", 0),
)
_open_now = threading.local()


def is_postgres() -> bool:
    """Whether the open database is PostgreSQL (otherwise it is SQLite)."""
    return isinstance(database.obj, PostgresqlDatabase)


def open_database(url: str) -> Any:
    """Point every table at `url` (sqlite:///path or postgresql://…) and return the database object."""
    if url.startswith("sqlite:///"):
        from peerportal.core.gate import GatedSqlite

        real: Any = GatedSqlite(
            url.removeprefix("sqlite:///"),
            lock_type="IMMEDIATE",
            timeout=BUSY_SECONDS,
            pragmas=PRAGMAS,
        )
    else:
        scheme, _, rest = url.partition("://")
        if scheme not in ("postgresql", "postgres", "psycopg3", "psycopg3+pool"):
            raise ValueError("DATABASE_URL must begin with sqlite:/// or postgresql://")
        real = connect(
            "psycopg3+pool://" + rest,
            max_connections=32,
            timeout=10,
            stale_timeout=300,
            options="-c timezone=UTC -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s",
        )
    database.initialize(real)
    return real


@contextmanager
def transaction() -> Iterator[None]:
    """All or nothing. What was given to `before_commit` runs at the end of the outermost one, inside it."""
    pending: list[tuple[Any, tuple[Any, ...]]] | None = getattr(_open_now, "pending", None)
    if pending is not None:
        kept = len(pending)
        try:
            with database.atomic():
                yield
        except BaseException:
            del pending[kept:]
            raise
        return
    _open_now.pending = pending = []
    try:
        with database.atomic():
            yield
            _settle(pending)
    finally:
        _open_now.pending = None


def _settle(pending: list[tuple[Any, tuple[Any, ...]]]) -> None:
    grouped: dict[Any, list[tuple[Any, ...]]] = {}
    for writer, row in pending:
        grouped.setdefault(writer, []).append(row)
    for writer, rows in grouped.items():
        writer(rows)


def before_commit(writer: Callable[[list[tuple[Any, ...]]], None], row: tuple[Any, ...]) -> None:
    """Hand `row` to `writer` (with all others of this transaction) just before it commits."""
    pending = getattr(_open_now, "pending", None)
    if pending is None:
        raise RuntimeError("before_commit needs a transaction()")
    pending.append((writer, row))


def beside(function: Callable[[], T]) -> T:
    """Call a function on a connection of its own, which sees what was committed and nothing of an open transaction."""

    def call() -> T:
        with database.connection_context():
            return function()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(call).result()


def settle_deletions() -> None:
    """Have what was deleted leave SQLite's files too: secure_delete blanks it, and the log is emptied here.

    Somebody who reads at this moment may put it off until the next time. PostgreSQL frees it with its next vacuum.
    """
    if not is_postgres() and not database.in_transaction():
        database.obj.empty_log()


def locked(query: Any) -> Any:
    """The query with its rows locked until the transaction ends; SQLite already holds the one write lock.

    The lock is the one that leaves references to the rows free: whoever writes a row that names a person must not
    wait for somebody who holds that person and in turn waits for them.
    """
    return query.for_update("FOR NO KEY UPDATE") if is_postgres() else query


def skipping_locked(query: Any) -> Any:
    """The query locked, without the rows that another transaction has locked."""
    return query.for_update("FOR UPDATE SKIP LOCKED") if is_postgres() else query


class UTCDateTimeField(DateTimeField):
    """Aware moments in, aware UTC moments out; stored as naive UTC in one sortable form on both databases."""

    def db_value(self, value: Any) -> Any:
        if isinstance(value, dt.datetime):
            if value.tzinfo is None:
                raise ValueError("a moment needs its time zone")
            return value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        return value

    def python_value(self, value: Any) -> Any:
        if isinstance(value, str):
            value = dt.datetime.fromisoformat(value)
        return value.replace(tzinfo=dt.UTC) if isinstance(value, dt.datetime) else value


class DayField(DateField):
    """A calendar day, stored as ISO text where the database has no date type."""

    def db_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, dt.date) else value


class RefField(CharField):
    """The opaque id of a row, the only one an address may show."""

    def __init__(self, **options: Any) -> None:
        options = {"max_length": 26, "unique": True, "default": new_ref} | options
        super().__init__(**options)


class SealedField(BlobField):
    """Words that only `core.vault` can turn back into text."""


class BaseModel(Model):
    """What every table of the portal inherits."""

    class Meta:
        database = database
        legacy_table_names = False


__all__ = ["APSWDatabase", "BaseModel", "DayField", "RefField", "SealedField", "UTCDateTimeField"]
