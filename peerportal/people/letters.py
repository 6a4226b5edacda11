"""What the mails about accounts say and to whom; their links are made when the mail is written, and kept nowhere."""

from __future__ import annotations

from typing import Any

from peerportal.core import mail
from peerportal.people import links
from peerportal.people.models import OneTimeLink, Person
from peerportal.people.models.joining import INVITATION, NEW_EMAIL, RESET, SIGN_IN
from peerportal.people.models.person import INVITED, LEFT

Facts = dict[str, Any] | None


def to(person: Person, **facts: Any) -> dict[str, Any]:
    """The facts of a mail to a person."""
    return {"name": person.name, "first_name": person.first_name, "address": person.email} | facts


def _addressee(payload: dict[str, Any]) -> Person | None:
    person = Person.get_or_none(Person.id == payload["person"])
    return person if person and person.email else None


def _with_link(purpose: str) -> None:
    @mail.context(purpose)
    def facts(payload: dict[str, Any]) -> Facts:
        person = _addressee(payload)
        return to(person, path=links.issue(purpose, person)) if person else None


def _without_link(template: str) -> None:
    @mail.context(template)
    def facts(payload: dict[str, Any]) -> Facts:
        person = _addressee(payload)
        return to(person) if person else None


_with_link(SIGN_IN)
_with_link(RESET)
for _template in ("password_changed", "already_joined", "approved"):
    _without_link(_template)


@mail.context(INVITATION)
def _invitation(payload: dict[str, Any]) -> Facts:
    person = _addressee(payload)
    if person is None or person.state not in (INVITED, LEFT):
        return None
    return to(person, path=links.issue(INVITATION, person))


@mail.context("registration")
def _registration(payload: dict[str, Any]) -> Facts:
    link = OneTimeLink.get_or_none(OneTimeLink.id == payload["link"], OneTimeLink.used_at.is_null())
    return {"name": "", "address": link.detail, "path": links.renew(link)} if link else None


@mail.context(NEW_EMAIL)
def _new_email(payload: dict[str, Any]) -> Facts:
    person, link = _addressee(payload), _waiting_address(payload["person"])
    return to(person, address=link.detail, path=links.renew(link)) if person and link else None


@mail.context("email_changing")
def _email_changing(payload: dict[str, Any]) -> Facts:
    person, link = _addressee(payload), _waiting_address(payload["person"])
    return to(person, new_address=link.detail) if person and link else None


def _waiting_address(person_id: int) -> OneTimeLink | None:
    waiting = (OneTimeLink.purpose == NEW_EMAIL) & OneTimeLink.used_at.is_null()
    return OneTimeLink.get_or_none(waiting, OneTimeLink.person == person_id)
