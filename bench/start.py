"""A process that starts cold: `python -m bench.start URL PERSON…` reads the database and prints what it took, as JSON.

Measured is what a worker does at its first question: everything read and made into the index. The process has its
modules by then, and the database lies in the machine's memory, since it was written just before.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import sys
import time
from typing import Any

import numpy as np

from peerportal import create_app  # noqa: F401  # a worker has loaded everything, too
from peerportal.core import db
from peerportal.matching import index

PAGE = os.sysconf("SC_PAGESIZE")


def resident() -> int:
    """Bytes of this process in memory, after everything that is free was given back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * PAGE


def start(url: str, people: list[int]) -> dict[str, Any]:
    """Seconds, bytes, and the first ten with their points for some people."""
    db.open_database(url)
    np.ones(1000).sum()
    with db.database.connection_context():
        before, begun, spent = resident(), time.perf_counter(), time.process_time()
        with index.opened() as known:
            seconds, processor = time.perf_counter() - begun, time.process_time() - spent
            after, peak = resident(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            answers = {person: _ten(known, person) for person in people}
            begun = time.perf_counter()
            known.found("nobody")
            names = time.perf_counter() - begun
    return {
        "seconds": seconds,
        "processor": processor,
        "bytes": after - before,
        "peak": peak - before,
        "names": names,
        "with names": resident() - before,
        "answers": answers,
    }


def _ten(known: Any, person: int) -> list[tuple[int, int]]:
    question = known.question(known.pool.peer(person), known.ties(person), known.wishes)
    return list(known.pool.ask(question).best(10))


if __name__ == "__main__":
    print(json.dumps(start(sys.argv[1], list(map(int, sys.argv[2:])))))
