"""Joining: the first coordinator by the set-up link, others by invitation or, where allowed, by themselves."""

from __future__ import annotations

from peewee import IntegrityError

from peerportal.core import changes, clock, limits, log, mail
from peerportal.core.db import locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.core.text import fold, fold_email
from peerportal.people import entry, hooks, links, passwords
from peerportal.people.models import JoiningRules, OneTimeLink, Person, Profile
from peerportal.people.models.joining import INVITATION, SET_UP
from peerportal.people.models.person import ACTIVE, INVITED, LEFT, PARTICIPATING, WAITING

ALREADY = "You have joined already. Please sign in."
ONLY_THE_OPERATOR = (
    "They were here before and can read what they wrote then, so nobody else may hold a link of theirs. This portal "
    "sends no mail; the operator can make one with: flask --app app invitation-link"
)


def is_set_up() -> bool:
    """Whether anybody has joined yet; until then the portal waits for its set-up link."""
    return Person.select().where(Person.state.in_(PARTICIPATING)).exists()


def needs_coordinator() -> bool:
    """Whether nobody coordinates yet, so that a set-up link may be made.

    The demo's own coordinator does not count: like all demo people they have no password and cannot sign in alone.
    """
    able = Person.is_coordinator & Person.password_hash.is_null(False)
    return not Person.select().where(able, Person.state.in_(PARTICIPATING)).exists()


def set_up_link() -> str:
    """The path behind which the first coordinator's account is made; an older one lapses."""
    if not needs_coordinator():
        raise RuleBroken("The portal is set up already. Whoever coordinates can make others coordinators.")
    return links.issue(SET_UP)


def set_up(token: str, *, name: str, email: str, password: str) -> Person:
    """Make the first coordinator's account; the link is used up only when all is well."""
    _strong(password, name, email)
    with transaction():
        links.take(token, SET_UP)
        if not needs_coordinator():
            raise RuleBroken("The portal is set up already. Please sign in.")
        person = _person_of(email) or _new_person(name, email)
        person.is_coordinator = True
        person.save(only=[Person.is_coordinator])
        hooks.on_set_up.fire(person)
        _enter(person, name, password, ACTIVE)
        hooks.on_coordinator.fire(person, True)
        log.write(person.id, "set up the portal", "person", person.ref)
    return person


def may_load_demo() -> bool:
    """Whether the portal is so new that the demo organisation harms nobody."""
    return bool(hooks.on_demo.listeners) and Person.select().count() == 1


def load_demo(by: Person) -> None:
    """Fill the new portal with an invented organisation to look around in."""
    with transaction():
        list(locked(Person.select().order_by(Person.id)))  # of two clicks, one loads it
        if not may_load_demo():
            raise RuleBroken("The demo organisation can only be loaded while nobody else is here.")
        hooks.on_demo.fire(by)


def invite(person: Person, by: Person | None = None) -> str:
    """A personal link for somebody who has not joined, mailed when mail is on; returns its path for copying.

    Who was here before may still read their old groups, so their link goes to their own mailbox alone and the path
    is empty; without mail the operator makes it (`by` None) on the command line.
    """
    if person.state not in (INVITED, LEFT) or not person.email:
        raise RuleBroken("Only people with an e-mail address who have not joined can be invited.")
    was_here = person.state == LEFT and by is not None
    if was_here and not mail.is_on():
        raise RuleBroken(ONLY_THE_OPERATOR)
    with transaction():
        path = "" if was_here else links.issue(INVITATION, person)
        log.write(by.id if by else 0, "invited", "person", person.ref)
        mail.enqueue(INVITATION, person=person.id)
    return path


def invited(token: str) -> tuple[str, str] | None:
    """Name and e-mail address a usable invitation is for; None when it is not usable."""
    link = links.find(token, INVITATION)
    if link is None:
        return None
    person = Person.get_or_none(Person.id == link.person_id)
    return (person.name, person.email or "") if person else ("", link.detail)


def join(token: str, *, name: str, password: str) -> Person:
    """Join by an invitation; who registered by themselves waits for approval where the rules say so."""
    about = invited(token)
    _strong(password, name, about[1] if about else "")
    with transaction():
        link = links.take(token, INVITATION)
        person = (
            locked(Person.select().where(Person.id == link.person_id)).first()
            if link.person_id
            else _person_of(link.detail) or _new_person(name, link.detail)
        )
        if person is None or person.state not in (INVITED, LEFT):
            raise RuleBroken(ALREADY)
        came_alone = not link.person_id and rules().approval
        _enter(person, name, password, WAITING if came_alone else ACTIVE)
    return person


