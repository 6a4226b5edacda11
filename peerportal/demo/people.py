"""The sixty people of the demo company: who they are, whom they report to, what they offer and seek."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from peerportal.core import changes, clock
from peerportal.core.text import fold, fold_email
from peerportal.demo.company import address, company, day_bits, minutes, people
from peerportal.people import hooks
from peerportal.people.models import Level, Person, PersonTerm, Profile
from peerportal.people.models.person import ACTIVE, INVITED, PARTICIPATING, WAITING
from peerportal.people.models.profile import INTEREST, OFFER, SEEK, SITUATION
from peerportal.terms.models import Term

FACETS = {"offers": OFFER, "seeks": SEEK, "interests": INTEREST, "situations": SITUATION}
LAST_STEP = 99  # The profile's pages know how many steps there are; a published one is past them all.


def make_people() -> dict[str, Person]:
    """Everybody by their short name in the files; needs an open transaction and a programme."""
    levels = _levels()
    made: dict[str, Person] = {}
    for number, facts in enumerate(people()):
        person = made[facts["key"]] = _person(number, facts, made.get(facts.get("manager", "")), levels)
        if person.state in (INVITED, WAITING):
            changes.record("person", person.id)
            continue
        _profile(person, facts)
        _terms(person, facts)
        for kind in ("person", "state", "terms", "profile", "manager"):
            changes.record(kind, person.id)
        hooks.on_join.fire(person)
        if person.is_coordinator:
            hooks.on_coordinator.fire(person, True)
    # The coordinators have been at it for a while: only what one person alone names still waits for a look.
    Term.update(looked_at=clock.now()).where(Term.uses > 1, Term.looked_at.is_null()).execute()
    return made


def _levels() -> dict[str, Level]:
    for rank, name in enumerate(company()["levels"], 1):
        Level.insert(name=name, folded=fold(name), rank=rank).on_conflict_ignore().execute()
    return {level.folded: level for level in Level.select()}


def _person(
    number: int, facts: Mapping[str, Any], manager: Person | None, levels: dict[str, Level]
) -> Person:
    state, email = facts.get("state", ACTIVE), address(facts["key"])
    # They joined half a year ago, the first ones first; who has not joined yet was invited lately.
    since = 200 if state in PARTICIPATING else 70
    joined = clock.now() - dt.timedelta(days=since - number, hours=number % 7)
    return Person.create(
        name=facts["name"],
        search_name=fold(facts["name"]),
        email=email,
        folded_email=fold_email(email),
        employee_no=f"T{1001 + number}",
        manager=manager,
        state=state,
        is_coordinator=facts.get("coordinator", False),
        title=facts["title"],
        department=facts["department"],
        location=facts["place"],
        level=levels[fold(facts["level"])],
        time_zone=company()["places"][facts["place"]],
        hired_on=(clock.now() - dt.timedelta(days=200 + 61 * (number * 7 % 60))).date(),
        joined_at=joined if state in PARTICIPATING else None,
        state_at=joined,
    )


def _profile(person: Person, facts: Mapping[str, Any]) -> None:
    finished = not facts.get("unfinished")
    starts, _, ends = facts.get("hours", "09:00-17:00").partition("-")
    Profile.create(
        person=person,
        line=facts.get("line", ""),
        style=facts.get("style", ""),
        languages=facts.get("languages", ["English"]),
        formats=facts.get("formats", ["video"]),
        days=day_bits(facts.get("days", "Mon Tue Wed Thu Fri")),
        starts=minutes(starts),
        ends=minutes(ends),
        room=facts.get("room", 1),
        step=LAST_STEP if finished else 2,
        published_at=person.joined_at if finished else None,
        changed_at=person.joined_at,
    )


def _terms(person: Person, facts: Mapping[str, Any]) -> None:
    for name, facet in FACETS.items():
        for position, typed in enumerate(facts.get(name, [])):
            term = Term.understand(typed)
            PersonTerm.create(person=person, term=term, facet=facet, typed=typed, position=position)
            Term.count_use({term.id: 1}, {term.id: int(facet == SITUATION)})
