"""SQLite behind a turnstile: one writing transaction at a time, in the order of asking, across processes.

SQLite's own waiting is unfair under several writers, and its write-ahead log had a defect with two connections
writing at the same instant (fixed in 3.51.3). A lock on a file beside the database settles the first and, were an
older library ever linked, the second (docs/decisions/0003-sqlite.md).
"""

from __future__ import annotations

import fcntl
import os
import threading
from typing import Any

from playhouse.apsw_ext import APSWDatabase


class GatedSqlite(APSWDatabase):
    """An APSW database whose transactions take a file lock before they begin."""

    def __init__(self, path: str, **options: Any) -> None:
        super().__init__(path, **options)
        self._held = threading.local()

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

    def _enter(self) -> None:
        if self.database in (":memory:", ""):
            return
        handle = os.open(f"{self.database}.gate", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        self._held.handle = handle

    def _leave(self) -> None:
        handle = getattr(self._held, "handle", None)
        if handle is not None:
            self._held.handle = None
            os.close(handle)
