"""Write apart, then reveal together.

Each member writes a part that nobody else sees. When all have said that they are ready, all parts are shown in the same
moment. Whoever is ready may ask to go on without those who are not; a minute later anybody who is ready may reveal
without them. A part that is finished later is shown at once, since the others lie open already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from peerportal.activities.kind import FREE, PART, Blank, Deed, Refused, Step
from peerportal.activities.play import Part, Play
from peerportal.core import clock
from peerportal.core.rules import RuleBroken
from peerportal.groups.opened import Member

ASKED_FOR = dt.timedelta(minutes=1)
Check = Callable[[Play, dict[str, Any]], None]
Facts = Callable[[Play], dict[str, Any]]


def step(
    key: str,
    blanks: tuple[Blank, ...],
    *,
    check: Check | None = None,
    facts: Facts | None = None,
    settle: Callable[[Play], None] | None = None,
    least: int = 1,
) -> Step:
    """A step in which each fills in the blanks apart; at least so many of them before they are ready.

    `check` may refuse what was filled in (raise Refused); `facts` adds to what the template shows; `settle` works out
    what follows from the parts that lie open.
    """

    def save(play: Play, values: dict[str, Any]) -> str:
        write(play, _checked(play, values, check))
        return "Saved. Nobody else sees it yet."

    def ready(play: Play, values: dict[str, Any]) -> str:
        words = _checked(play, values, check)
        if sum(1 for value in words.values() if value) < least:
            raise Refused(blanks[0].name, _at_least(least))
        write(play, words)
        return be_ready(play)

    deeds = (
        Deed("save", save, blanks, PART, late=True),
        Deed("ready", ready, blanks, PART, late=True),
        *together(),
    )

    def shown(play: Play) -> dict[str, Any]:
        return seen(play) | (facts(play) if facts else {})

    return Step(key, deeds, shown, waits, apart=True, settle=settle)


def together() -> tuple[Deed, ...]:
    """What is done beside writing in every such step: taking back that one is ready, asking, revealing."""
    return (
        Deed("not-ready", not_ready, guard=FREE),
        Deed("ask", ask, guard=FREE),
        Deed("reveal", reveal, guard=FREE),
    )


def _at_least(least: int) -> str:
    many = "something" if least == 1 else f"at least {least} of them"
    return f"Please write {many} before you say that you are ready."


def check_open(play: Play) -> None:
    """What was revealed stays as it is, and whoever said that they are ready writes no more."""
    if play.mine.is_shown:
        raise RuleBroken("It has been revealed, so it stays as it is. Talk about what has changed.")
    check_unready(play)


def _checked(play: Play, values: dict[str, Any], check: Check | None) -> dict[str, Any]:
    check_open(play)
    if check:
        check(play, values)
    return {name: value for name, value in values.items() if value not in (None, "")}


def check_unready(play: Play) -> None:
    """Whoever said that they are ready writes no more, until they take it back."""
    if play.mine.is_ready and not play.mine.is_shown and not is_late(play):
        raise RuleBroken("You said that you are ready. Take that back to go on writing.")


def for_whom(play: Play) -> Part:
    """The part that is written; on one laptop never that of somebody who began it on a device of their own."""
    mine = play.mine
    if play.acting.id != play.opened.reader.id and mine.by_id == mine.person_id:
        name = play.acting.first_name
        raise RuleBroken(f"{name} has begun on a device of their own, so {name} goes on there.")
    return mine


def write(play: Play, words: dict[str, Any]) -> None:
    """Give the part of whoever acts these words."""
    mine = for_whom(play)
    mine.words, mine.by_id = words, play.opened.reader.id


def be_ready(play: Play) -> str:
    """Say that one is ready; the last of them reveals all."""
    mine = play.mine
    mine.ready_at = clock.now()
    if is_revealed(play):
        mine.shown_at = mine.ready_at
        return "Added. The others see it now."
    if _all_ready(play):
        _show(play)
        return "Everybody is ready: here it is."
    return "You are ready. It stays hidden until everybody is."


def not_ready(play: Play, values: dict[str, Any]) -> str:
    """Take back that one is ready, as long as nothing was revealed."""
    if play.mine.is_shown:
        raise RuleBroken("It has been revealed already.")
    play.mine.ready_at = None
    play.table.pop("asked", None)
    return "Go on writing."


def ask(play: Play, values: dict[str, Any]) -> str:
    """Ask those who are not ready whether to go on without them."""
    _needs_ready(play)
    if not is_revealed(play):
        play.table.setdefault("asked", {"at": clock.now().isoformat(), "by": play.me.ref})
    return "Asked. In a minute you can reveal without those who are not ready."


def reveal(play: Play, values: dict[str, Any]) -> str:
    """Show the parts of those who are ready; before all are, only a minute after having asked."""
    if is_revealed(play):
        return "It is revealed."
    _needs_ready(play)
    if not _all_ready(play) and not may_go_without(play):
        raise RuleBroken("Not everybody is ready. Ask first, and give them a minute.")
    _show(play)
    return "Here it is."


def _needs_ready(play: Play) -> None:
    if not play.mine.is_ready:
        raise RuleBroken("Finish your own part first.")


def _show(play: Play) -> None:
    now = clock.now()
    for part in play.parts:
        if part.step == play.step.key and part.is_ready:
            part.shown_at = now
    play.table["revealed"] = True


def _all_ready(play: Play) -> bool:
    return all(is_ready(play, member.id) for member in writers(play))


def writers(play: Play) -> list[Member]:
    """The members whose parts are waited for."""
    return play.step.writers(play) if play.step.writers else play.opened.members


def is_ready(play: Play, person_id: int) -> bool:
    """Whether this member said that they are ready."""
    part = play.part_of(person_id)
    return part is not None and part.is_ready


def is_revealed(play: Play) -> bool:
    """Whether the parts lie open."""
    return bool(play.table.get("revealed"))


def is_late(play: Play) -> bool:
    """Whether the parts lie open and the acting member's own is still missing."""
    return is_revealed(play) and not play.mine.is_shown


