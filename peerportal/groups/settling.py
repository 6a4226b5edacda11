"""Settling: two wordings of one text met, and one of the two people says which stays. Neither is lost."""

from __future__ import annotations

from peerportal.core.db import transaction
from peerportal.groups.models import AgendaItem, Group, Meeting
from peerportal.groups.models.agreement import TOPICS
from peerportal.groups.opened import Opened
from peerportal.groups.reading import Item, item_of
from peerportal.people.models import Person

MINE, THEIRS, BOTH = "mine", "theirs", "both"
SAID = {
    MINE: "Your wording is on the agenda.",
    THEIRS: "The other wording stays.",
    BOTH: "Both are on the agenda.",
}

LISTS = ("private", "rules")  # what an agreement keeps as lines of their own


def theirs(opened: Opened, row: AgendaItem) -> Item:
    """What stands there now: the item as it was changed, `gone` when it was removed or its meeting is over."""
    meeting = Meeting.next_of(opened.group)
    item = item_of(opened, row)
    if meeting is None or row.meeting_id != meeting.id:
        return Item(**(item.__dict__ | {"gone": True}))
    return item


def settle(
    group: Group, row: AgendaItem, by: Person, choice: str, words: str, version: int, form_key: str
) -> bool:
    """Do what was chosen; False when the item changed once more, so that the two must be looked at again.

    "mine" puts my wording in its place, or back on the agenda when the item was taken off; "both" adds mine right
    after; "theirs" leaves things as they are.
    """
    if choice == THEIRS:
        return True
    with transaction():
        fresh = AgendaItem.get_by_id(row.id)
        meeting = Meeting.next_of(group)
        there = not fresh.gone and meeting is not None and fresh.meeting_id == meeting.id
        if choice == MINE and there:
            return fresh.edit(group, by, words, version)
        AgendaItem.add(group, by, words, form_key, after=fresh)
    return True


def apart(mine: dict[str, str], theirs: dict[str, str]) -> list[str]:
    """The topics on which two versions of an agreement differ."""
    return [topic for topic in TOPICS if mine.get(topic, "") != theirs.get(topic, "")]


def joined(mine: dict[str, str], theirs: dict[str, str]) -> dict[str, str]:
    """Both versions of an agreement in one, for somebody to make one of: nothing that either said is left out."""
    return {topic: _joined(topic, mine.get(topic, ""), theirs.get(topic, "")) for topic in TOPICS}


def _joined(topic: str, mine: str, theirs: str) -> str:
    if topic in LISTS:
        return "\n".join(dict.fromkeys([*theirs.splitlines(), *mine.splitlines()]))
    return " / ".join(dict.fromkeys(text for text in (theirs, mine) if text))
