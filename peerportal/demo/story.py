"""What happens at the demo company: requests, first chats, pairs and circles, told through the rooms' own verbs.

The verbs write the present moment. A story has a past, so each part is moved back in time afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peerportal.core import changes
from peerportal.demo import activities, circles, past, work
from peerportal.demo.company import story
from peerportal.demo.work import People
from peerportal.groups import pairing
from peerportal.groups.endings import closing, thanks
from peerportal.groups.models import Agreement, Group
from peerportal.matching.requests import answers, endings, sending
from peerportal.people import hooks
from peerportal.people.models import Block, Person
from peerportal.programmes.models import Programme


def tell_story(made: People) -> None:
    """Write the story into the database; needs an open transaction and everybody by their short name."""
    everything = story()
    for told in everything["pair"]:
        _pair(made, told)
    for told in everything["trying"]:
        _trying(made, told)
    for told in everything["circle"]:
        circles.tell(made, told, next(person for person in made.values() if person.is_coordinator))
    for told in everything["request"]:
        _request(made, told)
    for told in everything["block"]:
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
        pairing.plan_first_chat(group, work.at(made[told["people"][0]], told["chat"]), None)
    past.group(group, told["days"])


def _pair(made: People, told: Mapping[str, Any]) -> None:
    one, other = (made[key] for key in told["people"])
    group = _first_chat(made, told)
    for member in (one, other):
        pairing.answer(group, member, pairing.YES)
    if "agreement" in told:
        _agree(group, one, other, told["agreement"])
    work.tell(made, group, told)
    activities.tell(made, group, told)
    if "ended" in told:
        closing.close(group, one)
    for left in told.get("thanks", []):
        thanks.leave(group, made[left["by"]], left["words"])
    past.group(group, told["days"], active=True, ended=told.get("ended"))


def _agree(group: Group, one: Person, other: Person, told: Mapping[str, Any]) -> None:
    terms = {"rules": "", **told, "ground": Programme.current().rules}
    # What is only proposed waits for the yes of the one who asked.
    by, reader = (other, one) if terms.pop("proposed", False) else (one, other)
    Agreement.propose(group, by, terms, 0)
    if by is one:
        Agreement.get(Agreement.group == group).accept(reader, 1)


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
