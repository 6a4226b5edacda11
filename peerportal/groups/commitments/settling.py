"""Settling: two texts of one commitment met, and its owner says which stays. Neither is lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.core import vault
from peerportal.core.db import transaction
from peerportal.groups.commitments import making, outcomes
from peerportal.groups.models import Commitment, Group
from peerportal.people.models import Person

MINE, THEIRS, BOTH = "mine", "theirs", "both"
SAID = {
    MINE: "What you wrote now stays.",
    THEIRS: "It stays as it was.",
    BOTH: "Both stand there now, one below the other.",
}


def settle(
    group: Group, row: Commitment, by: Person, choice: str, words: str, due_on: dt.date | None, version: int
) -> bool:
    """Do what was chosen for the words; False when they changed once more, so that both must be looked at again.

    "mine" brings a commitment back that was taken back meanwhile; "both" puts mine below what stands there.
    """
    if choice == THEIRS:
        return True
    with transaction():
        fresh = Commitment.get_by_id(row.id)
        if fresh.version != version:
            return False
        if fresh.gone:
            making.put_back(group, fresh, by)
            version += 1
        return making.edit(
            group, fresh, by, _joined(group, fresh, by, Commitment.words, choice, words), due_on, version
        )


def settle_line(group: Group, row: Commitment, by: Person, choice: str, line: str, version: int) -> bool:
    """Do what was chosen for the line about how it went; False as for the words."""
    if choice == THEIRS:
        return True
    with transaction():
        fresh = Commitment.get_by_id(row.id)
        if fresh.version != version:
            return False
        joined = _joined(group, fresh, by, Commitment.outcome, choice, line)
        return outcomes.write_line(group, fresh, by, joined, version)


def _joined(group: Group, row: Commitment, by: Person, field: Any, choice: str, text: str) -> str:
    stands = vault.open_space(group.space_id, reader=by.id).read(row, field)
    return f"{stands}\n{text}" if choice == BOTH and stands else text
