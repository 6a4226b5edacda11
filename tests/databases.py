"""A fresh, migrated database for every test, cheaply: a file copied on SQLite, emptied tables on PostgreSQL."""

import os
import secrets
import shutil
from pathlib import Path

from peerportal.core import db
from peerportal.core.migrate import migrate
from peerportal.tables import TABLES

URL = os.environ.get("TEST_DATABASE_URL", "")


def is_postgres():
    """Whether this run of the tests is about PostgreSQL."""
    return URL.startswith("postgres")


def url_for_tests(folder):
    """Where the tests' database lives: a file in the folder, or a database of our own on the given server."""
    if not is_postgres():
        return f"sqlite:///{folder / 'portal.db'}"
    server, _, _ = URL.rpartition("/")
    name = f"peerportal_tests_{secrets.token_hex(6)}"
    _on_the_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    # The tests never pull the plug, so they need not wait for the disk.
    _on_the_server(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    return f"{server}/{name}"


def drop(url):
    """Remove the tests' database from the server."""
    if is_postgres():
        _on_the_server(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')


def _on_the_server(*statements):
    import psycopg

    with psycopg.connect(URL, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


class Fresh:
    """Migrates once, then gives every test the database as it was right after."""

    def __init__(self, folder):
        self.path = Path(folder) / "portal.db"
        self.template = Path(folder) / "template.db"
        migrate(db.database.obj)
        self.first_rows = {}
        if is_postgres():
            with db.database.connection_context():
                for table in TABLES:
                    self.first_rows[table] = list(table.select().dicts())
        else:
            db.database.connect(reuse_if_open=True)
            db.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            db.database.close()
            shutil.copyfile(self.path, self.template)

    def lay(self):
        """Make the database fresh and leave a connection open."""
        if is_postgres():
            db.database.connect(reuse_if_open=True)
            self._empty_tables()
            return
        if not db.database.is_closed():
            db.database.close()
        for left in (self.path, Path(f"{self.path}-wal"), Path(f"{self.path}-shm")):
            left.unlink(missing_ok=True)
        shutil.copyfile(self.template, self.path)
        db.database.connect()

    def _empty_tables(self):
        names = ", ".join(f'"{table._meta.table_name}"' for table in TABLES)
        db.database.execute_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        for table, rows in self.first_rows.items():
            if rows:
                table.insert_many(rows).execute()
