"""Notes: what the members write down together about an agenda item, one note an item; no wording is ever lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.markdown import LONGEST, to_html
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import AgendaItem, Group, ItemNote, Meeting
from peerportal.groups.models.meeting import HELD
from peerportal.groups.opened import Opened
from peerportal.people.models import Person

MINE, THEIRS, BOTH = "mine", "theirs", "both"
BETWEEN = "\n\n"
SAID = {MINE: "Your note stands.", THEIRS: "The other note stays.", BOTH: "Both are in the note."}


class TooLong(RuleBroken):
    """Two texts together are longer than one may be."""


@dataclass(frozen=True)
class Note:
    """The note of an item opened; version 0 is one that nobody has written yet."""

    item: str
    about: str
    words: str = ""
    version: int = 0
    by: str = ""
    changed_at: dt.datetime | None = None
    gone: bool = False

    @property
    def html(self) -> Markup:
        """The note as a page shows it."""
        return to_html(self.words)

    @property
    def element(self) -> str:
        """The id of its part of a page, by which it is swapped."""
        return f"note-{self.item}"


def note_of(opened: Opened, item: AgendaItem) -> Note:
    """The note of an item."""
    return opened_note(opened, item, ItemNote.get_or_none(ItemNote.item == item))


def opened_note(opened: Opened, item: AgendaItem, row: ItemNote | None) -> Note:
    """The note in this row, or the empty one when there is no row."""
    about = opened.space.read(item, AgendaItem.words)
    if row is None:
        return Note(item.ref, about, gone=item.gone)
    words = opened.space.read(row, ItemNote.words)
    by = opened.name_of(row.changed_by_id)
    return Note(item.ref, about, words, row.version, by, opened.here(row.changed_at), item.gone)


def held_meeting_of(item: AgendaItem) -> str | None:
    """The opaque id of the meeting at which the item was discussed; None for one that is still to come."""
    found: Any = Meeting.select(Meeting.ref).where(Meeting.id == item.meeting_id, Meeting.state == HELD)
    ref: str | None = found.scalar()
    return ref


def save(group: Group, item: AgendaItem, by: Person, words: str, version: int) -> bool:
    """Write the note; False when somebody else changed it since `version`. The same words again are fine."""
    with transaction():
        group = group.held_active()
        space = vault.open_space(group.space_id, reader=by.id)
        row = ItemNote.get_or_none(ItemNote.item == item)
        if row is not None and space.read(row, ItemNote.words) == words:
            return True
        if version != (row.version if row else 0):
            return False
        _write(item, row, by, space, words)
        group.touch()
    return True


def _write(item: AgendaItem, row: ItemNote | None, by: Person, space: vault.OpenSpace, words: str) -> None:
    ref = row.ref if row else new_ref()
    facts: dict[str, Any] = {"words": space.seal(ItemNote.words, ref, words), "changed_by": by}
    if row is None:
        ItemNote.create(ref=ref, item=item, **facts)
        return
    facts |= {"version": row.version + 1, "changed_at": clock.now()}
    ItemNote.update(facts).where(ItemNote.id == row.id, ItemNote.version == row.version).execute()


def settle(group: Group, opened: Opened, item: AgendaItem, choice: str, words: str, version: int) -> bool:
    """Keep my note, theirs or both; False when it changed once more. Both that are too long together are refused."""
    if choice == THEIRS:
        return True
    if choice == MINE:
        return save(group, item, opened.reader, words, version)
    now = note_of(opened, item)
    if now.words.endswith(BETWEEN + words):
        return True
    return save(group, item, opened.reader, joined(now.words, words), version)


def joined(theirs: str, mine: str) -> str:
    """Both texts, one after the other; RuleBroken when they are more than a note holds."""
    both = theirs + BETWEEN + mine
    if len(both) > LONGEST:
        raise TooLong(
            f"Together the two are longer than the {LONGEST:,} characters a note holds. Shorten yours, or keep one."
        )
    return both
