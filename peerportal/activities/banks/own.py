"""A group's own questions: sealed in its space, drawn along with the banks; and offering one of them to everyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from peerportal.activities.models import OfferedQuestion, OwnQuestion
from peerportal.activities.models.drawn import WAITING
from peerportal.core.db import transaction
from peerportal.core.fixed import fixed
from peerportal.core.rules import RuleBroken
from peerportal.groups.opened import Opened

MOST_OWN = 60
MOST_OFFERED = 20  # of one person, that wait for a coordinator
GONE = "This question is no longer there."


@dataclass(frozen=True)
class Own:
    """A question of the group's own, as a member sees it; `offer` is the state of the offer, or ""."""

    ref: str
    words: str
    theme: str
    by: str
    is_mine: bool
    may_remove: bool
    offer: str


def listed(opened: Opened) -> list[Own]:
    """The group's own questions, the newest first."""
    return [_own(opened, row) for row in _of.rows(opened.group)]


def _own(opened: Opened, row: OwnQuestion) -> Own:
    mine = row.by_id == opened.reader.id
    left = all(member.id != row.by_id for member in opened.members)
    words, by = opened.space.read(row, OwnQuestion.words), opened.name_of(row.by_id)
    offer = row.offer.state if row.offer_id else ""
    return Own(row.ref, words, row.theme, by, mine, mine or left, offer)


def add(opened: Opened, words: str, theme: str, form_key: str) -> None:
    """Keep a question for this group alone; the same form again is the same question. The group is held."""
    here = OwnQuestion.group == opened.group
    if OwnQuestion.select().where(here, OwnQuestion.form_key == form_key).exists():
        return
    if OwnQuestion.select().where(here).count() >= MOST_OWN:
        raise RuleBroken(f"You have {MOST_OWN} questions of your own. Remove one to add another.")
    row = OwnQuestion(group=opened.group, by=opened.reader, theme=theme, form_key=form_key)
    row.words = opened.space.seal(OwnQuestion.words, row.ref, words)
    row.save(force_insert=True)
    opened.group.touch()  # other activities of the group show its questions, too


def remove(opened: Opened, ref: str) -> None:
    """Take one away; what was offered of it stays with the coordinators. One that is gone is gone."""
    found = next((one for one in listed(opened) if one.ref == ref), None)
    if found is not None and not found.may_remove:
        raise RuleBroken("Whoever wrote the question can remove it.")
    if OwnQuestion.delete().where(OwnQuestion.group == opened.group, OwnQuestion.ref == ref).execute():
        opened.group.touch()


def offer(opened: Opened, ref: str) -> None:
    """Offer a question of one's own to everyone: a copy of its words leaves the group. Twice is once."""
    found = next((one for one in listed(opened) if one.ref == ref), None)
    if found is None:
        raise RuleBroken(GONE)
    if not found.is_mine:
        raise RuleBroken("Only whoever wrote a question can offer it to everyone.")
    if found.offer:
        return
    waiting = OfferedQuestion.by == opened.reader, OfferedQuestion.state == WAITING
    if OfferedQuestion.select().where(*waiting).count() >= MOST_OFFERED:
        raise RuleBroken(f"{MOST_OFFERED} of your questions wait to be read. Offer more when some have been.")
    with transaction():
        made = OfferedQuestion.create(by=opened.reader, words=found.words, theme=found.theme)
        OwnQuestion.update(offer=made).where(OwnQuestion.ref == ref).execute()
        opened.group.touch()


def take_back(opened: Opened, ref: str) -> None:
    """Take one's offer back before a coordinator has decided on it: the copy of the words goes. Twice is once."""
    row = OwnQuestion.get_or_none(OwnQuestion.group == opened.group, OwnQuestion.ref == ref)
    if row is None or row.offer_id is None:
        return
    if row.by_id != opened.reader.id:
        raise RuleBroken("Only whoever offered a question can take it back.")
    still = OfferedQuestion.id == row.offer_id, OfferedQuestion.state == WAITING
    if not OfferedQuestion.delete().where(*still).execute():
        raise RuleBroken("A coordinator has decided on it already.")
    opened.group.touch()


@fixed
def _of(group: Any) -> Any:
    query: Any = OwnQuestion.select(OwnQuestion, OfferedQuestion.id, OfferedQuestion.state)
    query = query.join(OfferedQuestion, JOIN.LEFT_OUTER, on=(OwnQuestion.offer == OfferedQuestion.id))
    return query.where(OwnQuestion.group == group).order_by(OwnQuestion.id.desc())
