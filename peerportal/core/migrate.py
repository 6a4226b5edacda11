"""Migrations: numbered files, each in one transaction, applied by one process at a time."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playhouse.migrations import Runner

from peerportal.core.db import is_postgres

FOLDER = Path(__file__).parent.parent / "migrations"
LOCK = 0x70656572


def migrate(database: Any, folder: Path = FOLDER) -> list[str]:
    """Bring the database up to date; returns the names of the migrations that were applied."""
    with database.connection_context(), _only_one(database):
        return list(Runner(database, str(folder)).up())


@contextlib.contextmanager
def _only_one(database: Any) -> Iterator[None]:
    if is_postgres():
        database.execute_sql("SELECT pg_advisory_lock(%s)", (LOCK,))
        try:
            yield
        finally:
            database.execute_sql("SELECT pg_advisory_unlock(%s)", (LOCK,))
        return
    with open(f"{database.database}.migrate", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
