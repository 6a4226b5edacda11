"""What stands between people: blocks, people set aside, requests and groups, with what follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from statistics import median

from peerportal.matching.index.reading import Tie

OPEN = ("pending", "asked_back")
ANSWERED = ("accepted", "declined", "asked_back")
ASKED_DAYS = 28
ENOUGH_ANSWERS = 2
Key = tuple[str, int, int, int]


class Between:
    """All ties, found by person, replaced person by person."""

    def __init__(self, ties: Iterable[Tie]) -> None:
        self._ties: dict[Key, Tie] = {}
        self._of: dict[int, set[Key]] = {}
        self._groups: dict[int, set[Key]] = {}
        self.add(ties)

    def add(self, ties: Iterable[Tie]) -> set[int]:
        """Take these in; returns the people concerned."""
        concerned: set[int] = set()
        for tie in ties:
            key = tie[:4]
            self._ties[key] = tie
            for person in (tie.a, tie.b):
                if person:
                    self._of.setdefault(person, set()).add(key)
                    concerned.add(person)
            if tie.kind == "group":
                self._groups.setdefault(tie.number, set()).add(key)
        return concerned

    def drop(self, people: Collection[int]) -> set[int]:
        """Forget everything these people are part of; returns everybody concerned."""
        gone = set().union(*(self._of.get(person, ()) for person in people))
        gone |= set().union(*(self._groups.get(key[1], ()) for key in gone if key[0] == "group"))
        concerned: set[int] = set()
        for key in gone:
            del self._ties[key]
            for person in key[2:]:
                if person:
                    self._of[person].discard(key)
                    concerned.add(person)
            if key[0] == "group":
                self._groups[key[1]].discard(key)
        return concerned

    def of(self, person: int) -> list[Tie]:
        return [self._ties[key] for key in self._of.get(person, ())]

    def groups(self, person: int) -> int:
        """How many open groups a person is in."""
        return len({tie.number for tie in self.of(person) if tie.kind == "group"})

    def received(self, person: int) -> list[Tie]:
        """The requests a person received in the time the index looks back."""
        return [tie for tie in self.of(person) if tie.kind == "request" and tie.b == person]

    def waiting(self, person: int) -> int:
        """How many open requests wait for a person."""
        return sum(tie.state in OPEN for tie in self.received(person))

    def asked(self, person: int, now: dt.datetime) -> int:
        """How many requests a person received in the last four weeks."""
        since = now - dt.timedelta(days=ASKED_DAYS)
        return sum(tie.at is not None and tie.at > since for tie in self.received(person))

    def answers_in(self, person: int) -> int | None:
        """In how many days a person usually answers (0: the same day); None while there is no pattern yet."""
        took = [
            (tie.until - tie.at).total_seconds()
            for tie in self.received(person)
            if tie.state in ANSWERED and tie.at and tie.until
        ]
        return round(median(took) / 86400) if len(took) >= ENOUGH_ANSWERS else None

    def touch(self, person: int) -> dict[int, str]:
        """Who is in touch with a person → how: asked, asking, first chat or group."""
        found: dict[int, str] = {}
        for tie in self.of(person):
            other = tie.b if tie.a == person else tie.a
            if tie.kind == "group" and other:
                found[other] = "trying" if tie.state == "trying" else "group"
            elif tie.kind == "request" and tie.state in OPEN:
                found.setdefault(other, "asked" if tie.a == person else "asking")
        return found

    def closed(self, person: int, now: dt.datetime, rest: dt.timedelta) -> set[int]:
        """Blocks either way, and whom the person declined, was declined by, or left less than `rest` ago."""
        since = now - rest
        return {tie.b if tie.a == person else tie.a for tie in self.of(person) if _shuts(tie, since)}

    def aside(self, person: int) -> set[int]:
        """Whom the person set aside."""
        return {tie.b for tie in self.of(person) if tie.kind == "aside" and tie.a == person}


def _shuts(tie: Tie, since: dt.datetime) -> bool:
    if tie.kind == "block":
        return True
    ended = tie.kind == "ended" or (tie.kind == "request" and tie.state == "declined")
    return ended and tie.until is not None and tie.until > since
