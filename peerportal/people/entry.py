"""Signing in, and what keeps an account its owner's: passwords, one-time links, the e-mail address."""

from __future__ import annotations

from typing import Any

from peewee import IntegrityError

from peerportal.core import limits, log, mail
from peerportal.core.db import locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.core.text import fold_email
from peerportal.people import links, passwords
from peerportal.people.models import Person
from peerportal.people.models.joining import NEW_EMAIL, RESET, SIGN_IN
from peerportal.people.models.person import ACTIVE, PAUSED, WAITING
from peerportal.people.sign_in import SHUT_OUT, close_every_sign_in

PER_ACCOUNT, PER_ADDRESS = "10 per 15 minutes", "100 per 5 minutes"
LINKS_PER_ACCOUNT = "5 per 1 day"
JOINED = (WAITING, ACTIVE, PAUSED)


class TooManyTries(RuleBroken):
    """Refused for a while, whatever the password; `seconds` until it may be tried again."""

    def __init__(self, seconds: int) -> None:
        minutes = max(1, -(-seconds // 60))
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(f"There were too many tries. Please wait {wait} and try again.")
        self.seconds = seconds


class WrongPassword(RuleBroken):
    """What was given as the present password is not it."""


def by_password(email: str, password: str, address: str) -> Person:
    """The person with this e-mail address and password; `address` is the network address that asks."""
    account = fold_email(email)
    _not_too_often(account, address)
    person = Person.get_or_none(Person.folded_email == account)
    kept = person.password_hash if person else None
    if not passwords.matches(kept, password) or person is None or kept is None:
        limits.hit(PER_ACCOUNT, "sign-in", account)
        limits.hit(PER_ADDRESS, "sign-in-from", address)
        raise RuleBroken("This e-mail address and password do not belong together.")
    if person.state in SHUT_OUT:
        raise RuleBroken(
            "This account is closed at present. Please ask the people who coordinate the programme."
        )
    limits.forget(PER_ACCOUNT, "sign-in", account)
    if passwords.is_outdated(kept):
        _keep(person, password)
    return person


def _not_too_often(account: str, address: str) -> None:
    for rule, *key in ((PER_ACCOUNT, "sign-in", account), (PER_ADDRESS, "sign-in-from", address)):
        if not limits.has_room(rule, *key):
            raise TooManyTries(limits.seconds_left(rule, *key))


def by_link(token: str) -> Person:
    """The person a one-time link signs in; it is used up."""
    with transaction():
        return _owner(links.take(token, SIGN_IN))


def ask_for_link(email: str, purpose: str, address: str) -> None:
    """Mail a link for signing in or a new password, if the address has an account; the answer is the same if not."""
    account = fold_email(email)
    if not limits.hit(PER_ADDRESS, "ask-from", address):
        raise TooManyTries(limits.seconds_left(PER_ADDRESS, "ask-from", address))
    if not limits.hit(LINKS_PER_ACCOUNT, "ask", purpose, account):
        return
    person = Person.get_or_none(Person.folded_email == account, Person.state.in_(JOINED))
    if person is not None:
        with transaction():
            mail.enqueue(purpose, person=person.id)


def password_problem(person: Person, password: str) -> str | None:
    """Why this person may not have this password, or None."""
    return passwords.weakness(
        password, [*person.name.split(), *(person.email or "").replace("@", " ").split()]
    )


def reset_password(token: str, password: str) -> Person:
    """Set a new password by a link; every sign-in and every other link of the person ends."""
    with transaction():
        person = _owner(links.take(token, RESET))
        _renew_password(person, password)
        close_every_sign_in(person)
    return person


def change_password(person: Person, current: str, password: str, but: str) -> None:
    """Set a new password; every sign-in of the person ends but the one with the token `but`."""
    _confirm(person, current)
    with transaction():
        _renew_password(person, password)
        close_every_sign_in(person, but=but)


def _confirm(person: Person, password: str) -> None:
    """Somebody at an unattended screen must not change the keys; wrong guesses count as at signing in."""
    if person.password_hash is None:
        return
    account = person.folded_email or person.ref
    if not limits.has_room(PER_ACCOUNT, "sign-in", account):
        raise TooManyTries(limits.seconds_left(PER_ACCOUNT, "sign-in", account))
    if not passwords.matches(person.password_hash, password):
        limits.hit(PER_ACCOUNT, "sign-in", account)
        raise WrongPassword("This is not your present password.")


def _renew_password(person: Person, password: str) -> None:
    problem = password_problem(person, password)
    if problem:
        raise RuleBroken(problem)
    _keep(person, password)
    links.void(person)
    mail.enqueue("password_changed", person=person.id)


def _keep(person: Person, password: str) -> None:
    person.password_hash = passwords.hashed(password)
    Person.update(password_hash=person.password_hash).where(Person.id == person.id).execute()


def _owner(link: Any) -> Person:
    person = Person.get_or_none(Person.id == link.person_id)
    if person is None or person.state not in JOINED:
        raise RuleBroken(links.GONE)
    return person


def ask_new_email(person: Person, password: str, email: str) -> None:
    """Begin to change the address: the new one must confirm it, the old one is told."""
    if not mail.is_on():
        raise RuleBroken(
            "This portal sends no mail, so a new address cannot be confirmed. Please ask the operator."
        )
    _confirm(person, password)
    if not limits.hit(LINKS_PER_ACCOUNT, "ask", NEW_EMAIL, person.ref):
        raise RuleBroken("You have asked for several new addresses today. Please try again tomorrow.")
    with transaction():
        links.issue(NEW_EMAIL, person, email)
        mail.enqueue(NEW_EMAIL, person=person.id)
        mail.enqueue("email_changing", person=person.id)


def confirm_email(token: str) -> Person:
    """Make the address that got the link the person's own; links sent to the old one lapse."""
    with transaction():
        link = links.take(token, NEW_EMAIL)
        person = locked(Person.select().where(Person.id == link.person_id)).get()
        _move_to(person, link.detail)
    return person


def move_address(person: Person, email: str) -> None:
    """Give a person another address by the operator's hand; every sign-in and every link of theirs ends."""
    with transaction():
        _move_to(person, email)
        close_every_sign_in(person)
        log.write(0, "changed an e-mail address", "person", person.ref)


def _move_to(person: Person, email: str) -> None:
    person.email, person.folded_email = email, fold_email(email)
    try:
        with transaction():
            person.save(only=[Person.email, Person.folded_email])
    except IntegrityError:
        raise RuleBroken("This address cannot be used.") from None
    links.void(person)