def may_go_without(play: Play) -> bool:
    """Whether a minute has passed since somebody asked."""
    asked: dict[str, str] | None = play.table.get("asked")
    return asked is not None and clock.now() - dt.datetime.fromisoformat(asked["at"]) >= ASKED_FOR


def waits(play: Play) -> str:
    """Why the group cannot go on."""
    return "" if is_revealed(play) else "First everybody finishes their part, and it is revealed."


def own(play: Play) -> dict[str, Any]:
    """What the acting member wrote. On one laptop everybody looks on, so what is not revealed shows to nobody."""
    mine = play.part_of(play.acting.id)
    hidden = play.session.laptop and not is_revealed(play)
    return (mine.words or {}) if mine and not hidden else {}


def may_write(play: Play) -> bool:
    """Whether the page offers to write: in time, or late to those whose part is missing; on one laptop, to these."""
    mine = play.part_of(play.acting.id)
    ready, shown = bool(mine and mine.is_ready), bool(mine and mine.is_shown)
    if not play.can_write or shown or not (play.is_now or is_revealed(play)):
        return False
    return (
        any(not is_ready(play, one.id) for one in play.opened.members) if play.session.laptop else not ready
    )


def seen(play: Play) -> dict[str, Any]:
    """What every template of such a step shows."""
    asked: dict[str, str] | None = play.table.get("asked")
    mine: Part | None = play.part_of(play.acting.id)
    waiting = [member for member in writers(play) if not is_ready(play, member.id)]
    return {
        "revealed": is_revealed(play),
        "may_write": may_write(play),
        "mine": own(play),
        "version": mine.version if mine else 0,
        "i_am_ready": bool(mine and mine.is_ready),
        "mine_is_shown": bool(mine and mine.is_shown),
        "parts": play.shown(),
        "waiting": waiting,
        "waiting_for": [member.first_name for member in waiting],
        "asked": asked is not None and not is_revealed(play),
    }
