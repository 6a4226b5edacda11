"""The mails about reports: that there is one, or that it was looked at; never who, about whom or what."""

from __future__ import annotations

from typing import Any

from peerportal.concerns.models import Concern
from peerportal.core import mail
from peerportal.people.models import Person


def _facts(payload: dict[str, Any]) -> dict[str, Any] | None:
    person = Person.get_or_none(Person.id == payload["person"])
    concern = Concern.get_or_none(Concern.ref == payload["concern"])
    if person is None or concern is None or not (person.takes_part and person.email):
        return None
    return {
        "name": person.name,
        "address": person.email,
        "first_name": person.first_name,
        "ref": concern.ref,
        "waits": concern.is_waiting,
    }


@mail.context("concern_raised")
def raised(payload: dict[str, Any]) -> dict[str, Any] | None:
    """To each coordinator who may read it, while it waits."""
    facts = _facts(payload)
    return facts if facts and facts["waits"] else None


mail.context("concern_ended")(_facts)
