"""Outcomes: what became of a commitment, said by its owner alone, and put right whenever they like."""

from __future__ import annotations

from typing import Any

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.commitments.making import mine
from peerportal.groups.models import Commitment, Group
from peerportal.groups.models.commitment import CHANGED, DONE, OPEN, OUTCOMES, PARTLY, STILL
from peerportal.people.models import Person

SAID = {
    DONE: "Noted: done.",
    PARTLY: "Noted: partly done. That counts.",
    STILL: "Noted. It comes along to your next meeting.",
    CHANGED: "Noted. Changing one’s mind is a result too.",
    OPEN: "Open again.",
}


def report(group: Group, commitment: Commitment, by: Person, state: str) -> None:
    """Say what became of it: one of OUTCOMES, or OPEN to take that back. Another answer puts the first one right."""
    if state not in (*OUTCOMES, OPEN):
        raise RuleBroken("Please choose one of the answers.")
    facts: dict[str, Any] = {"state": state, "outcome_at": None if state == OPEN else clock.now()}
    with transaction():
        group = group.held_active()
        here = mine(commitment, by) & ~Commitment.gone
        if Commitment.update(facts).where(here, Commitment.state != state).execute():
            group.touch()
        elif Commitment.get_by_id(commitment.id).gone:
            raise RuleBroken("You have taken this back. Put it back first to say how it went.")


def write_line(group: Group, commitment: Commitment, by: Person, line: str, version: int) -> bool:
    """Tell in a line how it went; False when it was changed or taken back since `version`."""
    with transaction():
        group = group.held_active()
        space = vault.open_space(group.space_id, reader=by.id)
        sealed = space.seal(Commitment.outcome, commitment.ref, line) if line else None
        same = mine(commitment, by) & (Commitment.version == version) & ~Commitment.gone
        facts = {"outcome": sealed, "version": version + 1}
        if not Commitment.update(facts).where(same).execute():
            return False
        group.touch()
    return True
