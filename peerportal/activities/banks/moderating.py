"""Questions that were offered to everyone: a coordinator reads each alone, and takes it into a bank or does not."""

from __future__ import annotations

from typing import Any

from peerportal.activities.banks import wording
from peerportal.activities.models import OfferedQuestion, OwnQuestion, QuestionSet
from peerportal.activities.models.drawn import ACCEPTED, DECLINED, WAITING
from peerportal.core import clock, log
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Group
from peerportal.people.models import Person


def waiting() -> Any:
    """The offers that nobody has decided on, the oldest first, as a query."""
    rows = OfferedQuestion.select().where(OfferedQuestion.state == WAITING)
    return rows.order_by(OfferedQuestion.offered_at, OfferedQuestion.id)


def accept(
    offer: OfferedQuestion, by: Person, into: QuestionSet, words: str, theme: str, stages: str
) -> None:
    """Take the question into a bank, in these words; whoever offered it sees that everyone has it now."""
    with transaction():
        _decide(offer, by, ACCEPTED)
        made = wording.add(into, by, words, theme, stages)
        OfferedQuestion.update(question=made).where(OfferedQuestion.id == offer.id).execute()
        log.write(by.id, "accepted an offered question", "offered question", offer.ref, words)


def decline(offer: OfferedQuestion, by: Person) -> None:
    """Leave it with the group; whoever offered it reads that it was not taken this time, and no reason."""
    with transaction():
        _decide(offer, by, DECLINED)
        log.write(by.id, "declined an offered question", "offered question", offer.ref)


def _decide(offer: OfferedQuestion, by: Person, state: str) -> None:
    still = (OfferedQuestion.id == offer.id) & (OfferedQuestion.state == WAITING)
    decided = {"state": state, "decided_at": clock.now(), "decided_by": by}
    if not OfferedQuestion.update(decided).where(still).execute():
        raise RuleBroken("Somebody has decided on this question already.")
    # The open pages of the group it comes from show it; nobody is told which group that is.
    theirs = OwnQuestion.select(OwnQuestion.group).where(OwnQuestion.offer == offer)
    Group.update(moved=Group.moved + 1).where(Group.id.in_(theirs)).execute()
