"""Invitations into circles, as home shows what waits for an answer."""

from __future__ import annotations

from peerportal.matching.circles import finding
from peerportal.people import asks
from peerportal.people.asks import Ask
from peerportal.people.models import Person

DETAIL = "Yes and not now are both good answers; neither needs a reason."


@asks.register
def invitations(person: Person) -> list[Ask]:
    """What a person is invited into and may still join."""
    return [
        Ask(
            "You are invited into a circle: ", card.circle.topic, "", DETAIL, f"/circles/{card.circle.ref}",
            "Look and answer",
        )
        for card in finding.invitations_of(person)
    ]  # fmt: skip
