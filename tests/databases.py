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
            # The tests never pull the plug, so they need not wait for the disk.
            db.database.obj.pragma("synchronous", "off", permanent=True)
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
        empty_tables()
        for table, rows in self.first_rows.items():
            if rows:
                table.insert_many(rows).execute()


def empty_tables():
    """Every table of PostgreSQL's without a row, and its keys counted from the beginning.

    A test leaves few rows in few tables. To delete these is many times quicker than to truncate all tables, for which
    new files are made.
    """
    run = db.database.execute_sql
    names = [table._meta.table_name for table in TABLES]
    with db.database.atomic():
        looks = (f"(SELECT '{name}' AS name WHERE EXISTS (SELECT 1 FROM \"{name}\"))" for name in names)
        filled = [name for (name,) in run(" UNION ALL ".join(looks)).fetchall()]
        run(
            "SET LOCAL session_replication_role = replica"
        )  # no foreign key is asked, so the order is no matter
        for name in filled:
            run(f'DELETE FROM "{name}"')
        run("SET LOCAL session_replication_role = DEFAULT")
        run(
            "SELECT setval(oid::regclass, 1, false) FROM pg_class"
            " WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
        )
