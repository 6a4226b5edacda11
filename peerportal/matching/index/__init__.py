"""Everybody in the programme as matching sees them, kept in the memory of each process and led by the change log."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from peerportal.core.db import database
from peerportal.matching.index.index import Index

LONGEST_WAIT = 10.0  # seconds that a fork waits for whoever is reading
_lock = threading.RLock()
_index: Index | None = None
_held = False


class InTransaction(RuntimeError):
    """The index was asked for inside a transaction."""

    def __init__(self) -> None:
        super().__init__(
            "The index follows what was committed, so it is not for a transaction, whose own changes may be undone. "
            "Ask it before or after; inside, `eligibility` answers from the database."
        )


@contextmanager
def opened() -> Iterator[Index]:
    """The index as of this moment, for one thread at a time; raises InTransaction."""
    global _index
    if database.in_transaction():
        raise InTransaction
    with _lock:
        found, _index = _index, None
        # Whatever goes wrong while changes are taken in, nobody meets a half of it: the next one reads anew.
        if found is None or not found.catch_up():
            found = Index.read()
        _index = found
        yield found


def forget() -> None:
    """Read everything anew next time."""
    global _index
    with _lock:
        _index = None


def _before_fork() -> None:
    global _held
    _held = _lock.acquire(timeout=LONGEST_WAIT)


def _in_parent() -> None:
    if _held:
        _lock.release()


def _in_child() -> None:
    """A lock of its own; the index itself is shared until either writes to it, unless somebody was writing just now."""
    global _lock, _index
    _lock = threading.RLock()
    if not _held:
        _index = None


os.register_at_fork(before=_before_fork, after_in_parent=_in_parent, after_in_child=_in_child)
