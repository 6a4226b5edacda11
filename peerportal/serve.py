"""Serving: `python app.py` starts the processes that answer, `python app.py worker` one that does the work for later.

Why granian, and why so many threads of which few work at once: docs/decisions/0002-server.md.
"""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable
from multiprocessing.util import Finalize
from typing import Any

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from peerportal import create_app
from peerportal.activities.banks.loading import load_at_start
from peerportal.core import db, jobs, tallies, warming
from peerportal.core.migrate import migrate
from peerportal.core.settings import Settings
from peerportal.matching import index
from peerportal.people.cli import announce_set_up
from peerportal.terms.known import known
from peerportal.terms.models import Term
from peerportal.terms.rereading import reread_at_start
from peerportal.web.turns import Turns

# Open pages keep their connection between polls; without these limits the tail of the answers explodes.
BACKLOG, CONNECTIONS = 8192, 8000
# Threads start when a request finds none free and end after half a minute without work.
WAITING_THREADS = 256
SECONDS_TO_FINISH = 20

before_serving: list[Callable[[Flask], None]] = [reread_at_start, load_at_start, announce_set_up]
soon_after: dict[str, Callable[[], object]] = {"the vocabulary": lambda: known(Term), "everybody": index.warm}


def serve(settings: Settings) -> int:
    """Migrate, then answer until SIGTERM or SIGINT; requests under way are finished. 1 when the port is taken."""
    if problem := _port_problem(settings):
        print(problem, file=sys.stderr)  # noqa: T201 - said to the operator
        return 1
    _prepare(settings)
    print(f"PeerPortal answers at {settings.url} (stop with Ctrl+C).", flush=True)  # noqa: T201
    logging.getLogger("_granian").addFilter(_is_no_worry)
    server = Granian(
        "app:app",
        address=settings.bind,
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=30_000),
        workers=max(2, settings.workers),
        blocking_threads=WAITING_THREADS,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=lambda: _process(settings), wrap_loader=False)
    return 0


def _is_no_worry(record: logging.LogRecord) -> bool:
    """Leave out granian's doubt about many threads: they wait, and turns bound how many of them work."""
    return "Python threads" not in record.getMessage()


def worker(settings: Settings) -> int:
    """Do the work for later until SIGTERM or SIGINT; the job under way is finished."""
    create_app(settings)
    migrate(db.database.obj)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    jobs.loop(stop)
    return 0


def _prepare(settings: Settings) -> None:
    """Bring the database up to date and say what an operator must know, before any process is started."""
    app = create_app(settings)
    migrate(db.database.obj)
    with app.app_context(), db.database.connection_context():
        for step in before_serving:
            step(app)
    db.database.close_all()  # A connection kept open must not be shared with the processes to come.


def _process(settings: Settings) -> Any:
    """What each serving process runs: its own application, and threads beside it.

    One writes what was counted, one reads beforehand what the first requests need, and one does the jobs.
    """
    app = create_app(settings)
    _beside("counts", tallies.loop)
    _beside("warming", lambda stop: warming.warm(stop, soon_after))
    if settings.jobs:
        _beside("jobs", jobs.loop)
    return Turns(app, at_once=max(1, settings.threads))


def _beside(name: str, loop: Callable[[threading.Event], None]) -> None:
    """Run the loop in a thread that is stopped, and waited for, when the process ends."""
    stop = threading.Event()
    thread = threading.Thread(target=loop, args=(stop,), name=name, daemon=True)
    thread.start()

    def finish() -> None:
        stop.set()
        thread.join(SECONDS_TO_FINISH / 2)

    # A process started by multiprocessing ends without atexit; this is the hook that it does run.
    Finalize(None, finish, exitpriority=100)


def _port_problem(settings: Settings) -> str | None:
    """Why the address cannot be had; granian would silently share it with another instance."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            settings.bind, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as problem:
        reason = problem.strerror or "not available"
        return f"BIND {settings.bind} with PORT {settings.port} cannot be used: {reason}."
    return None
