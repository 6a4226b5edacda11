"""A small HTTP client that keeps its connections and times every answer."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from itertools import cycle
from typing import Self

LONGEST_ANSWER_SECONDS = 20


@dataclass
class Answers:
    """What came back: seconds each, how many of each status, and how long it took altogether."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    lasted: float = 0.0

    @property
    def count(self) -> int:
        return len(self.seconds)

    def add(self, status: int, seconds: float) -> None:
        self.seconds.append(seconds)
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def add_all(self, others: Answers) -> None:
        """What others came back with as well."""
        self.seconds += others.seconds
        self.lasted += others.lasted
        for status, count in others.statuses.items():
            self.statuses[status] = self.statuses.get(status, 0) + count

    def percentile(self, share: float) -> float:
        """The answer time, in milliseconds, that this share of the answers kept within."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else 0.0


@dataclass(frozen=True)
class Ask:
    """One request: its path, its session cookie and further headers."""

    path: str
    cookie: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def raw(self, port: int) -> bytes:
        """The request as it goes over the wire."""
        lines = [f"GET {self.path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += [f"Cookie: {self.cookie}"] if self.cookie else []
        lines += [f"{name}: {value}" for name, value in self.headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def fetch(port: int, ask: Ask) -> tuple[int, dict[str, str], bytes]:
    """One answer on a connection of its own: status, headers in lower case, body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(ask.raw(port))
        return await read_answer(reader)
    finally:
        writer.close()


async def read_answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    """Read one answer off a kept connection."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ", 2)[1])
    headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)
    }
    if status in (204, 304):
        return status, headers, b""
    if "content-length" in headers:
        return status, headers, await reader.readexactly(int(headers["content-length"]))
    return status, headers, await _chunks(reader)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return body


class Lines:
    """Connections kept open: the same request goes over the same one each time, and so to the same worker."""

    def __init__(self, port: int, count: int) -> None:
        self.port, self.count = port, count
        self._open: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def __aenter__(self) -> Self:
        self._open = [await asyncio.open_connection("127.0.0.1", self.port) for _ in range(self.count)]
        return self

    async def __aexit__(self, *problem: object) -> None:
        for _, writer in self._open:
            writer.close()

    async def ask_once(self, asks: list[Ask]) -> Answers:
        """Each request once, on all connections at the same time."""
        answers, begun = Answers(), time.perf_counter()
        shares = [asks[n :: self.count] for n in range(self.count)]
        lines = zip(self._open, shares, strict=True)
        await asyncio.gather(
            *(self._ask(reader, writer, share, answers) for (reader, writer), share in lines)
        )
        answers.lasted = time.perf_counter() - begun
        return answers

    async def _ask(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asks: list[Ask], answers: Answers
    ) -> None:
        for ask in asks:
            begun = time.perf_counter()
            writer.write(ask.raw(self.port))
            status, _, _ = await asyncio.wait_for(read_answer(reader), LONGEST_ANSWER_SECONDS)
            answers.add(status, time.perf_counter() - begun)


async def press(port: int, asks: list[Ask], seconds: float, connections: int) -> Answers:
    """Ask as fast as the answers come, round the list of requests, for so many seconds."""
    answers = Answers()
    begun = time.perf_counter()
    shares = [asks[n::connections] or asks for n in range(connections)]
    await asyncio.gather(*(_keep_asking(port, share, answers, begun + seconds) for share in shares))
    answers.lasted = time.perf_counter() - begun
    return answers


async def _keep_asking(port: int, asks: list[Ask], answers: Answers, until: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    raws = [ask.raw(port) for ask in asks]
    for raw in cycle(raws):
        if (begun := time.perf_counter()) >= until:
            break
        writer.write(raw)
        status, _, _ = await asyncio.wait_for(read_answer(reader), LONGEST_ANSWER_SECONDS)
        answers.add(status, time.perf_counter() - begun)
    writer.close()
