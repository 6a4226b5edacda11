"""What happens at the demo company: requests, first chats, pairs with their agendas, told through the rooms' own verbs.

The verbs write the present moment. A story has a past, so each part is moved back in time afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from peerportal.core import changes, clock
from peerportal.core.ids import new_ref
from peerportal.demo import past
from peerportal.demo.company import pairs
from peerportal.groups import holding, pairing
from peerportal.groups.models import AgendaItem, Agreement, Group, Meeting
from peerportal.matching.requests import answers, endings, sending
from peerportal.people import hooks
from peerportal.people.models import Block, Person
from peerportal.programmes.models import Programme

People = Mapping[str, Person]


def tell_story(made: People) -> None:
    """Write the story into the database; needs an open transaction and everybody by their short name."""
    story = pairs()
    for told in story["pair"]:
        _pair(made, told)
    for told in story["trying"]:
        _trying(made, told)
    for told in story["request"]:
        _request(made, told)
    for told in story["block"]:
        _block(made[told["by"]], made[told["other"]])


def _first_chat(made: People, told: Mapping[str, Any]) -> Group:
    sender, recipient = (made[key] for key in told["people"])
    asked = sending.send(sender, recipient, told["note"])
    group = answers.accept(asked, recipient)
    past.request(asked, told["days"] + 4, answered=told["days"] + 2)
    return group


def _trying(made: People, told: Mapping[str, Any]) -> None:
    group = _first_chat(made, told)
    if "chat" in told:
        pairing.plan_first_chat(group, _at(made[told["people"][0]], told["chat"]), None)
    past.group(group, told["days"])


def _pair(made: People, told: Mapping[str, Any]) -> None:
    one, other = (made[key] for key in told["people"])
    group = _first_chat(made, told)
    for member in (one, other):
        pairing.answer(group, member, pairing.YES)
    if "agreement" in told:
        _agree(group, one, other, told["agreement"])
    for meeting in told.get("meeting", []):
        _meet(made, group, meeting)
    for item in told.get("next_item", []):
        AgendaItem.add(group, made[item["by"]], item["words"], new_ref())
    if "next" in told:
        _plan(group, one, told["next"])
    if "ended" in told:
        group.close(one)
    past.group(group, told["days"], active=True, ended=told.get("ended"))


def _agree(group: Group, one: Person, other: Person, told: Mapping[str, Any]) -> None:
    terms = {"rules": "", **told, "ground": Programme.current().rules}
    # What is only proposed waits for the yes of the one who asked.
    by, reader = (other, one) if terms.pop("proposed", False) else (one, other)
    Agreement.propose(group, by, terms, 0)
    if by is one:
        Agreement.get(Agreement.group == group).accept(reader, 1)


def _meet(made: People, group: Group, told: Mapping[str, Any]) -> None:
    meeting = Meeting.next_of(group)
    if meeting is None:
        raise LookupError("a pair without a meeting to come cannot meet")
    for item in told["items"]:
        added = AgendaItem.add(group, made[item["by"]], item["words"], new_ref())
        if not item.get("carried"):
            added.mark(group, "discussed")
    for left in AgendaItem.of(meeting).where(AgendaItem.carried_from.is_null(False)):
        left.mark(group, "discussed")
    holding.hold(group, meeting.number)
    past.meeting(meeting, told["days"])


def _plan(group: Group, by: Person, told: Mapping[str, Any]) -> None:
    meeting = Meeting.next_of(group)
    if meeting is not None:
        Meeting.plan(
            group,
            by,
            meeting.version,
            starts_at=_at(by, told),
            minutes=45,
            means=told["means"],
            place=told["place"],
        )


def _request(made: People, told: Mapping[str, Any]) -> None:
    sender, recipient = made[told["from"]], made[told["to"]]
    asked = sending.send(sender, recipient, told["note"])
    if "question" in told:
        answers.ask_back(asked, recipient, told["question"])
    if told.get("outcome") == "declined":
        answers.decline(asked, recipient, told["parting"])
    if told.get("outcome") == "withdrawn":
        sending.withdraw(asked, sender)
    past.request(asked, told["days"], answered=max(0, told["days"] - 2))
    if told.get("outcome") == "expired":
        past.ran_out(asked)
        endings.expire_due()


def _block(by: Person, other: Person) -> None:
    Block.create(by=by, other=other)
    changes.record("block", by.id, other.id)
    hooks.on_block.fire(by, other)


def _at(person: Person, told: Mapping[str, Any]) -> dt.datetime:
    """The full hour, so many days from now, by the clock on this person's wall; a weekend moves to Monday."""
    day = clock.now().astimezone(ZoneInfo(person.time_zone)) + dt.timedelta(days=told["in_days"])
    day += dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return day.replace(hour=told["hour"], minute=0, second=0, microsecond=0).astimezone(dt.UTC)
