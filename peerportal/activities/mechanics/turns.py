"""Taking turns: each has one, in an order; whoever has it passes it on, and whoever would rather not passes.

What stands on the table is a round: the order, who has had a turn, and who of them let it pass. Whose turn it is
follows from these alone, so no sequence of clicks gives somebody two turns or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from peerportal.activities.kind import REF, Blank, Deed
from peerportal.activities.play import Play
from peerportal.core.rules import RuleBroken
from peerportal.groups.opened import Member

TO_COME, NOW, HAD, PASSED = "to come", "now", "had", "passed"
OVER = "Everybody has had a turn."
After = Callable[[Play], None]


@dataclass(frozen=True)
class Round:
    """One turn for each: the keys of people in their order, those who have had it, and who of them let it pass."""

    order: tuple[int, ...]
    had: tuple[int, ...] = ()
    passed: tuple[int, ...] = ()

    def seated(self, present: Iterable[int]) -> Round:
        """The same with those who are present: who came later comes last, who has left has no turn."""
        here = list(present)
        kept = [person for person in self.order if person in here]
        order = (*kept, *(person for person in here if person not in kept))
        had = tuple(person for person in self.had if person in here)
        return Round(order, had, tuple(person for person in self.passed if person in had))

    @property
    def to_come(self) -> list[int]:
        """Who has not had a turn; the first of them has it now."""
        return [person for person in self.order if person not in self.had]

    @property
    def now(self) -> int | None:
        """Whose turn it is; None when everybody has had one."""
        return next(iter(self.to_come), None)

    def state_of(self, person: int) -> str:
        """How it stands with one of them: TO_COME, NOW, HAD or PASSED."""
        if person in self.passed:
            return PASSED
        if person in self.had:
            return HAD
        return NOW if person == self.now else TO_COME

    def passed_on(self) -> Round:
        """Whoever has the turn has had it."""
        return self if self.now is None else replace(self, had=(*self.had, self.now))

    def let_pass(self) -> Round:
        """Whoever has the turn would rather not."""
        return self if self.now is None else replace(self.passed_on(), passed=(*self.passed, self.now))

    def put_off(self) -> Round:
        """Whoever has the turn is not there: they come last, or, when nobody else is to come, it passes them by."""
        if len(self.to_come) < 2:
            return self.let_pass()
        order = (*(person for person in self.order if person != self.now), self.to_come[0])
        return replace(self, order=order)

    def come_back(self, person: int) -> Round:
        """Somebody who let it pass takes a turn after all, after the others."""
        if person not in self.passed:
            return self
        order = (*(one for one in self.order if one != person), person)
        had = tuple(one for one in self.had if one != person)
        return Round(order, had, tuple(one for one in self.passed if one != person))

    def beginning_with(self, person: int) -> Round:
        """Somebody begins; the others follow in the order they had."""
        return replace(self, order=(person, *(one for one in self.order if one != person)))


@dataclass(frozen=True)
class Turn:
    """How a turn looks in the list of them."""

    member: Member
    state: str


def round_of(play: Play, step: str | None = None, begins: int | None = None) -> Round:
    """The round in a step (this one unless told otherwise); `begins` is who has the first turn of a new one."""
    kept = play.tables.get(step or play.step.key, {}).get("turns")
    present = [member.id for member in play.opened.members]
    if kept is not None:
        return Round(*map(tuple, kept)).seated(present)
    fresh = Round(tuple(present))
    return fresh.beginning_with(begins) if begins in present else fresh


def put(play: Play, turns: Round) -> None:
    """Lay the round on the table of this step."""
    play.table["turns"] = [list(turns.order), list(turns.had), list(turns.passed)]


def holder(play: Play, turns: Round) -> Member:
    """Who has the turn; RuleBroken when nobody has it any more."""
    found = next((member for member in play.opened.members if member.id == turns.now), None)
    if found is None:
        raise RuleBroken(OVER)
    return found


def take_it(play: Play, turns: Round) -> Member:
    """Act as whoever has the turn; refused out of turn, but on one laptop it goes round with the turn."""
    who = holder(play, turns)
    if who.id != play.acting.id and not play.session.laptop:
        raise RuleBroken(f"It is {who.first_name}’s turn.")
    play.acting = who
    return who


def _nobody(play: Play) -> int | None:
    return None


def _nothing(play: Play) -> None:
    return None


@dataclass(frozen=True)
class Turns:
    """The turns of a step, as its kind wants them.

    `begins` names who has the first turn, `before` may refuse to pass it on, `after` is done once it has moved.
    """

    begins: Callable[[Play], int | None] = _nobody
    before: After = _nothing
    after: After = _nothing

    def of(self, play: Play) -> Round:
        """The round as it stands."""
        return round_of(play, begins=None if "turns" in play.table else self.begins(play))

    def deeds(self) -> tuple[Deed, ...]:
        """Pass it on, let it pass, put off somebody who is not there, come back to it, say who begins."""
        whom = (Blank("whom", REF, required=True),)
        return (
            Deed("pass-on", self.pass_on),
            Deed("pass", self.let_pass),
            Deed("skip", self.skip),
            Deed("back", self.come_back, whom),
            Deed("first", self.begin, whom),
        )

    def pass_on(self, play: Play, values: dict[str, Any]) -> str:
        """Whoever has the turn has had it."""
        turns = self.of(play)
        take_it(play, turns)
        self.before(play)
        return self._lay(play, turns.passed_on())

    def let_pass(self, play: Play, values: dict[str, Any]) -> str:
        """Whoever has the turn would rather not; nobody asks why."""
        turns = self.of(play)
        take_it(play, turns)
        return self._lay(play, turns.let_pass())

    def skip(self, play: Play, values: dict[str, Any]) -> str:
        """Go on without somebody who has the turn and is not there."""
        turns = self.of(play)
        if holder(play, turns).id == play.me.id and not play.session.laptop:
            raise RuleBroken("It is your own turn: pass it on, or let it pass.")
        return self._lay(play, turns.put_off())

    def come_back(self, play: Play, values: dict[str, Any]) -> str:
        """Take a turn after all."""
        who = play.member(values["whom"])
        if who.id != play.me.id and not play.session.laptop:
            raise RuleBroken("Only they themselves can come back to it.")
        return self._lay(play, self.of(play).come_back(who.id))

    def begin(self, play: Play, values: dict[str, Any]) -> str:
        """Say who has the first turn, as long as nobody has had one."""
        turns, who = self.of(play), play.member(values["whom"])
        if turns.had:
            raise RuleBroken("You have begun already.")
        put(play, turns.beginning_with(who.id))
        return f"{who.first_name} begins."

    def waits(self, play: Play) -> str:
        """Why the group cannot go on."""
        return "" if self.of(play).now is None else "Not everybody has had a turn yet."

    def _lay(self, play: Play, turns: Round) -> str:
        put(play, turns)
        self.after(play)
        now = next((one for one in play.opened.members if one.id == turns.now), None)
        return f"Now it is {now.first_name}’s turn." if now else OVER


def facts(play: Play, turns: Round) -> dict[str, Any]:
    """What the list of turns and its buttons show."""
    members = {member.id: member for member in play.opened.members}
    now = members.get(turns.now or 0)
    may = now is not None and (now.is_me or play.session.laptop)
    return {
        "turns": [Turn(members[person], turns.state_of(person)) for person in turns.order],
        "whose": now,
        "my_turn": may,
        "begun": bool(turns.had),
        "over": now is None,
        "last": len(turns.to_come) == 1,
    }
