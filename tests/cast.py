"""People for tests: whoever is made here has joined, published a profile and takes part in the one programme."""

from peerportal.core import changes, clock
from peerportal.core.db import transaction
from peerportal.core.text import fold, fold_email
from peerportal.people.models import Person, PersonTerm, Profile
from peerportal.programmes.models import Enrolment, Programme
from peerportal.terms.models import Term
from peerportal.terms.similarity import reading

PASSWORD = "correct horse battery staple"


def make_programme(**facts):
    """An open programme with the usual rules."""
    facts = {"name": "Peers", "state": "open", "purpose": "Colleagues help each other grow."} | facts
    with transaction():
        programme = Programme.create(**facts)
        changes.record("programme", a=programme.id)
    return programme


def make_term(label):
    """The canonical term of this label, made when it is not there yet."""
    key = reading(label).key
    return Term.get_or_none(Term.key == key) or Term.create(label=label, key=key)


def make_person(name, *, programme=None, offers=(), seeks=(), interests=(), situation=(), **facts):
    """A participant; `facts` are columns of Person or Profile."""
    about = {name: facts.pop(name) for name in list(facts) if name in Profile._meta.fields}
    email = facts.pop("email", f"{fold(name).replace(' ', '.')}@example.com")
    facts = {"state": "active", "joined_at": clock.now(), "department": "Engineering"} | facts
    with transaction():
        person = Person.create(
            name=name, search_name=fold(name), email=email, folded_email=fold_email(email) or None, **facts
        )
        Profile.create(person=person, **{"published_at": clock.now(), "languages": ["English"]} | about)
        facets = {"offer": offers, "seek": seeks, "interest": interests, "situation": situation}
        for facet, labels in facets.items():
            for position, label in enumerate(labels):
                _give_term(person, facet, label, position)
        programme = programme or Programme.select().first() or make_programme()
        Enrolment.create(programme=programme, person=person)
        for kind in ("person", "terms"):
            changes.record(kind, person.id)
    return person


def _give_term(person, facet, label, position):
    term = make_term(label)
    PersonTerm.create(person=person, term=term, facet=facet, typed=label, position=position)
    Term.count_use({term.id: 1}, {term.id: int(facet == "situation")})
