"""Reading a group's page: what its members see, opened for one of them, in a fixed number of statements."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from peerportal.core.fixed import fixed
from peerportal.groups import pairing, panels, starters
from peerportal.groups.circles import reading as circles
from peerportal.groups.commitments import reading as commitments
from peerportal.groups.endings import fit
from peerportal.groups.goals import reading as goals
from peerportal.groups.meetings import proposing
from peerportal.groups.meetings.card import MeetingCard, card_of
from peerportal.groups.meetings.standing import Standing, standing_of
from peerportal.groups.models import Acceptance, AgendaItem, Agreement, Group, Meeting
from peerportal.groups.models.agenda import CARRIED, DISCUSSED
from peerportal.groups.opened import Opened, clocks, open_group
from peerportal.groups.sitting import around, questions
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

REMOVED_SHOWN = 3


@dataclass(frozen=True)
class Item:
    """An agenda item with its words opened; `place` is counted from 1, 0 when removed."""

    ref: str
    words: str
    author: str
    is_mine: bool
    state: str
    version: int
    added_at: dt.datetime
    carried_from: int | None
    gone: bool
    place: int = 0
    is_last: bool = False

    @property
    def is_discussed(self) -> bool:
        return self.state == DISCUSSED

    @property
    def is_carried(self) -> bool:
        return self.state == CARRIED

    @property
    def tick(self) -> str:
        """What ticking it would do now."""
        return "reopen" if self.is_discussed else "discuss"

    @property
    def choices(self) -> list[tuple[str, str, str]]:
        """What else can be done with it: (deed, picture, label)."""
        later = [("carry-over", "arrow-right", "Leave for next time")]
        now = [("reopen", "arrow-left", "Talk about it this time")]
        chosen = now if self.is_carried else [] if self.is_discussed else later
        return [*chosen, ("remove", "trash-2", "Remove")]

    @property
    def element(self) -> str:
        """The id of its list entry, by which it is swapped."""
        return f"item-{self.ref}"


@dataclass(frozen=True)
class Deal:
    """The agreement opened: its terms, the ground rules beside them, and who accepted this version."""

    ref: str
    version: int
    terms: dict[str, str]
    ground: list[str]
    signed: list[tuple[str, dt.datetime]]
    waits_for: list[str]
    i_signed: bool

    @property
    def is_agreed(self) -> bool:
        return not self.waits_for

    @property
    def form(self) -> dict[str, Any]:
        """What the form to revise it begins with."""
        return self.terms | {"version": self.version}


def next_meeting(opened: Opened) -> MeetingCard | None:
    """The meeting to come."""
    meeting = Meeting.next_of(opened.group)
    return card_of(opened, meeting) if meeting else None


def meeting_card(opened: Opened, standing: Standing) -> dict[str, Any]:
    """What the card of the meeting to come shows, by the names its template uses."""
    coming = standing.meeting
    return {"meeting": card_of(opened, coming) if coming else None, "met": standing.met}


def agenda(opened: Opened, number: int) -> tuple[list[Item], list[Item]]:
    """The items of the group's meeting of this number, and the ones removed last."""
    rows = _on_agenda.rows(opened.group, number)
    there = [row for row in rows if not row.gone]
    gone = sorted((row for row in rows if row.gone), key=lambda row: row.changed_at, reverse=True)
    last = len(there)
    items = [item_of(opened, row, place, place == last) for place, row in enumerate(there, start=1)]
    return items, [item_of(opened, row) for row in gone[:REMOVED_SHOWN]]


@fixed
def _on_agenda(group: Any, number: Any) -> Any:
    return (
        AgendaItem.select()
        .join(Meeting, on=(AgendaItem.meeting == Meeting.id))
        .where(Meeting.group == group, Meeting.number == number)
        .order_by(AgendaItem.position, AgendaItem.id)
    )


def item_of(opened: Opened, row: AgendaItem, place: int = 0, is_last: bool = False) -> Item:
    """An item opened."""
    return Item(
        ref=row.ref,
        words=opened.space.read(row, AgendaItem.words),
        author=opened.name_of(row.author_id),
        is_mine=row.author_id == opened.reader.id,
        state=row.state,
        version=row.version,
        added_at=opened.here(row.added_at),
        carried_from=row.carried_from,
        gone=row.gone,
        place=place,
        is_last=is_last,
    )


