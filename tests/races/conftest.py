"""Contenders: real processes on one database that do one deed each at the same moment, again and again."""

import multiprocessing

import pytest

from peerportal.core import db
from tests.races import contender

ROUNDS = 200


class Contenders:
    """`race([(deed, facts), …])` has each process do its deed at once; returns what came of each."""

    def __init__(self, settings, count, guarded):
        context = multiprocessing.get_context("spawn")
        start = context.Barrier(count)
        self._ends = []
        for _ in range(count):
            ours, theirs = context.Pipe()
            wanted = (vars(settings), theirs, start, guarded)
            process = context.Process(target=contender.main, args=wanted, daemon=True)
            process.start()
            self._ends.append((process, ours))
        for _, ours in self._ends:
            assert ours.poll(60) and ours.recv() == "ready"

    def race(self, deeds):
        for (_, ours), deed in zip(self._ends, deeds, strict=True):
            ours.send(deed)
        answers = []
        for process, ours in self._ends:
            assert ours.poll(60), f"process {process.pid} never answered"
            answers.append(ours.recv())
        return answers

    def stop(self):
        for process, ours in self._ends:
            ours.send(None)
            process.join(20)
            if process.is_alive():
                process.kill()


@pytest.fixture
def contenders(app, settings, _fresh):
    """contenders(2) as the portal is; contenders(2, guarded=False) without transactions and row locks."""
    started = []

    def start(count, *, guarded=True):
        started.append(Contenders(settings, count, guarded))
        return started[-1]

    yield start
    for each in started:
        each.stop()


@pytest.fixture
def without_unique(app, _fresh):
    """Takes these unique indexes away for one test."""
    kept = {}

    def take(*names):
        for name in names:
            kept[name] = definition(name)
            db.database.execute_sql(f'DROP INDEX "{name}"')

    yield take
    if db.is_postgres():
        # Every other test begins with these tables as they are left here, so they are emptied and mended.
        _fresh.lay()
        for statement in kept.values():
            db.database.execute_sql(statement)


def definition(name):
    """The statement that makes the index."""
    query = "SELECT indexdef FROM pg_indexes WHERE indexname = %s" if db.is_postgres() else (
        "SELECT sql FROM sqlite_master WHERE name = ?"
    )  # fmt: skip
    return db.database.execute_sql(query, (name,)).fetchone()[0]
