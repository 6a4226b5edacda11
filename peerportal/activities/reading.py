"""Reading a session: what its page shows to one of its members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from peerportal.activities import texts
from peerportal.activities.kind import Step
from peerportal.activities.models import ActivitySession
from peerportal.activities.play import Play
from peerportal.activities.playing import kind_of, opened_at
from peerportal.activities.texts import StepText
from peerportal.core.ids import REF
from peerportal.groups.models import Group
from peerportal.groups.opened import Member, Opened, open_group
from peerportal.people.models import Person

AWAY, HERE, WRITING, READY = "away", "here", "writing", "ready"


@dataclass(frozen=True)
class Seat:
    """A member at the table: not there yet, there, still writing, or ready."""

    member: Member
    state: str


@dataclass(frozen=True)
class StepView:
    """A step as the page shows it: its words, its facts, and whether the group is at it now."""

    step: Step
    text: StepText
    play: Play
    facts: dict[str, Any]
    number: int
    is_now: bool
    is_past: bool

    @property
    def key(self) -> str:
        return self.step.key

    @property
    def template(self) -> str:
        """The template that shows it."""
        return f"activities/kinds/{self.play.kind.key}/{self.step.key}.html"


def page(group: Group, session: ActivitySession, reader: Person) -> dict[str, Any]:
    """Everything the page of a session shows, by the names its templates use."""
    play = opened_at(session, open_group(group, reader))
    at = play.kind.index(session.step)
    steps = [_step(play, step, number, at) for number, step in enumerate(play.kind.steps)]
    return {
        "group": group,
        "session": session,
        "kind": play.kind,
        "text": texts.of(session.kind),
        "opened": play.opened,
        "play": play,
        "seats": _seats(play),
        "steps": [step for step in steps if step is not None],
        "ahead": [texts.of(session.kind).step(step.key).title for step in play.kind.steps[at + 1 :]],
        "at": at,
        "waits": play.step.waits(play) if play.is_now else "",
        "i_am_here": play.part_of(reader.id) is not None or not play.is_now,
        "is_last": at + 1 == len(play.kind.steps),
    }


def _step(play: Play, step: Step, number: int, at: int) -> StepView | None:
    """One the group is at or was at; what lies ahead is not shown."""
    if number > at:
        return None
    here = play.at(step)
    facts = step.facts(here)
    text = texts.of(play.kind.key).step(step.key).variant(facts.get("variant", ""))
    return StepView(step, text, here, facts, number + 1, here.is_now, number < at)


def _seats(play: Play) -> list[Seat]:
    return [Seat(member, _state(play, member)) for member in play.members]


def _state(play: Play, member: Member) -> str:
    part = play.part_of(member.id)
    if part is None:
        return AWAY
    writers = play.step.writers(play) if play.step.writers else play.members
    if not play.step.apart or part.is_shown or member not in writers:
        return HERE
    return READY if part.is_ready else WRITING


def said_by_others(session: ActivitySession, opened: Opened) -> list[tuple[str, str, str]]:
    """What other members wrote and the reader can see, as (key, first name, words); parts before the table."""
    play = opened_at(session, opened)
    shown = [part for part in play.parts if part.is_shown]
    parts = [(part.ref, part.person_id, _texts(part.words)) for part in shown]
    written = [play.tables, *(part.words for part in shown)]
    entries = [(entry["ref"], entry["by"], _texts(entry)) for entry in _entries(written)]
    said = [(key, by, words) for key, by, words in [*parts, *entries] if by != opened.reader.id and words]
    return [(key, opened.name_of(by), words) for key, by, words in said]


def _texts(words: dict[str, Any] | None) -> str:
    texts_of_it = [text for text in (words or {}).values() if isinstance(text, str)]
    return "\n".join(text for text in texts_of_it if text and not REF.fullmatch(text))


def _entries(found: Any) -> Iterator[dict[str, Any]]:
    """Every entry that was not removed: whatever says by whom it is."""
    if isinstance(found, dict):
        if isinstance(found.get("ref"), str) and isinstance(found.get("by"), int) and "gone" not in found:
            yield found
        found = list(found.values())
    if isinstance(found, list):
        for part in found:
            yield from _entries(part)


def kind_name(session: ActivitySession) -> str:
    """What the activity is called."""
    return texts.of(kind_of(session).key).name