def deal(opened: Opened) -> Deal | None:
    """The agreement opened, or None before anybody proposed one."""
    rows = _agreed.rows(opened.group)
    if not rows:
        return None
    found = rows[0]
    terms = json.loads(opened.space.read(found, Agreement.words))
    accepted = [row.accepted for row in rows if getattr(row, "accepted", None)]
    signed = {entry.person_id: entry.accepted_at for entry in accepted if entry.version == found.version}
    return Deal(
        ref=found.ref,
        version=found.version,
        terms=terms,
        ground=terms.get("ground", []),
        signed=[(opened.name_of(person_id), at) for person_id, at in signed.items()],
        waits_for=[member.first_name for member in opened.members if member.id not in signed],
        i_signed=opened.reader.id in signed,
    )


@fixed
def _agreed(group: Any) -> Any:
    return (
        Agreement.select(Agreement, Acceptance)
        .join(Acceptance, JOIN.LEFT_OUTER, on=(Acceptance.agreement == Agreement.id), attr="accepted")
        .where(Agreement.group == group)
        .order_by(Acceptance.accepted_at)
    )


def ground_rules(group: Group) -> list[str]:
    """The ground rules of the group's programme; not asked for again where the group's mark brought them along."""
    known: str | None = getattr(group, "ground_rules", None)
    programme: Programme = (
        Programme(ground_rules=known) if known is not None else Programme.get_by_id(group.programme_id)
    )
    return programme.rules


def one_item(opened: Opened, ref: str) -> Item | None:
    """An item that is on the agenda of the next meeting."""
    meeting = Meeting.next_of(opened.group)
    items = agenda(opened, meeting.number)[0] if meeting else []
    return next((item for item in items if item.ref == ref), None)


def page(group: Group, reader: Person, stage: str = "") -> dict[str, Any]:
    """Everything the group's page shows, by the names its templates use; `stage` is whose questions to look at."""
    opened = open_group(group, reader)
    facts: dict[str, Any] = {
        "group": group,
        "opened": opened,
        "chat_clocks": clocks(opened, group.first_chat_at),
    }
    if group.is_trying and group.is_circle:
        return facts | circles.facts(opened)
    if group.is_trying:
        facts |= {"starters": starters.FIRST_CHAT, "my_answer": pairing.my_answer(group, reader)}
        facts |= proposing.facts(opened)
        return facts | {"first_chat_panels": panels.shown(panels.FIRST_CHAT, group, reader)}
    return facts | _work(opened, stage) | _panels(group, reader)


def deal_card(group: Group, reader: Person) -> dict[str, Any]:
    """What the card of the agreement shows, by the names its template uses."""
    opened = open_group(group, reader)
    found = deal(opened)
    return {"opened": opened, "deal": found, "ground_rules": found.ground if found else ground_rules(group)}


def _work(opened: Opened, stage: str) -> dict[str, Any]:
    group, reader = opened.group, opened.reader
    standing, everybody = standing_of(group), group.everybody()
    shown = meeting_card(opened, standing)
    meeting = shown["meeting"]
    items, removed = agenda(opened, meeting.number) if meeting else ([], [])
    found = deal(opened)
    stands = around.seen_by(reader, standing, everybody)
    said = commitments.facts(opened, meeting, standing)
    return questions.facts(stands, {item.words for item in items}, stage, group.format) | {
        **circles.facts(opened, meeting.host if meeting else None),
        **shown,
        "around": stands,
        "left": stands.left(said=said["making"].mine is not None, coming=meeting),
        "items": items,
        "removed": removed,
        **proposing.facts(opened, standing),
        "deal": found,
        "ground_rules": found.ground if found else ground_rules(group),
        **said,
        **goals.facts(opened),
        "fit": fit.seen_by(reader, group, standing, everybody),
    }


def _panels(group: Group, reader: Person) -> dict[str, Any]:
    return {
        "page_panels": panels.shown(panels.PAGE, group, reader),
        "side_panels": panels.shown(panels.SIDE, group, reader),
    }
