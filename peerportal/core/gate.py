"""SQLite behind a turnstile: one writing transaction at a time, in the order of asking, across processes.

SQLite's own waiting is unfair under several writers, and its write-ahead log had a defect with two connections
writing at the same instant (fixed in 3.51.3). A lock on a file beside the database settles the first and, were an
older library ever linked, the second (docs/decisions/0003-sqlite.md).
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playhouse.apsw_ext import APSWDatabase

IN_MEMORY = (":memory:", "")
MOST_KEPT = 32
Place = tuple[int, int, int]
READS = ("SELECT", "PRAGMA", "WITH", "EXPLAI", "VALUES")


class GatedSqlite(APSWDatabase):
    """An APSW database whose writes take a file lock before they begin, and whose connections are used again.

    A connection is handed back when its request is over, and never dies with a thread: one with functions of ours that
    is thrown away by the end of a thread which the server, and not Python, had started brings the process down.
    """

    def __init__(self, path: str, **options: Any) -> None:
        super().__init__(path, **options)
        self._held = threading.local()
        self._free: list[tuple[Any, Place]] = []
        self._alive: dict[int, tuple[Any, Place]] = {}

    def _connect(self) -> Any:
        if self.database in IN_MEMORY:
            return self._new()
        place = self._place()
        while self._free:
            connection, was = self._free.pop()
            if was == place:
                return connection
            self._let_go(connection)
        connection = self._new()
        self._alive[id(connection)] = (connection, place)
        return connection

    def _new(self) -> Any:
        connection = super()._connect()
        connection.convert_binding = _as_sqlite_takes_it
        return connection

    def _place(self) -> Place:
        """What a connection belongs to: not to a process forked off later, nor to a file put in place of this one."""
        try:
            found = os.stat(self.database)
        except FileNotFoundError:
            # Made before SQLite makes it, readable by the portal's own account alone; -wal and -shm follow suit.
            os.close(os.open(self.database, os.O_RDWR | os.O_CREAT, 0o600))
            found = os.stat(self.database)
        return os.getpid(), found.st_dev, found.st_ino

    def _close(self, connection: Any) -> None:
        known = self._alive.get(id(connection))
        if known and len(self._free) < MOST_KEPT:
            self._free.append(known)
        else:
            self._let_go(connection)

    def _let_go(self, connection: Any) -> None:
        _, place = self._alive.pop(id(connection), (None, None))
        if place is None or place[0] == os.getpid():
            connection.close()
        else:
            # The parent's: closing it here would drop the parent's locks, so it only rests.
            self._alive[-id(connection)] = (connection, place)

    def close_all(self) -> None:
        """Close the connections that nobody uses: before a fork, which must not share them."""
        while self._free:
            self._let_go(self._free.pop()[0])

    def begin(self, lock_type: str | None = None) -> None:
        self._enter()
        try:
            super().begin(lock_type)
        except BaseException:
            self._leave()
            raise

    def commit(self) -> Any:
        done = super().commit()
        self._leave()
        return done

    def rollback(self) -> Any:
        try:
            return super().rollback()
        finally:
            self._leave()

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        if self.in_transaction() or sql.lstrip()[:6].upper().startswith(READS):
            return super().execute_sql(sql, params)
        with self._turn():
            return super().execute_sql(sql, params)

    def empty_log(self) -> None:
        """Move the write-ahead log into the file and cut it to nothing."""
        with self._turn():
            super().execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The gate around one statement that is its own transaction."""
        if getattr(self._held, "handle", None) is not None:
            yield
            return
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def _enter(self) -> None:
        if self.database in IN_MEMORY:
            return
        # Opened anew each time: a handle kept open would be shared, lock and all, with a forked process.
        handle = os.open(f"{self.database}.gate", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        self._held.handle = handle

    def _leave(self) -> None:
        handle = getattr(self._held, "handle", None)
        if handle is not None:
            self._held.handle = None
            os.close(handle)


def _as_sqlite_takes_it(cursor: Any, number: int, value: Any) -> str:
    """APSW binds no dates of its own accord; they are stored as ISO text, as every other driver does."""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(f"parameter {number} is a {type(value).__name__}, which SQLite cannot store")
