"""Reading beforehand, in each serving process, what would else be read inside somebody's request."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from peerportal.core.db import database

PAUSE = 2.0  # seconds, so that the first page finds the process idle
logger = logging.getLogger("peerportal.warming")


def warm(stop: threading.Event, reads: dict[str, Callable[[], object]], pause: float = PAUSE) -> None:
    """Do the reads one after the other; one that fails is logged and done by the request that needs it.

    Runs in a thread of the process that serves, so nothing it holds is ever carried over a fork.
    """
    stop.wait(pause)
    for name, read in reads.items():
        if stop.is_set():
            return
        try:
            with database.connection_context():
                read()
        except Exception as problem:  # noqa: BLE001 - serving goes on whatever cannot be read yet
            logger.warning("reading %s beforehand met %s", name, type(problem).__name__)
