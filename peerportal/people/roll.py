"""Everybody the portal knows, as coordinators look through them: by name or address, by standing, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import fn

from peerportal.core import clock, jobs, mail
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.core.text import fold
from peerportal.people import joining
from peerportal.people.models import OneTimeLink, Person
from peerportal.people.models.joining import INVITATION
from peerportal.people.models.person import INVITED, STATES

AT_ONCE = 50
A_JOB = 100
NO_MAIL = "This portal sends no mail. Please copy each person's invitation link from their page."


@dataclass(frozen=True)
class Filter:
    """Which people to show; empty means all."""

    words: str = ""
    state: str = ""

    def narrow(self, query: Any) -> Any:
        """The query with only the people who fit, whatever their standing."""
        for word in fold(self.words).split()[:5]:
            query = query.where(Person.search_name.contains(word) | Person.folded_email.contains(word))
        return query

    def people(self) -> Any:
        query = self.narrow(Person.select())
        return query.where(Person.state == self.state) if self.state in STATES else query


@dataclass(frozen=True)
class Roll:
    """One page of people. `counts` says how many of each standing fit the words."""

    people: list[Person]
    invited_at: dict[int, Any]
    counts: dict[str, int]
    page: int
    last: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def look_through(chosen: Filter, page: int) -> Roll:
    """The people of one page by name, in three queries whatever their number."""
    rows: Any = (
        chosen.narrow(Person.select(Person.state, fn.COUNT(Person.id))).group_by(Person.state).tuples()
    )
    counts = dict(rows)
    number = counts.get(chosen.state, 0) if chosen.state in STATES else sum(counts.values())
    last = max(1, -(-number // AT_ONCE))
    page = min(max(page, 1), last)
    people = list(chosen.people().order_by(Person.search_name, Person.id).paginate(page, AT_ONCE))
    return Roll(people, invited_at([person.id for person in people]), counts, page, last)


def invited_at(ids: list[int]) -> dict[int, Any]:
    """When each of these people was last sent or given an invitation that still works."""
    usable = OneTimeLink.used_at.is_null() & (OneTimeLink.expires_at > clock.now())
    rows: Any = (
        OneTimeLink.select(OneTimeLink.person, fn.MAX(OneTimeLink.made_at))
        .where(OneTimeLink.purpose == INVITATION, OneTimeLink.person.in_(ids), usable)
        .group_by(OneTimeLink.person)
        .tuples()
    )
    return {key: OneTimeLink.made_at.python_value(at) for key, at in rows}


def invite_chosen(refs: list[str], by: Person) -> int:
    """Mail an invitation to each of these who has not joined; returns how many that will be."""
    return _invite(Person.select(Person.id).where(Person.ref.in_(refs), Person.state == INVITED), by)


def invite_everybody(chosen: Filter, by: Person) -> int:
    """Mail an invitation to everybody shown who has not joined and holds no invitation that still works."""
    usable = OneTimeLink.used_at.is_null() & (OneTimeLink.expires_at > clock.now())
    holding = OneTimeLink.select(OneTimeLink.person).where(
        OneTimeLink.purpose == INVITATION, usable, OneTimeLink.person.is_null(False)
    )
    fitting = chosen.narrow(Person.select(Person.id)).where(Person.state == INVITED)
    return _invite(fitting.where(Person.id.not_in(holding)), by)


def _invite(query: Any, by: Person) -> int:
    if not mail.is_on():
        raise RuleBroken(NO_MAIL)
    ids = [key for (key,) in query.order_by(Person.id).tuples()]
    with transaction():
        for start in range(0, len(ids), A_JOB):
            jobs.enqueue("invite_people", {"people": ids[start : start + A_JOB], "by": by.id})
    return len(ids)


@jobs.handler("invite_people")
def _invite_some(payload: dict[str, Any]) -> None:
    by = Person.get_or_none(Person.id == payload["by"])
    done = invited_at(payload["people"])
    for person in list(Person.select().where(Person.id.in_(payload["people"]), Person.state == INVITED)):
        # A job may run twice; nobody is to get two invitations within the hour.
        if person.id not in done or (clock.now() - done[person.id]).total_seconds() > 3600:
            joining.invite(person, by)
