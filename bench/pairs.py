"""Pairs for measurements: two years of meetings with notes, an open agenda, commitments, goals on their way."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from peerportal.core import clock, db, vault
from peerportal.core.ids import new_ref
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import (
    ACTIVE,
    Acceptance,
    AgendaItem,
    Agreement,
    Commitment,
    Goal,
    GoalCheckIn,
    GoalStep,
    GoalWording,
    Group,
    ItemNote,
    Meeting,
    Membership,
)
from peerportal.programmes.models import Programme

MEETINGS, HELD_ITEMS, OPEN_ITEMS = 24, 200, 8
OPEN_NOTES, WORDINGS, STEPS, CHECK_INS = 3, 2, 6, 12
EVERY = dt.timedelta(days=30)
AT_ONCE = 400


def pair(one: int, other: int) -> str:
    """A pair that has met every month for two years; returns its opaque id."""
    low, high = sorted((one, other))
    with db.transaction():
        space = vault.new_space("group", [low, high])
        group = Group.create(
            programme=Programme.select().first(),
            state=ACTIVE,
            space_id=space,
            low=low,
            high=high,
            activated_at=clock.now() - EVERY * MEETINGS,
        )
        for person in (low, high):
            Membership.create(group=group, person=person, answer="yes")
        opened = vault.open_space(space, reader=low)
        _agree(group, opened)
        _write(Meeting, _meetings(group))
        held = list(Meeting.select().where(Meeting.group == group).order_by(Meeting.number))
        _place(held[-1], opened)
        _write(AgendaItem, _items(group, held, opened))
        _write(ItemNote, _notes(group, opened))
        _write(Commitment, _commitments(group, held[:-1], opened))
        _write(Goal, _goals(group, opened))
        _on_the_way(list(Goal.select().where(Goal.group == group)), opened)
    ref: str = group.ref
    return ref


def move(group_refs: list[str]) -> None:
    """Have these groups' open pages see a change."""
    Group.update(moved=Group.moved + 1).where(Group.ref.in_(group_refs)).execute()


def _write(model: Any, rows: Iterator[dict[str, Any]]) -> None:
    waiting = list(rows)
    for begin in range(0, len(waiting), AT_ONCE):
        model.insert_many(waiting[begin : begin + AT_ONCE]).execute()


def _agree(group: Group, opened: vault.OpenSpace) -> None:
    terms = {
        "often": "Once a month",
        "long": "45 minutes",
        "private": "What we say about third people",
        "ground": [],
    }
    row = Agreement(ref=new_ref(), group=group, changed_by=group.low_id)
    row.words = opened.seal(Agreement.words, row.ref, json.dumps(terms))
    row.save(force_insert=True)
    for member in (group.low_id, group.high_id):
        Acceptance.create(agreement=row, person=member, version=1)


def _meetings(group: Group) -> Iterator[dict[str, Any]]:
    for number in range(1, MEETINGS + 2):
        at = clock.now() - EVERY * (MEETINGS + 1 - number)
        there = number <= MEETINGS
        when = (
            {"held_at": at, "starts_at": at}
            if there
            else {"held_at": None, "starts_at": clock.now() + EVERY / 2}
        )
        yield {
            "ref": new_ref(),
            "group": group,
            "number": number,
            "state": "held" if there else "booked",
            **when,
        }


def _place(coming: Meeting, opened: vault.OpenSpace) -> None:
    coming.place = opened.seal(Meeting.place, coming.ref, "https://calls.example.com/our-room")
    coming.save(only=["place"])


def _notes(group: Group, opened: vault.OpenSpace) -> Iterator[dict[str, Any]]:
    """A note on every point that was discussed and on the first of the open ones."""
    items = AgendaItem.select().join(Meeting, on=(AgendaItem.meeting == Meeting.id))
    for item in (
        items.where(Meeting.group == group).order_by(AgendaItem.position).limit(HELD_ITEMS + OPEN_NOTES)
    ):
        row = _sealed(
            opened, ItemNote, "What we found: try it once a week, and ask them what they made of it."
        )
        yield row | {"item": item, "changed_by": group.low_id}


def _items(group: Group, meetings: list[Meeting], opened: vault.OpenSpace) -> Iterator[dict[str, Any]]:
    *held, coming = meetings
    places = [(held[n % len(held)], "discussed") for n in range(HELD_ITEMS)] + [(coming, "open")] * OPEN_ITEMS
    for position, (meeting, state) in enumerate(places):
        row = _sealed(opened, AgendaItem, f"Something to talk about, number {position + 1}.")
        yield row | {"meeting": meeting, "author": group.low_id, "state": state, "position": position}


def _commitments(group: Group, held: list[Meeting], opened: vault.OpenSpace) -> Iterator[dict[str, Any]]:
    for number, meeting in enumerate(held):
        for person in (group.low_id, group.high_id):
            state = "open" if number == len(held) - 1 else ("done", "partly", "changed")[number % 3]
            row = _sealed(opened, Commitment, "Write one page about it and send it round.")
            yield row | {"group": group, "meeting": meeting, "person": person, "state": state}


def _goals(group: Group, opened: vault.OpenSpace) -> Iterator[dict[str, Any]]:
    for person in (group.low_id, group.high_id):
        for state in ("shared", "reached", "dropped"):
            yield _sealed(opened, Goal, _wording(WORDINGS)) | {
                "group": group,
                "person": person,
                "state": state,
                "space_id": group.space_id,
                "version": WORDINGS,
                "due_on": clock.today() + EVERY,
                "shared_at": clock.now() - EVERY,
                "ended_at": None if state == "shared" else clock.now() - EVERY / 2,
            }


def _wording(version: int) -> str:
    said = f"Give a talk of twenty minutes to the whole department, as in draft {version}"
    return Wording(
        specific=said, timely="By June", start="0", target=str(CHECK_INS), unit="rehearsals"
    ).text()


def _on_the_way(goals: list[Goal], opened: vault.OpenSpace) -> None:
    """The wordings each goal had, half of its steps done, and a check-in a week with a number and a line."""
    _write(
        GoalWording,
        (
            _sealed(opened, GoalWording, _wording(version))
            | {"goal": goal, "person": goal.person_id, "state": "written", "version": version}
            for goal in goals
            for version in range(1, WORDINGS + 1)
        ),
    )
    _write(
        GoalStep,
        (
            _sealed(opened, GoalStep, f"Rehearse part {place} with somebody who will ask questions")
            | {"goal": goal, "position": place, "done_at": clock.now() if place <= STEPS // 2 else None}
            for goal in goals
            for place in range(1, STEPS + 1)
        ),
    )
    _write(
        GoalCheckIn,
        (
            _sealed(opened, GoalCheckIn, CheckedIn(value=str(number), line="One more, and calmer.").text())
            | {
                "goal": goal,
                "on_day": clock.today() - dt.timedelta(weeks=CHECK_INS - number),
                "has_value": True,
            }
            for goal in goals
            for number in range(1, CHECK_INS + 1)
        ),
    )


def _sealed(opened: vault.OpenSpace, model: Any, words: str) -> dict[str, Any]:
    ref = new_ref()
    return {"ref": ref, "words": opened.seal(model.words, ref, words)}
