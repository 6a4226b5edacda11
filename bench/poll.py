"""Many open pair pages, each polling every three seconds: `python -m bench.poll --pages 4000 --seconds 20`.

Every page keeps its connection, as browsers do. Printed: the share of all cores that the server took, answer times
and errors. The goal is 4,000 pages with a 99th percentile under 200 ms, a quarter of two cores at most, no error.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import tempfile
import time
from pathlib import Path

from bench import machine
from bench.client import Answers, Ask, read_answer
from bench.pages import pages_of
from bench.server import Server, python

EVERY_SECONDS = 3.0
GOAL_P99 = 200.0
GOAL_SHARE = 0.25


def main() -> int:
    """Measure and print; 1 when an answer was wrong or a connection was lost."""
    parser = argparse.ArgumentParser(prog="python -m bench.poll", description=__doc__)
    parser.add_argument("--pages", type=int, default=4000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(machine.describe(given.seed), flush=True)
    return measure(given.pages, given.seconds, given.people, given.seed)


def measure(pages: int = 4000, seconds: float = 20, people: int = 500, seed: int = 7) -> int:
    """Have so many pages poll a served organisation for a while, and print; 1 when an answer was wrong."""
    _raise_file_limit(pages + 200)
    with tempfile.TemporaryDirectory(prefix="peerportal-bench-") as folder:
        data = Path(folder) / "data"
        python("bench.prepare", str(data), str(people), str(seed))
        server = Server(data, ["app.py"], Path(folder) / "server.log")
        try:
            return asyncio.run(_measure(pages, seconds, seed, data, server.wait()))
        finally:
            server.stop()


async def _measure(pages: int, seconds: float, seed: int, data: Path, server: Server) -> int:
    asks = (await pages_of(server.port, data))[-1].asks
    answers, lost = Answers(), [0]
    rng = random.Random(seed)
    begin = time.perf_counter() + pages / 800 + 1
    opened = [
        asyncio.create_task(
            _open_page(server.port, asks[n % len(asks)], begin, rng.random(), seconds, answers, lost)
        )
        for n in range(pages)
    ]
    await asyncio.sleep(begin + EVERY_SECONDS - time.perf_counter())  # Every page has polled once by now.
    before, since = server.seconds(), time.perf_counter()
    await asyncio.sleep(max(1.0, seconds - EVERY_SECONDS))
    share = (server.seconds() - before) / (time.perf_counter() - since) / (os.cpu_count() or 1)
    await asyncio.gather(*opened)
    wrong = answers.count - answers.statuses.get(304, 0)
    print(
        f"{pages} open pages, one poll each {EVERY_SECONDS:g} s, {answers.count} polls: "
        f"{share:.1%} of all cores (goal <= {GOAL_SHARE:.0%}), p50 {answers.percentile(0.5):.1f} ms, "
        f"p95 {answers.percentile(0.95):.1f} ms, p99 {answers.percentile(0.99):.1f} ms (goal <= {GOAL_P99:g}), "
        f"{wrong} other answers, {lost[0]} connections lost; {server.megabytes():.0f} MB"
    )
    return 1 if wrong or lost[0] else 0


async def _open_page(
    port: int, ask: Ask, begin: float, turn: float, seconds: float, answers: Answers, lost: list[int]
) -> None:
    await asyncio.sleep(turn * max(0.0, begin - time.perf_counter()))
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        raw = ask.raw(port)
        due = begin + turn * EVERY_SECONDS
        while due < begin + seconds:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            begun = time.perf_counter()
            writer.write(raw)
            status, _, _ = await read_answer(reader)
            answers.add(status, time.perf_counter() - begun)
            due += EVERY_SECONDS
        writer.close()
    except (OSError, asyncio.IncompleteReadError):
        lost[0] += 1


def _raise_file_limit(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))


if __name__ == "__main__":
    raise SystemExit(main())
