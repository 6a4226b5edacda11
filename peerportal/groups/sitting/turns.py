"""Turns: who speaks, until when, and who comes after them, with the same time for each. Pure.

A round gives each member one turn of the same length. Whoever is skipped keeps what is left of their turn and comes
back at the end of the round; nobody has two turns in one. Everything is a value: a step gives a new one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

SHORTEST, LONGEST, STEP = 60, 900, 60
Waiting = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Turns:
    """Whose turn it is, and who still has one in this round, each with the seconds that are theirs.

    A turn takes `seconds`; the speaker had `left` of them when it last began to run at `since`, or when it was laid to
    rest (None). Without a speaker the round is over.
    """

    seconds: int
    speaker: int | None = None
    left: int = 0
    since: dt.datetime | None = None
    waiting: Waiting = ()

    @property
    def is_over(self) -> bool:
        """Whether everybody has had their turn."""
        return self.speaker is None

    @property
    def runs(self) -> bool:
        return self.since is not None

    @property
    def until(self) -> dt.datetime | None:
        """When the turn ends, while it runs."""
        return self.since + dt.timedelta(seconds=self.left) if self.since else None

    def left_at(self, now: dt.datetime) -> int:
        """The seconds left of this turn; 0 once it has run out."""
        gone = max(0, int((now - self.since).total_seconds())) if self.since else 0
        return max(0, self.left - gone)

    def round(self, order: list[int], now: dt.datetime | None) -> Turns:
        """A new round in this order; it runs from `now`, or rests until somebody begins."""
        if not order:
            return Turns(self.seconds)
        waiting = tuple((member, self.seconds) for member in order[1:])
        return Turns(self.seconds, order[0], self.seconds, now, waiting)

    def pass_on(self, now: dt.datetime) -> Turns:
        """The next one's turn; it runs if this one ran. After the last one the round is over."""
        if self.speaker is None:
            return self
        if not self.waiting:
            return Turns(self.seconds)
        (speaker, left), *others = self.waiting
        return Turns(self.seconds, speaker, left, now if self.runs else None, tuple(others))

    def skip(self, now: dt.datetime) -> Turns:
        """Not now: the speaker comes back at the end of the round with what is left of their turn."""
        left = self.left_at(now)
        if self.speaker is None or not self.waiting or not left:
            return self.pass_on(now)
        back = (*self.waiting, (self.speaker, left))
        return replace(self, waiting=back).pass_on(now)

    def pause(self, now: dt.datetime) -> Turns:
        """Let the turn rest."""
        return replace(self, left=self.left_at(now), since=None)

    def resume(self, now: dt.datetime) -> Turns:
        """Let it run again."""
        return self if self.is_over or self.runs else replace(self, since=now)

    def lengthened(self, by: int, now: dt.datetime) -> Turns:
        """A longer or shorter turn for everybody who has not finished theirs, and in the rounds to come."""
        seconds = min(LONGEST, max(SHORTEST, self.seconds + by))
        change = seconds - self.seconds
        waiting = tuple((member, max(0, left + change)) for member, left in self.waiting)
        since = now if self.runs else None
        left = 0 if self.is_over else max(0, self.left_at(now) + change)
        return replace(self, seconds=seconds, left=left, since=since, waiting=waiting)

    def among(self, members: list[int], now: dt.datetime) -> Turns:
        """The same turns without those who have left; who joins midway speaks from the next round on."""
        waiting = tuple(entry for entry in self.waiting if entry[0] in members)
        if self.speaker is None:
            return self
        stays = replace(self, waiting=waiting)
        return stays if self.speaker in members else stays.pause(now).pass_on(now)


def order_of(members: list[int], host: int | None, nth: int, place: int) -> list[int]:
    """In which order the members speak about the item at this place (from 0) when they meet for the nth time.

    Whoever invites begins, or by turns from meeting to meeting; then it alternates from item to item.
    """
    if not members:
        return []
    first = members.index(host) if host in members else nth - 1
    at = (first + place) % len(members)
    return members[at:] + members[:at]


def proposed(minutes: int, items: int, members: int) -> int:
    """The seconds of a turn that let every member speak about every item within the meeting."""
    whole = minutes // (max(1, items) * max(1, members))
    return min(LONGEST, max(SHORTEST, whole * 60))


def written(waiting: Waiting) -> str:
    """Those who wait, as the database keeps them."""
    return " ".join(f"{member}:{left}" for member, left in waiting)


def read(text: str) -> Waiting:
    """Those who wait, from what the database keeps."""
    entries = (entry.partition(":") for entry in text.split())
    return tuple((int(member), int(left)) for member, _, left in entries)
