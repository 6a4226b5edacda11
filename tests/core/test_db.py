"""The database: dates both ways, transactions that are all or nothing, and the turnstile in front of SQLite."""

import datetime as dt
import multiprocessing
import os
import sqlite3
import threading
import time
import weakref

import pytest
from peewee import IntegrityError

from peerportal.core import db
from peerportal.core.gate import GatedSqlite
from peerportal.people.models import Person
from tests.cast import make_person

WRITERS, WRITES = 4, 30


def test_moments_come_back_aware_and_equal(app):
    at = dt.datetime(2026, 3, 1, 14, 30, 5, 123456, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    priya = make_person("Priya", joined_at=at, hired_on=dt.date(2020, 2, 29))
    again = Person.get_by_id(priya.id)
    assert again.joined_at == at
    assert again.joined_at.tzinfo == dt.UTC
    assert again.hired_on == dt.date(2020, 2, 29)


def test_a_moment_without_a_zone_is_refused(app):
    with pytest.raises(ValueError, match="zone"):
        make_person("Priya", joined_at=dt.datetime(2026, 3, 1))  # noqa: DTZ001


def test_a_transaction_is_all_or_nothing(app):
    with pytest.raises(ZeroDivisionError), db.transaction():
        make_person("Priya")
        raise ZeroDivisionError
    assert not Person.select().exists()


def test_after_a_refused_row_the_rest_of_a_transaction_still_works(app):
    priya = make_person("Priya")
    with db.transaction():
        with pytest.raises(IntegrityError), db.transaction():
            Person.insert(ref=priya.ref, name="Twice", search_name="twice").execute()
        Person.update(name="Priya Rao").where(Person.id == priya.id).execute()
    assert Person.get_by_id(priya.id).name == "Priya Rao"


def test_an_update_says_how_many_rows_it_found(app):
    priya = make_person("Priya")
    assert Person.update(name="P").where(Person.ref == priya.ref).execute() == 1
    assert Person.update(name="P").where(Person.ref == "nobody").execute() == 0


@pytest.mark.sqlite_only
def test_sqlite_is_set_to_lose_nothing(opened):
    pragmas = {name: opened.pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert opened.server_version >= (3, 51, 3)


@pytest.fixture
def opened(app, tmp_path):
    """A database as the portal opens it: the one of the tests does not wait for the disk."""
    ours = db.database.obj
    try:
        with db.open_database(f"sqlite:///{tmp_path / 'opened.db'}").connection_context():
            yield db.database
    finally:
        db.database.initialize(ours)


@pytest.mark.sqlite_only
def test_a_new_database_file_is_readable_by_its_owner_alone(tmp_path):
    database = GatedSqlite(str(tmp_path / "new.db"))
    database.connect()
    database.close()
    assert (tmp_path / "new.db").stat().st_mode & 0o077 == 0


class Watched(GatedSqlite):
    """Notes each interval in which this process held the gate."""

    turns: list[tuple[int, int]] = []

    def _enter(self):
        super()._enter()
        self.began = time.monotonic_ns()

    def _leave(self):
        if getattr(self._held, "handle", None) is not None:
            self.turns.append((self.began, time.monotonic_ns()))
        super()._leave()


class WatchedWithoutGate(Watched):
    """The control: holds something, but not the gate."""

    def _enter(self):
        self._held.handle = os.open(f"{self.database}.gate", os.O_RDWR | os.O_CREAT, 0o600)
        self.began = time.monotonic_ns()


def _turns_of(kind, path, ready, results):
    database = kind(
        path, lock_type="IMMEDIATE", timeout=15, pragmas=(("journal_mode", "wal"), ("synchronous", "full"))
    )
    database.connect()
    kind.turns = []
    ready.wait(60)
    for number in range(WRITES):
        if number % 3:
            with database.atomic():
                database.execute_sql("UPDATE counter SET n = n + 1")
        else:
            database.execute_sql("UPDATE counter SET n = n + 1")
    results.put(kind.turns)
    database.close()


def _run_writers(kind, path):
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE counter (n)")
    plain.execute("INSERT INTO counter VALUES (0)")
    plain.commit()
    plain.close()
    # The portal is imported once, by the process that all writers are forked from.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    results, ready = context.Queue(), context.Barrier(WRITERS)
    writers = [context.Process(target=_turns_of, args=(kind, path, ready, results)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    turns = sorted(turn for _ in writers for turn in results.get(timeout=60))
    for writer in writers:
        writer.join(timeout=60)
    counted = sqlite3.connect(path).execute("SELECT n FROM counter").fetchone()[0]
    assert counted == WRITERS * WRITES
    return sum(later[0] < earlier[1] for earlier, later in zip(turns, turns[1:], strict=False))


@pytest.mark.sqlite_only
def test_a_connection_is_handed_back_and_used_again(tmp_path):
    database = GatedSqlite(str(tmp_path / "again.db"))
    database.connect()
    first = database.connection()
    database.close()
    assert database.connection() is first
    database.close()


@pytest.mark.sqlite_only
def test_a_file_put_in_the_place_of_the_database_is_opened_anew(tmp_path):
    database = GatedSqlite(str(tmp_path / "restored.db"))
    database.connect()
    first = database.connection()
    database.close()
    (tmp_path / "restored.db").unlink()
    assert database.connection() is not first
    database.close()


@pytest.mark.sqlite_only
def test_a_connection_does_not_die_with_the_thread_that_left_it_open(tmp_path):
    database = GatedSqlite(str(tmp_path / "left.db"))
    left = []
    thread = threading.Thread(target=lambda: left.append(weakref.ref(database.connection())))
    thread.start()
    thread.join()
    assert left[0]() is not None


@pytest.mark.sqlite_only
def test_two_turns_of_writing_never_overlap_across_processes(tmp_path):
    assert _run_writers(Watched, str(tmp_path / "gated.db")) == 0


@pytest.mark.sqlite_only
def test_without_the_gate_the_same_test_finds_overlaps(tmp_path):
    assert _run_writers(WatchedWithoutGate, str(tmp_path / "open.db")) > 0
