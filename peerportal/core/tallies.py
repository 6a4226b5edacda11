"""Counts kept in the process and flushed now and then, so that reading a page never writes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from peerportal.core.db import database

FLUSHES: list[Callable[[], None]] = []
logger = logging.getLogger("peerportal.tallies")


def flushed_by(function: Callable[[], None]) -> Callable[[], None]:
    """Register a function that writes what this process counted and forgets it."""
    FLUSHES.append(function)
    return function


def flush() -> None:
    """Write all counts of this process."""
    for function in FLUSHES:
        function()


def loop(stop: threading.Event, pause: float = 20.0) -> None:
    """Flush every `pause` seconds until `stop` is set, and once more at the end."""
    while True:
        stopping = stop.wait(pause)
        try:
            with database.connection_context():
                flush()
        except Exception as problem:  # noqa: BLE001 - counting goes on after any failure
            logger.warning("flushing counts met %s", type(problem).__name__)
        if stopping:
            return
