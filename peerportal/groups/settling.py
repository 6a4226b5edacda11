"""Settling: two wordings of one agenda item met, and one of the two people says which stays. Neither is lost."""

from __future__ import annotations

from peerportal.core.db import transaction
from peerportal.groups.models import AgendaItem, Group, Meeting
from peerportal.groups.opened import Opened
from peerportal.groups.reading import Item, item_of
from peerportal.people.models import Person

MINE, THEIRS, BOTH = "mine", "theirs", "both"
SAID = {
    MINE: "Your wording is on the agenda.",
    THEIRS: "The other wording stays.",
    BOTH: "Both are on the agenda.",
}


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
