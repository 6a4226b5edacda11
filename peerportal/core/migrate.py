"""Migrations: numbered files, each in one transaction, applied by one process at a time."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from peewee import CharField
from playhouse.migrations import Runner

from peerportal.core import clock
from peerportal.core.db import is_postgres

FOLDER = Path(__file__).parent.parent / "migrations"
LOCK = 0x70656572


class Migrations(Runner):
    """The runner of playhouse, keeping its moments as text: the SQLite driver takes no datetime of its own accord."""

    def __init__(self, database: Any, folder: Path) -> None:
        super().__init__(database, str(folder))

        class History(database.Model):
            name = CharField(unique=True)
            applied = CharField(max_length=32, default=lambda: clock.now().isoformat(timespec="seconds"))

            class Meta:
                table_name = self.table_name

        self.History = History


def migrate(database: Any, folder: Path = FOLDER) -> list[str]:
    """Bring the database up to date; returns the names of the migrations that were applied."""
    with database.connection_context(), _only_one(database):
        return list(Migrations(database, folder).up())


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
