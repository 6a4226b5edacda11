"""Cold start and memory: a process of its own reads a generated organisation from a database."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from bench.asking import Asker
from bench.engines import SCRATCH, postgres
from bench.figures import heading, line
from bench.load import load
from bench.organisation import organisation
from bench.server import python
from peerportal.core import db
from peerportal.core.migrate import migrate
from peerportal.matching.index.pool import Pool

SECONDS, BYTES, MOST_BYTES_FROM = 6.0, 250, 100_000
ASKED, ROUNDS = 10, 3


def measure(sizes: list[int], seed: int, with_postgres: bool) -> int:
    """Print it for each size; returns how many answers differ from those of the same people in memory."""
    databases = [_sqlite, _postgres] if with_postgres else [_sqlite]
    return sum(_size(people, seed, databases) for people in sizes)


def _size(people: int, seed: int, databases: list[Any]) -> int:
    of = organisation(people, seed)
    viewers = np.random.default_rng(seed).integers(1, people + 1, ASKED).tolist()
    expected = _expected(Asker(of, Pool.filled(of.table, of.near)), viewers)
    wrong = 0
    for make in databases:
        try:
            with make() as url:
                begun = time.perf_counter()
                _fill(of, url)
                said = f"{make.__name__[1:]}, loaded in {time.perf_counter() - begun:.0f} s"
                found = [_started(url, viewers) for _ in range(ROUNDS if people < 1_000_000 else 2)]
        except OSError as reason:
            print(f"{people:>9,}  {make.__name__[1:]} not measured: {reason}")
            continue
        wrong += _print(people, said, found, expected)
    return wrong


def _expected(asker: Asker, viewers: list[int]) -> dict[int, Any]:
    found = {}
    for person in viewers:
        viewer = asker.peer(person)
        question = asker.question(viewer, asker.ties(viewer))
        found[person] = [list(pair) for pair in asker.pool.ask(question).best(10)]
    return found


def _fill(of: Any, url: str) -> None:
    real = db.open_database(url)
    migrate(real)
    load(of, url)


def _started(url: str, viewers: list[int]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(python("bench.start", url, *map(str, viewers)))
    return found


def _print(people: int, said: str, found: list[dict[str, Any]], expected: dict[int, Any]) -> int:
    best = min(found, key=lambda one: one["seconds"])
    seconds, size = best["seconds"], best["bytes"] / people
    wrong = sum(one["answers"][str(person)] != ten for one in found for person, ten in expected.items())
    heading(f"Cold start from {said}", f"{'value':>9}")
    line(people, "seconds until the first question", f"{seconds:9.2f}", seconds, SECONDS)
    line(people, "of them processor time of the process", f"{best['processor']:9.2f}")
    goal = BYTES if people >= MOST_BYTES_FROM else None
    line(people, "bytes a person it stays larger by", f"{size:9.0f}", size, goal)
    line(people, "bytes a person with the search box", f"{best['with names'] / people:9.0f}")
    line(people, "MB it grew by at most meanwhile", f"{best['peak'] / 2**20:9.0f}")
    line(people, "seconds of the first search", f"{best['names']:9.2f}")
    line(people, f"answers that differ, of {len(found) * len(expected)}", f"{wrong:9}", wrong, 0)
    return wrong


@contextmanager
def _sqlite() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="peerportal-bench-"))
    try:
        yield f"sqlite:///{folder / 'portal.db'}"
    finally:
        shutil.rmtree(folder)


@contextmanager
def _postgres() -> Iterator[str]:
    import psycopg

    server, name = postgres(), f"{SCRATCH}_start"
    with psycopg.connect(server, autocommit=True, connect_timeout=3) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name}")  # type: ignore[call-overload]
        admin.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]
