"""The people there are, as a roster is compared with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import JOIN

from peerportal.people.models import Level, Person, PersonTerm, Profile
from peerportal.people.models.profile import OFFER, SEEK
from peerportal.people.roster.compare import Known
from peerportal.people.roster.plan import Standing

_FACTS = (
    Person.id, Person.state, Person.name, Person.email, Person.employee_no, Person.manager, Person.title,
    Person.department, Person.location, Level.name, Person.time_zone, Person.hired_on,
)  # fmt: skip


def standings() -> Iterator[Standing]:
    """Everybody, as far as finding them goes: one query."""
    query = Person.select(
        Person.id, Person.state, Person.name, Person.folded_email, Person.employee_no, Person.manager
    )
    rows: Iterator[Any] = query.order_by(Person.id).tuples().iterator()
    for key, state, name, email, number, manager in rows:
        yield Standing(key, state, name, email or "", number or "", manager)


def known(ids: list[int]) -> dict[int, Known]:
    """These people in full: three queries, whatever their number."""
    facts: Any = Person.select(*_FACTS).join(Level, JOIN.LEFT_OUTER).where(Person.id.in_(ids)).tuples()
    people = {row[0]: _known(*row) for row in facts}
    spoken: Any = Profile.select(Profile.person, Profile.languages).where(Profile.person.in_(ids)).tuples()
    for key, languages in spoken:
        people[key].languages = tuple(languages)
    for key, facet, typed in _terms(ids):
        person = people[key]
        if facet == OFFER:
            person.offers += (typed,)
        else:
            person.seeks += (typed,)
    return people


def _known(key: int, state: str, name: str, email: Any, number: Any, manager: Any, *facts: Any) -> Known:
    title, department, location, level, zone, hired = facts
    return Known(
        key,
        state,
        name,
        email or "",
        number or "",
        manager,
        title,
        department,
        location,
        level or "",
        zone,
        hired,
    )


def _terms(ids: list[int]) -> Iterator[tuple[int, str, str]]:
    query = PersonTerm.select(PersonTerm.person, PersonTerm.facet, PersonTerm.typed)
    wanted = PersonTerm.person.in_(ids) & PersonTerm.facet.in_([OFFER, SEEK])
    rows: Any = query.where(wanted).order_by(PersonTerm.person, PersonTerm.position).tuples()
    return iter(rows)
