"""What somebody wants to report, reached only as they themselves can see it, with the passages they could show."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from peerportal.activities import reading as activities
from peerportal.activities.models import ActivitySession
from peerportal.core import vault
from peerportal.groups.goals.words import PARTS, Wording
from peerportal.groups.models import (
    AgendaItem,
    Agreement,
    Circle,
    Commitment,
    Goal,
    Group,
    Meeting,
    Membership,
)
from peerportal.groups.opened import open_group
from peerportal.matching import profiles
from peerportal.matching.circles import finding
from peerportal.matching.models import PeerRequest
from peerportal.people.models import Person, Profile

MOST_ITEMS = 20


@dataclass(frozen=True)
class Passage:
    """Some words the reporter can see; `key` names them in the form."""

    key: str
    label: str
    words: str


@dataclass(frozen=True)
class Reported:
    """The thing a report is about: `about` is the person behind it, `group_id` its group, `what` says it in words."""

    kind: str
    ref: str
    what: str
    about: Person | None
    passages: list[Passage] = field(default_factory=list)
    group_id: int | None = None


def find(kind: str, ref: str, me: Person) -> Reported | None:
    """The thing of this kind with this opaque id, unless `me` cannot see it."""
    return FINDERS[kind](ref, me)


def _person(ref: str, me: Person) -> Reported | None:
    found = profiles.may_block(me.id, ref)
    person = Person.get_or_none(Person.id == found) if found else None
    if person is None:
        return None
    profile = Profile.get_or_none(Profile.person == person) or Profile(person=person)
    said = [("line", "In their own words", profile.line), ("style", "How they like to work", profile.style)]
    passages = [Passage(key, label, words) for key, label, words in said if words]
    return Reported("person", ref, f"{person.name}, as a person", person, passages)


def _request(ref: str, me: Person) -> Reported | None:
    found: Any = PeerRequest.involving(me).where(PeerRequest.ref == ref).first()
    if found is None:
        return None
    mine = found.sender_id == me.id
    other = found.asked if mine else found.asker
    what = f"A request between you and {other.name}"
    if not found.has_words:
        return Reported("request", ref, what, other)
    space = vault.open_space(found.space_id, reader=me.id)
    theirs = (
        [(PeerRequest.question, "The question"), (PeerRequest.parting, "The answer")]
        if mine
        else [(PeerRequest.note, "The note"), (PeerRequest.reply, "The answer to your question")]
    )
    passages = [Passage(column.name, label, space.read(found, column)) for column, label in theirs]
    shown = [passage for passage in passages if passage.words]
    return Reported("request", ref, what, other, shown)


def _agenda_item(ref: str, me: Person) -> Reported | None:
    found = (
        AgendaItem.select(AgendaItem, Group)
        .join_from(AgendaItem, Meeting, on=(AgendaItem.meeting == Meeting.id))
        .join_from(AgendaItem, Group, on=(Meeting.group == Group.id), attr="of_group")
        .join_from(Group, Membership, on=(Membership.group == Group.id) & (Membership.person == me))
        .where(AgendaItem.ref == ref, Membership.left_at.is_null())
        .first()
    )
    if found is None:
        return None
    author = Person.get_or_none(Person.id == found.author_id)
    about = author if author is not None and author.id != me.id else _other_in(found.of_group, me)
    words = vault.open_space(found.of_group.space_id, reader=me.id).read(found, AgendaItem.words)
    passages = [Passage("words", "The point", words)]
    return Reported("agenda_item", ref, "A point on your agenda", about, passages, found.of_group.id)


def _agreement(ref: str, me: Person) -> Reported | None:
    found: Any = Agreement.get_or_none(Agreement.ref == ref)
    group = Group.of(me).where(Group.id == found.group_id).first() if found else None
    if group is None:
        return None
    agreed = json.loads(vault.open_space(group.space_id, reader=me.id).read(found, Agreement.words))
    lines = [text for text in agreed.values() if isinstance(text, str) and text]
    passages = [Passage("words", "What was agreed", "\n".join(lines))]
    return Reported("agreement", ref, "Your agreement", _other_in(group, me), passages, group.id)


def _commitment(ref: str, me: Person) -> Reported | None:
    found: Any = Commitment.get_or_none(Commitment.ref == ref, Commitment.person != me, ~Commitment.gone)
    group = Group.of(me).where(Group.id == found.group_id).first() if found else None
    if group is None:
        return None
    space = vault.open_space(group.space_id, reader=me.id)
    told = [(Commitment.words, "What they said they would do"), (Commitment.outcome, "How it went")]
    passages = [Passage(column.name, label, space.read(found, column)) for column, label in told]
    shown = [passage for passage in passages if passage.words]
    about = Person.get_or_none(Person.id == found.person_id)
    return Reported("commitment", ref, "What somebody said they would do", about, shown, group.id)


def _goal(ref: str, me: Person) -> Reported | None:
    found: Any = Goal.get_or_none(Goal.ref == ref, Goal.person != me, Goal.shared_at.is_null(False))
    group = Group.of(me).where(Group.id == found.group_id).first() if found else None
    if group is None or found.person_id not in group.member_ids():
        return None
    wording = Wording.read(vault.open_space(group.space_id, reader=me.id).read(found, Goal.words))
    said = [(part, part.title(), getattr(wording, part)) for part in PARTS]
    passages = [Passage(key, label, words) for key, label, words in said if words]
    owner = Person.get_by_id(found.person_id)
    return Reported("goal", ref, "A goal somebody shared", owner, passages, group.id)


def _activity(ref: str, me: Person) -> Reported | None:
    """What the others wrote in an activity, as far as it was revealed."""
    session: Any = ActivitySession.get_or_none(ActivitySession.ref == ref)
    group = Group.of(me).where(Group.id == session.group_id).first() if session else None
    if group is None:
        return None
    told = activities.said_by_others(session, open_group(group, me))
    passages = [Passage(key, f"Written by {name}", words) for key, name, words in told[:MOST_ITEMS]]
    return Reported("activity", ref, "An activity of your group", _other_in(group, me), passages, group.id)


def _group(ref: str, me: Person) -> Reported | None:
    group = Group.of(me).where(Group.ref == ref).first()
    if group is None:
        return _circle(ref, me)
    if group.is_circle:
        about = _about(Circle.get_by_id(group.id))
        return Reported("group", ref, "Your circle", None, [*about, *_latest_items(group, me)], group.id)
    other = _other_in(group, me)
    what = f"Your pair with {other.name}" if other else "Your group"
    return Reported("group", ref, what, other, _latest_items(group, me), group.id)


def _circle(ref: str, me: Person) -> Reported | None:
    """A circle somebody is not in: what it is about can be read by whoever could join it, and so be reported."""
    card = finding.look_at(me, ref)
    circle = Circle.get_or_none(Circle.group == card.circle.id) if card else None
    return Reported("group", ref, "A circle", None, _about(circle), circle.group_id) if circle else None


def _about(circle: Circle) -> list[Passage]:
    said = [("topic", "Its topic", circle.topic), ("about", "What it is about", circle.about)]
    return [Passage(key, label, words) for key, label, words in said if words]


def _latest_items(group: Group, me: Person) -> list[Passage]:
    """What the others wrote on the agendas, the newest first."""
    written: Any = (
        AgendaItem.select()
        .join(Meeting, on=(AgendaItem.meeting == Meeting.id))
        .where(Meeting.group == group, ~AgendaItem.gone, AgendaItem.author != me)
        .order_by(AgendaItem.added_at.desc(), AgendaItem.id.desc())
        .limit(MOST_ITEMS)
    )
    space = vault.open_space(group.space_id, reader=me.id)
    return [
        Passage(item.ref, "A point on the agenda", space.read(item, AgendaItem.words)) for item in written
    ]


def _other_in(group: Group, me: Person) -> Person | None:
    """The other one of a pair; in a circle nobody in particular is meant."""
    others = [one for one in group.member_ids() if one != me.id]
    return Person.get_or_none(Person.id == others[0]) if len(others) == 1 else None


FINDERS: dict[str, Callable[[str, Person], Reported | None]] = {
    "person": _person,
    "request": _request,
    "agenda_item": _agenda_item,
    "agreement": _agreement,
    "commitment": _commitment,
    "goal": _goal,
    "activity": _activity,
    "group": _group,
}
