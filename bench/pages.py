"""Which pages are measured, and how each is asked for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from bench.client import Ask, fetch
from peerportal.matching.suggestions import KEPT_LISTS

EDIT, CHANGE_OF_RULES, MOVE = "edit", "change of rules", "move"

SWAP = (("HX-Request", "true"), ("HX-Request-Type", "partial"))
FILTERED = "/suggestions?hours=2"
FEW = 16  # people whose lists a process surely keeps
LOOKS = 400  # first looks a round, by so many people as a process keeps the lists of
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
    after: str = (
        ""  # each person has looked before and asks once after this: an EDIT, a CHANGE_OF_RULES, a MOVE
    )
    times: int = 1  # and so many times over


class NotThere(Exception):
    """A page cannot be measured; the message says why."""


async def pages_of(port: int, data: Path) -> list[Page]:
    """The pages of a served organisation, each asked for by many people in turn; raises NotThere."""
    found = json.loads((data / "bench.json").read_text())
    cookies = [f"portal_{port}={value}" for value in found["viewers"]]
    pairs = [(f"portal_{port}={pair['cookie']}", f"/groups/{pair['ref']}") for pair in found["pairs"]]
    played = [
        (f"portal_{port}={pair['cookie']}", [f"/activities/sessions/{ref}" for ref in pair["sessions"]])
        for pair in found["pairs"]
    ]
    # Who is in a pair may have no room left, and then there is no list to measure.
    viewers = [cookie for cookie in cookies if cookie not in {held for held, _ in pairs}]
    viewers = viewers[: min(LOOKS, KEPT_LISTS - 1)]
    return [
        *_lists("suggestions", [Ask("/suggestions", cookie) for cookie in viewers], {500: 12, 10_000: 12}),
        *_lists(
            "filter fragment", [Ask(FILTERED, cookie, SWAP) for cookie in viewers], {500: 10, 10_000: 10}
        ),
        *_kept_pages("pair page", [Ask(path, cookie) for cookie, path in pairs]),
        *_kept_pages("activity", [Ask(path, cookie) for cookie, paths in played for path in paths]),
        Page(
            "unchanged activity poll",
            [await poll_of(port, cookie, paths[0]) for cookie, paths in played[: len(played) // 2]],
            status=304,
            goal={500: 2, 10_000: 2},
        ),
        Page(
            "unchanged agenda poll",
            [await poll_of(port, cookie, path) for cookie, path in pairs[: len(pairs) // 2]],
            status=304,
            goal={500: 2, 10_000: 2},
        ),
    ]


def _lists(name: str, asks: list[Ask], goal: dict[int, float]) -> list[Page]:
    times = max(1, LOOKS // len(asks))
    return [
        Page(f"{name}, first look", asks, goal=goal, is_list=True, after=EDIT, times=times),
        Page(f"{name}, again", asks[:FEW], is_list=True),
        Page(f"{name}, made anew", asks, goal=goal, is_list=True, after=CHANGE_OF_RULES),
    ]


def _kept_pages(name: str, asks: list[Ask]) -> list[Page]:
    """A page of a pair as it was, which its members load again and again, and after a change in it."""
    goal, still = {500: 12.0, 10_000: 12.0}, len(asks) // 2
    return [
        Page(f"{name}, as it was", asks[:still], goal=goal),
        Page(f"{name}, after a change", asks[still:], after=MOVE, times=max(1, LOOKS // len(asks))),
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
