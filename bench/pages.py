"""Which pages are measured, and how each is asked for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from bench.client import Ask, fetch

SWAP = (("HX-Request", "true"), ("HX-Request-Type", "partial"))
FILTERED = "/suggestions?hours=2"
AGAIN = 16  # people whose lists a process surely keeps
_POLLING = re.compile(r"<[a-z]+\b[^>]*\bhx-trigger=\"every[^>]*>", re.S)
_ATTRIBUTE = re.compile(r"\b(hx-get|hx-ptag|id)=\"([^\"]*)\"")


@dataclass(frozen=True)
class Page:
    """A page under measurement: its requests, the status each must answer, and the goal (times the bare view)."""

    name: str
    asks: list[Ask]
    status: int = 200
    goal: dict[int, float] | None = None
    is_list: bool = False
    fresh: bool = False  # each person asks once, after a change that makes every kept list void


class NotThere(Exception):
    """A page cannot be measured; the message says why."""


async def pages_of(port: int, data: Path) -> list[Page]:
    """The pages of a served organisation, each asked for by many people in turn; raises NotThere."""
    found = json.loads((data / "bench.json").read_text())
    cookies = [f"portal_{port}={value}" for value in found["viewers"]]
    pairs = [(f"portal_{port}={pair['cookie']}", f"/groups/{pair['ref']}") for pair in found["pairs"]]
    listed = [Ask("/suggestions", cookie) for cookie in cookies]
    narrowed = [Ask(FILTERED, cookie, SWAP) for cookie in cookies]
    few = slice(0, AGAIN)
    return [
        Page("suggestions page", listed, goal={500: 12}, is_list=True, fresh=True),
        Page("suggestions page again", listed[few], is_list=True),
        Page("filter fragment", narrowed, goal={500: 10}, is_list=True, fresh=True),
        Page("filter fragment again", narrowed[few], is_list=True),
        Page("pair page", [Ask(path, cookie) for cookie, path in pairs]),
        Page(
            "unchanged agenda poll",
            [await poll_of(port, cookie, path) for cookie, path in pairs],
            status=304,
            goal={500: 2, 10_000: 2},
        ),
    ]


async def poll_of(port: int, cookie: str, path: str) -> Ask:
    """The request that an open pair page repeats while nothing moves, as its own markup says."""
    status, _, body = await fetch(port, Ask(path, cookie))
    element = _POLLING.search(body.decode())
    if status != 200 or element is None:
        raise NotThere(f"{path.split('/')[1]} answered {status} without an element that polls")
    attributes = dict(_ATTRIBUTE.findall(element.group(0)))
    address = attributes["hx-get"].replace("&amp;", "&")
    tag = attributes.get("hx-ptag", "")
    if not tag:
        _, headers, _ = await fetch(port, Ask(address, cookie, SWAP))
        tag = headers.get("hx-ptag", "")
    return Ask(address, cookie, (*SWAP, ("HX-PTag", tag.replace("&quot;", '"').replace("&#34;", '"'))))
