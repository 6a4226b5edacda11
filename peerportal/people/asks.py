"""Asks: what waits for somebody, told to home by the rooms that know, without home knowing each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from peerportal.people.models import Person


@dataclass(frozen=True)
class Ask:
    """One thing to answer: a headline with a name that stands by itself, a line about it, and where to answer.

    `path` is an address within the portal; no word of a group stands in any of these. One that is `on` a day to come is
    nothing to answer yet: home names it.
    """

    before: str
    name: str
    after: str
    detail: str
    path: str
    button: str = "Read and answer"
    on: dt.date | None = None


Find = Callable[[Person], list[Ask]]
FINDERS: list[Find] = []


def register(find: Find) -> Find:
    """Have home ask `find(person)` for what waits, in one statement at most; the same one twice is asked once."""
    if find not in FINDERS:
        FINDERS.append(find)
    return find


def told_to(person: Person) -> list[Ask]:
    """All that home tells this person, in the order of registering."""
    return [ask for find in FINDERS for ask in find(person)]


def waiting_for(person: Person) -> list[Ask]:
    """What of it waits for this person's answer."""
    return [ask for ask in told_to(person) if ask.on is None]
