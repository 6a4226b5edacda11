"""Who may open reports: the coordinators, but never the one a report is about, nor anybody of the group it is from."""

from __future__ import annotations

from peerportal.concerns.models import Concern
from peerportal.core import vault
from peerportal.groups.models import Membership
from peerportal.people import hooks
from peerportal.people.models import Person
from peerportal.people.models.person import PARTICIPATING

SPACES = "concern"


def readers_of_a_report(about: Person | None, group_id: int | None) -> list[int]:
    """The keys of the coordinators who may open a new report about this person, or from this group."""
    coordinators = Person.select(Person.id).where(Person.is_coordinator, Person.state.in_(PARTICIPATING))
    members = Membership.select(Membership.person).where(Membership.group == group_id)
    mine = Person.id.not_in(members)
    return [found.id for found in coordinators.where(mine) if about is None or found.id != about.id]


def has_reader(concern: Concern) -> bool:
    """Whether anybody can open this report: nobody can while only those it concerns themselves coordinate."""
    there = vault.SpaceReader.select().where(vault.SpaceReader.space_id == concern.space_id)
    return bool(there.exists())


@hooks.on_coordinator.register
def follow_coordinators(person: Person, is_coordinator: bool) -> None:
    """A new coordinator may open every report but those about themselves or their groups; a former one opens none."""
    if is_coordinator:
        vault.admit_everywhere(SPACES, person.id)
        their_own = (Concern.about == person) | Concern.from_a_group_of(person)
        for concern in list(Concern.select(Concern.space_id).where(their_own)):
            vault.dismiss(concern.space_id, person.id)
    else:
        vault.dismiss_everywhere(SPACES, person.id)


@hooks.on_join.register
def let_back_in(person: Person) -> None:
    """A coordinator who was suspended and takes part again."""
    if person.is_coordinator:
        follow_coordinators(person, True)


@hooks.on_leave.register
def shut_out(person: Person) -> None:
    """Whoever leaves or is suspended opens no report."""
    follow_coordinators(person, False)