def rules() -> JoiningRules:
    """Who may join by themselves."""
    return JoiningRules.get_or_none(JoiningRules.id == 1) or JoiningRules(id=1, domains=[], approval=True)


def set_rules(domains: list[str], approval: bool, by: Person) -> None:
    """Say which e-mail domains may join by themselves and whether a coordinator approves each person."""
    with transaction():
        JoiningRules.insert(id=1, domains=domains, approval=approval).on_conflict(
            conflict_target=[JoiningRules.id],
            update={JoiningRules.domains: domains, JoiningRules.approval: approval},
        ).execute()
        log.write(
            by.id,
            "changed who may join",
            "joining rules",
            reason=", ".join(domains) or "nobody by themselves",
        )


def register_by_mail(email: str, address: str) -> None:
    """Mail a link for joining to an address that may join by itself.

    The answer is the same whether or not the address is known already; the mail says what it is.
    """
    _may_register(email, address)
    if not limits.hit(entry.LINKS_PER_ACCOUNT, "ask", "join", fold_email(email)):
        return
    person = _person_of(email)
    with transaction():
        if person is None:
            links.issue(INVITATION, detail=email)
            mine = (OneTimeLink.purpose == INVITATION) & (OneTimeLink.detail == email)
            link = OneTimeLink.select().where(mine).order_by(OneTimeLink.id.desc()).first()
            mail.enqueue("registration", link=link.id)
        elif person.state == INVITED:
            mail.enqueue(INVITATION, person=person.id)
        else:
            mail.enqueue("already_joined", person=person.id)


def register_unconfirmed(*, name: str, email: str, password: str, address: str) -> None:
    """Keep a registration where no mail can confirm the address; a coordinator always looks at it.

    The answer is the same, and takes as long, whether or not the address is known already.
    """
    _may_register(email, address)
    _strong(password, name, email)
    password_hash = passwords.hashed(password)
    if _person_of(email) is not None:
        return
    with transaction():
        person = _new_person(name, email)
        person.password_hash, person.state, person.state_at = password_hash, WAITING, clock.now()
        person.save(only=[Person.password_hash, Person.state, Person.state_at])


def _may_register(email: str, address: str) -> None:
    if fold_email(email).rpartition("@")[2] not in rules().domains:
        raise RuleBroken("Addresses of this domain cannot join by themselves. Please ask for an invitation.")
    if not limits.hit(entry.PER_ADDRESS, "ask-from", address):
        raise entry.TooManyTries(limits.seconds_left(entry.PER_ADDRESS, "ask-from", address))


def admit(person: Person, by: Person) -> None:
    """Let somebody in who waits for approval."""
    with transaction():
        fresh = locked(Person.select().where(Person.id == person.id)).get()
        if fresh.state != WAITING:
            raise RuleBroken("This person is not waiting any more.")
        _begin(fresh)
        log.write(by.id, "approved", "person", fresh.ref)
        mail.enqueue("approved", person=fresh.id)


def _person_of(email: str) -> Person | None:
    return Person.get_or_none(Person.folded_email == fold_email(email))


def _new_person(name: str, email: str) -> Person:
    facts = {"name": name, "search_name": _searched(name), "email": email, "state": INVITED}
    try:
        with transaction():
            return Person.create(folded_email=fold_email(email), **facts)
    except IntegrityError:
        raise RuleBroken(ALREADY) from None


def _searched(name: str) -> str:
    """The name as it is searched: a few letters unfold into words, so it may become too long to keep."""
    return fold(name)[: Person.search_name.max_length]


def _enter(person: Person, name: str, password: str, state: str) -> None:
    person.name, person.search_name = name, _searched(name)
    person.password_hash = passwords.hashed(password)
    person.state, person.state_at = state, clock.now()
    person.save(only=[Person.name, Person.search_name, Person.password_hash, Person.state, Person.state_at])
    links.void(person)
    if state == ACTIVE:
        _begin(person)


def _begin(person: Person) -> None:
    person.state, person.state_at = ACTIVE, clock.now()
    person.joined_at = person.joined_at or clock.now()
    person.save(only=[Person.state, Person.state_at, Person.joined_at])
    Profile.insert(person=person).on_conflict_ignore().execute()
    changes.record("person", person.id)
    changes.record("state", person.id)
    hooks.on_join.fire(person)


def _strong(password: str, name: str, email: str) -> None:
    problem = passwords.weakness(password, [*name.split(), *email.replace("@", " ").split()])
    if problem:
        raise RuleBroken(problem)
