"""May these two meet? The hard rules for exactly two people, asked of the database at this moment.

Lists are filtered from an index that follows the change log; whatever opens something between two people asks here,
inside its transaction, so that what became true a moment ago counts. The rules themselves are in `rules`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from peerportal.core import clock
from peerportal.core.db import database
from peerportal.core.rules import RuleBroken
from peerportal.matching import rules
from peerportal.matching.index import reading
from peerportal.matching.index.between import Between, between
from peerportal.matching.peer import UNPUBLISHED, Peer
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

# UNION, and not UNION ALL: a circle in the data ends where it began.
_ABOVE = """
WITH RECURSIVE above(whose, id) AS (SELECT id, manager_id FROM person WHERE id IN ({keys})
  UNION SELECT above.whose, person.manager_id FROM person JOIN above ON person.id = above.id)
SELECT 1 FROM above WHERE id IN ({keys}) AND id <> whose LIMIT 1
"""
ASKED = frozenset({"asked", "asking"})
IN_A_GROUP = frozenset({"trying", "group"})


class NotAvailable(RuleBroken):
    """The other person cannot be reached at all; nobody is told which rule says so."""

    def __init__(self) -> None:
        super().__init__("This person is not available right now.")


@dataclass(frozen=True)
class Meeting:
    """Two people who may meet or not: `by` wants to, `other` is the one they want to meet.

    What the database says of them is read once, by three statements, and holds for this object alone.
    """

    by: Person
    other: Person
    programme: Programme

    @cached_property
    def _rows(self) -> dict[int, reading.Row]:
        both = {self.by.id, self.other.id}
        return {row.id: row for row in reading.people(self.programme.id, reading.Day.now(), both)}

    @property
    def peers(self) -> tuple[Peer | None, Peer | None]:
        """The two as matching sees them, None for who is not in the programme."""
        return self._rows[self.by.id].peer, self._rows[self.other.id].peer

    @property
    def has_open_request(self) -> bool:
        """Whether one of the two has asked the other and it is not over."""
        return self._between.touch.get(self.other.id) in ASKED

    @cached_property
    def _between(self) -> Between:
        rest = dt.timedelta(days=self.programme.cooldown_days)
        return between(self.by.id, clock.now() - rest)

    @cached_property
    def _in_one_line(self) -> bool:
        """Whether one is above the other, at any distance."""
        statement = reading.written(_ABOVE, (self.by.id, self.other.id))
        return database.execute_sql(statement).fetchone() is not None

    def _ties(self, but: int = 0) -> rules.Ties:
        them = {self.other.id}
        # Between two people one request is open at most, so what is left beside it can only be a group.
        touch = [one for one, how in self._between.touch.items() if not but or how in IN_A_GROUP]
        waiting = {} if but else {self.other.id: self._rows[self.other.id].waiting}
        return rules.Ties(them if self._in_one_line else set(), touch, self._between.closed, waiting=waiting)

    def reachable(self) -> bool:
        """Whether `other` can be reached at all: a profile page, a search result, a request."""
        _, other = self.peers
        return other is not None and not rules.hidden(Peer(self.by.id), other, self._ties())

    def check(self, but: int = 0) -> None:
        """Raise RuleBroken with the reason they may not meet now; `but` is the request being answered."""
        if not self.reachable():
            raise NotAvailable
        if not self.programme.is_running:
            raise RuleBroken("The programme is not open right now, so nobody can be asked.")
        self._check_asker()
        self._check_rules(but)

    def _check_asker(self) -> None:
        me, _ = self.peers
        if not self.by.is_active or me is None:
            raise RuleBroken(
                "You are not taking part right now. Resume on your account page to meet someone."
            )
        if me.state == UNPUBLISHED:
            raise RuleBroken("Publish your profile first: whoever you ask wants to see who you are.")
        if me.room < 1:
            raise RuleBroken(
                "You have no room for another peer right now. Finish with one first, or make room in your profile."
            )

    def _check_rules(self, but: int) -> None:
        programme, (me, other) = self.programme, self.peers
        if me is None or other is None:
            raise NotAvailable
        bounds = rules.Bounds(programme.level_gap, programme.shared_hours, programme.pending_in)
        broken = rules.against(me, other, self._ties(but), bounds)
        name = self.other.first_name
        if broken == rules.FULL and but:
            raise RuleBroken(TAKEN.format(name=name))
        if broken is not None:
            raise NotAvailable if broken not in SAID else RuleBroken(SAID[broken].format(name=name))

    def why_not(self) -> str | None:
        """The sentence that says why `by` cannot ask `other` now, or None."""
        try:
            self.check()
        except RuleBroken as broken:
            return str(broken)
        return None


SAID = {
    rules.TOUCH: "You and {name} are already in touch: look at your requests and groups.",
    rules.FULL: "{name} has no room for another request right now. It may change within days.",
    rules.LANGUAGE: "You and {name} named no language in common.",
    rules.FORMAT: "You and {name} named no way of meeting in common.",
    rules.LEVEL: "{name} is further from your level than the programme allows.",
    rules.HOURS: "You and {name} share fewer working hours than the programme asks for.",
}
TAKEN = (
    "{name} has just agreed to meet somebody else and has no room left. Nothing changed for you: the request stays "
    "here until it ends, and you may ask somebody else meanwhile."
)


def may_meet(by: Person, other: Person, programme: Programme, *, but: int = 0) -> None:
    """Raise RuleBroken unless these two may meet; `but` is the key of the open request that is being answered.

    NotAvailable is for what nobody may be told (blocks, the reporting line, a cool-down, a pause).
    """
    Meeting(by, other, programme).check(but)


def reachable(viewer: Person, other: Person, programme: Programme) -> bool:
    """Whether `viewer` may open the page of `other`."""
    return Meeting(viewer, other, programme).reachable()
