"""The demo company as it stands in the files."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@cache
def company() -> dict[str, Any]:
    """Names, levels, places and the programme of the company."""
    return _read("company.toml")


@cache
def people() -> list[dict[str, Any]]:
    """Everybody, managers before those who report to them."""
    everybody = [person for name in company()["files"] for person in _read(name)["person"]]
    ordered: list[dict[str, Any]] = []
    placed: set[str | None] = {None}
    while len(ordered) < len(everybody):
        ready = [one for one in everybody if one.get("manager") in placed and one["key"] not in placed]
        ordered += ready
        placed.update(one["key"] for one in ready)
    return ordered


@cache
def story() -> dict[str, list[dict[str, Any]]]:
    """Who asked whom, and what the pairs and circles wrote, by what kind of thing it is."""
    told: dict[str, list[dict[str, Any]]] = {}
    for name in company()["stories"]:
        for kind, entries in _read(name).items():
            told.setdefault(kind, []).extend(entries)
    return told


def address(key: str) -> str:
    """The e-mail address of a demo person; the domain belongs to nobody, so no mail can arrive anywhere."""
    return f"{key}@{company()['domain']}"


def minutes(clock: str) -> int:
    """Minutes since midnight of a time such as 09:30."""
    hours, _, rest = clock.partition(":")
    return int(hours) * 60 + int(rest)


def day_bits(days: str) -> int:
    """The working days as bits, Monday first."""
    return sum(1 << DAYS.index(day) for day in days.split())


def _read(name: str) -> dict[str, Any]:
    with open(FOLDER / name, "rb") as file:
        return tomllib.load(file)
