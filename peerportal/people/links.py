"""Links that work once: made for one purpose, kept as a digest, taken by the POST behind them and never by a GET."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import fn

from peerportal.core import clock, jobs
from peerportal.core.db import transaction
from peerportal.core.ids import digest, new_secret
from peerportal.core.rules import RuleBroken
from peerportal.people.models import OneTimeLink, Person, SignIn
from peerportal.people.models.joining import INVITATION, NEW_EMAIL, RESET, SET_UP, SIGN_IN
from peerportal.people.sign_in import LONGEST

LIFETIMES = {
    SET_UP: dt.timedelta(days=7),
    INVITATION: dt.timedelta(days=7),
    SIGN_IN: dt.timedelta(minutes=30),
    RESET: dt.timedelta(minutes=30),
    NEW_EMAIL: dt.timedelta(days=1),
}
PATHS = {
    SET_UP: "/set-up/",
    INVITATION: "/join/",
    SIGN_IN: "/sign-in/",
    RESET: "/reset/",
    NEW_EMAIL: "/account/email/",
}
GONE = "This link has been used or is too old. Please ask for a new one."


def issue(purpose: str, person: Person | None = None, detail: str = "") -> str:
    """Make a link; returns its path, which is shown or mailed and kept nowhere.

    Older ones of its kind lapse. Invitations stay, since one may be mailed and one copied; all lapse at joining.
    """
    token = new_secret()
    with transaction():
        if purpose != INVITATION:
            whose = OneTimeLink.person == person if person else OneTimeLink.person.is_null()
            same = (OneTimeLink.purpose == purpose) & OneTimeLink.used_at.is_null()
            OneTimeLink.delete().where(same, whose).execute()
        OneTimeLink.create(
            purpose=purpose,
            token_digest=digest(token),
            person=person,
            detail=detail,
            expires_at=clock.now() + LIFETIMES[purpose],
        )
    return PATHS[purpose] + token


def renew(link: OneTimeLink) -> str:
    """A fresh token for a link whose old one nobody has seen; returns its path (for mails written by a job)."""
    token = new_secret()
    OneTimeLink.update(token_digest=digest(token)).where(OneTimeLink.id == link.id).execute()
    return PATHS[link.purpose] + token


def find(token: str, purpose: str) -> OneTimeLink | None:
    """The link, while it can still be taken."""
    return OneTimeLink.get_or_none(_usable(token, purpose))


def take(token: str, purpose: str) -> OneTimeLink:
    """Use the link up, inside a transaction of the deed it is for; RuleBroken when somebody did or it is too old."""
    taken = OneTimeLink.update(used_at=clock.now()).where(_usable(token, purpose)).execute()
    if not taken:
        raise RuleBroken(GONE)
    return OneTimeLink.get(OneTimeLink.token_digest == digest(token))


def void(person: Person) -> None:
    """Let every link of a person lapse, those sent to their address before they had joined too."""
    registered = OneTimeLink.person.is_null() & (fn.LOWER(OneTimeLink.detail) == (person.email or "").lower())
    theirs = (OneTimeLink.person == person) | (registered & (OneTimeLink.purpose == INVITATION))
    OneTimeLink.delete().where(theirs, OneTimeLink.used_at.is_null()).execute()


def _usable(token: str, purpose: str) -> Any:
    return (
        (OneTimeLink.token_digest == digest(token))
        & (OneTimeLink.purpose == purpose)
        & OneTimeLink.used_at.is_null()
        & (OneTimeLink.expires_at > clock.now())
    )


@jobs.handler("tidy_sign_ins")
def _tidy(payload: dict[str, Any]) -> None:
    now = clock.now()
    OneTimeLink.delete().where(OneTimeLink.expires_at < now - dt.timedelta(days=7)).execute()
    # A day longer than it holds, so that what its owner sends too late is still known to be theirs.
    SignIn.delete().where(SignIn.opened_at < now - LONGEST - dt.timedelta(days=1)).execute()


jobs.every("tidy_sign_ins", 86400)
