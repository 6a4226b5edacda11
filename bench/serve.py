"""Pages behind the real server, side by side with a bare Flask view: `python -m bench pages`.

Processor time comes from /proc for the server and all its workers, so what the client costs on the same cores does
not count. All targets run in turn within each round; the figures are medians over the rounds, the ratio first.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.client import Answers, Ask, Lines, press
from bench.pages import CHANGE_OF_RULES, EDIT, MOVE, NotThere, Page, pages_of
from bench.prepare import change_rules, edit, move_pairs
from bench.server import Server, python

MOST_QUERIES = 8
CHANGES = {EDIT: edit, CHANGE_OF_RULES: change_rules, MOVE: move_pairs}
COLUMNS = ("CPU ms", "req/s", "p50 ms", "p95 ms", "queries")
HEAD = f"{'people':>7} {'':28}{'x bare':>8} {'goal':>6} " + " ".join(f"{name:>8}" for name in COLUMNS)


@dataclass
class Measured:
    """The rounds of one target."""

    people: int
    page: Page
    server: Server
    data: Path
    cpu: list[float] = field(default_factory=list)  # milliseconds a request
    rate: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p95: list[float] = field(default_factory=list)
    wrong: int = 0

    def take(self, answers: Answers, spent: float) -> None:
        """Add a round in which the server's processes spent so many processor seconds."""
        self.cpu.append(spent * 1000 / max(1, answers.count))
        self.rate.append(answers.count / answers.lasted)
        self.p50.append(answers.percentile(0.5))
        self.p95.append(answers.percentile(0.95))
        self.wrong += answers.count - answers.statuses.get(self.page.status, 0)


def measure(sizes: list[int], given: argparse.Namespace) -> int:
    """Measure and print; returns how many checks failed: wrong answers, pages not there, too many queries."""
    with tempfile.TemporaryDirectory(prefix="peerportal-bench-") as folder:
        return asyncio.run(_measure(sizes, given, Path(folder)))


async def _measure(people_of: list[int], given: argparse.Namespace, folder: Path) -> int:
    sizes = [(people, folder / str(people)) for people in people_of]
    for people, data in sizes:
        python("bench.prepare", str(data), str(people), str(given.seed))
    queries = {people: json.loads(python("bench.queries", str(data))) for people, data in sizes}
    servers = [Server(folder / "bare", ["-m", "bench.bare"], folder / "bare.log")]
    servers += [Server(data, ["app.py"], folder / f"{people}.log") for people, data in sizes]
    try:
        bare, *portals = [server.wait() for server in servers]
        targets = [Measured(0, Page("bare Flask view", [Ask("/")]), bare, folder)]
        for (people, data), server in zip(sizes, portals, strict=True):
            targets += await _targets(people, data, server)
        await _rounds(targets, given)
    finally:
        for server in servers:
            server.stop()
    return _print(targets, queries, people_of, given)


async def _targets(people: int, data: Path, server: Server) -> list[Measured]:
    try:
        pages = await pages_of(server.port, data)
    except NotThere as reason:
        print(f"Not measured for {people:,} people: {reason}.")
        return []
    return [Measured(people, page, server, data) for page in pages]


async def _rounds(targets: list[Measured], given: argparse.Namespace) -> None:
    for number in range(given.rounds + 1):
        # The first round warms every worker and is not kept.
        seconds = given.seconds if number else 0.7
        for target in targets:
            if target.page.after:
                answers, spent = await _first_looks(target, given.connections)
            else:
                before = target.server.seconds()
                answers = await press(target.server.port, target.page.asks, seconds, given.connections)
                spent = target.server.seconds() - before
            if number:
                target.take(answers, spent)


async def _first_looks(target: Measured, connections: int) -> tuple[Answers, float]:
    """Everybody looks, something changes, and everybody looks again, which counts; also the processor seconds of it."""
    page, server, found, spent = target.page, target.server, Answers(), 0.0
    async with Lines(server.port, connections) as lines:
        await lines.ask_once(page.asks)
        for _ in range(page.times):
            CHANGES[page.after](target.data)
            # Each worker reads the change once, whoever asks; a stranger to these lists does it here.
            await lines.ask_once([Ask("/people?q=nobody", page.asks[0].cookie)] * connections)
            before = server.seconds()
            answers = await lines.ask_once(page.asks)
            spent += server.seconds() - before
            found.add_all(answers)
    return found, spent


def _print(
    targets: list[Measured],
    queries: dict[int, dict[str, int]],
    people_of: list[int],
    given: argparse.Namespace,
) -> int:
    yardstick = median(targets[0].cpu)
    print(
        f"\nMedians of {given.rounds} interleaved rounds, {given.connections} connections, {given.seconds:g} s each."
    )
    print(HEAD)
    checks: list[bool] = []
    for target in targets:
        sent = queries.get(target.people, {}).get(target.page.name)
        print(_line(target, median(target.cpu) / yardstick, sent))
        checks.append(target.wrong == 0)
        if target.wrong:
            print(f"{'':8}{target.wrong} of these answers had another status than {target.page.status}.")
        if target.page.is_list and sent is not None:
            checks.append(0 <= sent <= MOST_QUERIES)
    checks += [any(target.people == people for target in targets) for people in people_of]
    failed = checks.count(False)
    print(
        f"\n{len(checks) - failed} passed, {failed} failed (statuses; at most {MOST_QUERIES} queries a list page)"
    )
    return failed


def _line(target: Measured, ratio: float, sent: int | None) -> str:
    goal = (target.page.goal or {}).get(target.people)
    verdict = "" if goal is None else "  met" if ratio <= goal else "  not met"
    return (
        f"{target.people or '':>7} {target.page.name:28}{ratio:8.1f} {f'<={goal:g}' if goal else '':>6} "
        f"{median(target.cpu):8.3f} {median(target.rate):8.0f} {median(target.p50):8.1f} "
        f"{median(target.p95):8.1f} {'' if sent is None else sent:>8}{verdict}"
    )
