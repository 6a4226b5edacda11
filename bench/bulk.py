"""Writing whole tables fast: without indexes, which are made anew at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, Protocol

import apsw

AT_ONCE = 50_000


class Bulk(Protocol):
    def write(self, model: Any, **columns: Iterable[Any]) -> None:
        """Fill a table from columns side by side, up to the shortest of them; dates as text, JSON as text."""


@contextmanager
def bulk(url: str, models: Iterable[Any]) -> Iterator[Bulk]:
    """Tables without indexes to write into; when it closes they have them again and what was written is there."""
    tables = [model._meta.table_name for model in models]
    if url.startswith("sqlite:///"):
        with _sqlite(url.removeprefix("sqlite:///"), tables) as into:
            yield into
    else:
        with _postgres(url, tables) as into:
            yield into


class _Sqlite:
    def __init__(self, db: apsw.Connection) -> None:
        self.db = db

    def write(self, model: Any, **columns: Iterable[Any]) -> None:
        names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        rows = zip(*columns.values(), strict=False)
        self.db.executemany(f'INSERT INTO "{model._meta.table_name}" ({names}) VALUES ({places})', rows)


@contextmanager
def _sqlite(path: str, tables: list[str]) -> Iterator[_Sqlite]:
    # The very library that the portal itself uses: two of them in a process would undo each other's locks.
    db = apsw.Connection(path)
    # Nobody else looks, and whoever interrupts this starts again from nothing.
    for pragma in (
        "journal_mode = OFF",
        "synchronous = OFF",
        "cache_size = -500000",
        "temp_store = MEMORY",
        "threads = 2",
    ):
        db.execute(f"PRAGMA {pragma}")
    marks = ", ".join("?" * len(tables))
    listed = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})"
    indexes = db.execute(listed, tables).fetchall()
    for name, _ in indexes:
        db.execute(f'DROP INDEX "{name}"')
    db.execute("BEGIN")
    yield _Sqlite(db)
    for _, statement in indexes:
        db.execute(statement)
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA analysis_limit = 1000")
    db.execute("ANALYZE")
    db.close()


class _Postgres:
    def __init__(self, db: Any) -> None:
        self.db = db

    def write(self, model: Any, **columns: Iterable[Any]) -> None:
        names, table = ", ".join(f'"{name}"' for name in columns), model._meta.table_name
        rows = zip(*(map(_text, column) for column in columns.values()), strict=False)
        with self.db.cursor().copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            while part := list(islice(rows, AT_ONCE)):
                copy.write("\n".join(map("\t".join, part)) + "\n")
        if "id" in columns:
            self.db.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))"
            )


def _text(value: Any) -> str:
    """A value as COPY takes it; none of ours holds a tab, a line end or a backslash."""
    return r"\N" if value is None else value if isinstance(value, str) else str(value)


@contextmanager
def _postgres(url: str, tables: list[str]) -> Iterator[_Postgres]:
    import psycopg

    with psycopg.connect(url, autocommit=True) as db:
        try:
            db.execute("SET session_replication_role = replica")
        except psycopg.errors.InsufficientPrivilege:
            print("References are checked row by row: the account may not leave that out.")
        db.execute("SET maintenance_work_mem = '512MB'")
        db.execute("SET synchronous_commit = off")
        indexes = db.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
            " AND tablename = ANY(%s) AND indexname NOT LIKE '%%pkey'",
            (tables,),
        ).fetchall()
        for name, _ in indexes:
            db.execute(f'DROP INDEX "{name}"')  # type: ignore[call-overload]
        yield _Postgres(db)
        for _, statement in indexes:
            db.execute(statement)
        for table in tables:
            db.execute(f'ANALYZE "{table}"')  # type: ignore[call-overload]
