"""Whether a request changed a row: a fingerprint of everything the database holds, and a way to try without traces."""

import hashlib
from contextlib import contextmanager

from peerportal.core.db import database, is_postgres
from peerportal.tables import TABLES


def fingerprint(but=()):
    """{table: digest of all its rows}, but for the tables named."""
    found = {}
    for model in TABLES:
        table = model._meta.table_name
        if table not in but:
            rows = database.execute_sql(f'SELECT * FROM "{table}"').fetchall()
            found[table] = hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()
    return found


def writes():
    """A number that rises with every row that was written, also by what was undone afterwards."""
    if is_postgres():
        counts = "COALESCE(SUM(n_tup_ins + n_tup_upd + n_tup_del), 0)"
        return database.execute_sql(f"SELECT {counts} FROM pg_stat_xact_user_tables").fetchone()[0]
    return database.execute_sql("SELECT total_changes()").fetchone()[0]


def changed(before, after):
    """The tables that differ between two fingerprints."""
    return sorted(table for table in before if before[table] != after[table])


@contextmanager
def tried_only():
    """What is done inside is undone at the end, so that one world serves many tries."""
    with database.atomic() as attempt:
        yield
        attempt.rollback()


def tried(deed, *, looked=True):
    """What the deed answers, and the tables whose rows it changed (if `looked`); all is undone again."""
    with tried_only():
        written = writes()
        answer = deed()
        after = fingerprint() if looked and writes() != written else None
    # All is undone by now, so it stands as it did before.
    return answer, changed(fingerprint(), after) if after else []
