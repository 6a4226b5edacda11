"""Notebooks: what a member writes for themselves about a group, sealed in a space that nobody else can open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups.models import Group, Membership, Notebook
from peerportal.groups.own import own_space
from peerportal.groups.sitting.notes import BETWEEN, MINE, THEIRS, joined
from peerportal.people.models import Person

SAID = {
    MINE: "Your notebook is saved.",
    THEIRS: "The earlier text stays.",
    "both": "Both are in your notebook.",
}


@dataclass(frozen=True)
class Pages:
    """The notebook opened for its owner; version 0 is one that holds nothing yet."""

    words: str = ""
    version: int = 0


def pages_of(group: Group, person: Person) -> Pages:
    """The person's own notebook about this group."""
    query: Any = (
        Membership.select(Membership.own_space_id, Notebook.ref, Notebook.words, Notebook.version)
        .join(
            Notebook,
            JOIN.LEFT_OUTER,
            on=(Notebook.group == Membership.group) & (Notebook.person == Membership.person),
        )
        .where(Membership.group == group, Membership.person == person)
    )
    space_id, ref, words, version = query.tuples().first() or (None, None, b"", 0)
    if space_id is None or ref is None:
        return Pages()
    space = vault.open_space(space_id, reader=person.id)
    return Pages(space.read_sealed(bytes(words), Notebook.words, ref), version)


def save(group: Group, by: Person, words: str, version: int) -> bool:
    """Write the notebook; False when it was changed (in another window) since `version`.

    No other member's page learns that anything was written, not even by a number that moved.
    """
    with transaction():
        group = group.held_active()
        space = own_space(group, by)
        row = Notebook.get_or_none(Notebook.group == group, Notebook.person == by)
        if row is not None and space.read(row, Notebook.words) == words:
            return True
        if version != (row.version if row else 0):
            return False
        _write(group, by, row, space, words)
        Membership.touch(group, by)
    return True


def _write(group: Group, by: Person, row: Notebook | None, space: vault.OpenSpace, words: str) -> None:
    ref = row.ref if row else new_ref()
    sealed = space.seal(Notebook.words, ref, words)
    if row is None:
        Notebook.create(ref=ref, group=group, person=by, words=sealed)
        return
    facts = {"words": sealed, "version": row.version + 1, "changed_at": clock.now()}
    Notebook.update(facts).where(Notebook.id == row.id, Notebook.version == row.version).execute()


def settle(group: Group, by: Person, choice: str, words: str, version: int) -> bool:
    """Keep what I typed, what stands there or both; False when it changed once more."""
    if choice == THEIRS:
        return True
    now = pages_of(group, by)
    if choice == MINE or not now.words:
        return save(group, by, words, version)
    return now.words.endswith(BETWEEN + words) or save(group, by, joined(now.words, words), version)
