"""Thanks: what a member leaves for the others to read when their time together has ended."""

from __future__ import annotations

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Farewell, Group
from peerportal.people.models import Person

LONGEST = 1000


def leave(group: Group, by: Person, words: str, version: int = 0) -> bool:
    """Leave a thank-you on the closed page, or put other words in the place of one's own.

    False when one's own was changed since `version` (0: there was none); the same words again change nothing.
    """
    with transaction():
        fresh = group.held()
        if not fresh.is_closed or fresh.retired_at:
            raise RuleBroken("A thank-you can be left once your time together has ended.")
        there = Farewell.get_or_none(Farewell.group == fresh, Farewell.person == by)
        space = vault.open_space(fresh.space_id, reader=by.id)
        if version != (there.version if there else 0):
            return there is not None and space.read(there, Farewell.words) == words
        ref = there.ref if there else new_ref()
        sealed = space.seal(Farewell.words, ref, words)
        if there:
            facts = {"words": sealed, "left_at": clock.now(), "version": version + 1}
            Farewell.update(facts).where(Farewell.id == there.id).execute()
        else:
            Farewell.create(ref=ref, group=fresh, person=by, words=sealed)
        fresh.touch()
    return True
