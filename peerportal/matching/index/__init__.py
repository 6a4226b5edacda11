"""Everybody in the programme as matching sees them, kept in the memory of each process and led by the change log."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from peerportal.core.db import beside, database
from peerportal.matching.index.index import Index

LONGEST_WAIT = 10.0  # seconds that a fork waits for whoever is reading
_lock = threading.RLock()
_index: Index | None = None
_held = False


@contextmanager
def opened() -> Iterator[Index]:
    """The index as of this moment, for one thread at a time.

    Inside a transaction it knows what was committed, and of the transaction's own changes only what stands between the
    viewer and others and what the few people on a page look like; nothing of that is kept, since it may be undone.
    """
    with _lock:
        if database.in_transaction():
            yield beside(_follow).apart()
        else:
            yield _follow()


def warm() -> None:
    """Read everybody now rather than in the first request that needs them."""
    with opened():
        pass


def _follow() -> Index:
    global _index
    found, _index = _index, None
    # Whatever goes wrong while changes are taken in, nobody meets a half of it: the next one reads anew.
    if found is None or not found.catch_up():
        found = Index.read()
    _index = found
    return found


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
