"""Everybody in the programme as matching sees them, kept in the memory of each process and led by the change log."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from peerportal.core.db import database
from peerportal.matching.index.index import Index

_lock = threading.RLock()
_index: Index | None = None


@contextmanager
def opened() -> Iterator[Index]:
    """The index as of this moment, for one thread at a time."""
    global _index
    if database.in_transaction():
        # What a transaction sees may be undone, so nothing is learnt from it.
        yield Index.read()
        return
    with _lock:
        if _index is None or not _index.catch_up():
            _index = Index.read()
        yield _index


def forget() -> None:
    """Read everything anew next time."""
    global _index
    with _lock:
        _index = None
