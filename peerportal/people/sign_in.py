"""Being signed in: a row a browser, looked up by the digest of its token on every request."""

from __future__ import annotations

import datetime as dt

from peerportal.core import clock, tallies
from peerportal.core.db import database, is_postgres
from peerportal.core.fixed import Whole
from peerportal.core.ids import digest, new_secret
from peerportal.people.models.person import SUSPENDED, Person
from peerportal.people.models.sign_in import SignIn

IDLE = dt.timedelta(hours=8)
COORDINATOR_IDLE = dt.timedelta(hours=1)
LONGEST = dt.timedelta(days=7)
SHUT_OUT = (SUSPENDED, "left", "listed", "invited")
_PERSON = Whole(Person, "p")
_FIND = (
    f"SELECT s.opened_at, s.used_at, {_PERSON.columns} FROM sign_in s "  # noqa: S608  # our own column names
    "JOIN person p ON p.id = s.person_id WHERE s.token_digest = "
)
# When each sign-in was last used, by this process; written to the table now and then (reading a page never writes).
_used: dict[str, dt.datetime] = {}


def open_sign_in(person: Person, browser: str = "") -> str:
    """Sign a person in once more; returns the token for the browser's cookie."""
    token = new_secret()
    SignIn.create(token_digest=digest(token), person=person, browser=browser[:120])
    return token


def person_of(token: str, counts: bool = True) -> Person | None:
    """The person signed in with this token, unless the sign-in is unknown, too old or shut.

    It counts as used now, except where `counts` is False: a page that asks by itself is nobody at the keyboard.
    """
    key = digest(token)
    row = database.execute_sql(_FIND + ("%s" if is_postgres() else "?"), (key,)).fetchone()
    if row is None:
        return None
    person: Person = _PERSON.row(row[2:])
    opened, used = SignIn.opened_at.python_value(row[0]), SignIn.used_at.python_value(row[1])
    now = clock.now()
    used = max(used, _used.get(key, used))
    idle = COORDINATOR_IDLE if person.is_coordinator else IDLE
    if person.state in SHUT_OUT or now - used > idle or now - opened > LONGEST:
        return None
    if counts:
        _used[key] = now
    return person


def who_was(token: str) -> Person | None:
    """Whose sign-in this was, also when it is over; None when its row is gone or they may not sign in."""
    key = SignIn.token_digest == digest(token)
    found: Person | None = Person.select().join(SignIn, on=(SignIn.person == Person.id)).where(key).first()
    return found if found and found.state not in SHUT_OUT else None


def close_sign_in(token: str) -> None:
    """End one sign-in."""
    SignIn.delete().where(SignIn.token_digest == digest(token)).execute()


def close_every_sign_in(person: Person, but: str | None = None) -> None:
    """End all sign-ins of a person, but the one with this token when given."""
    ended = SignIn.delete().where(SignIn.person == person)
    (ended.where(SignIn.token_digest != digest(but)) if but else ended).execute()


def sign_ins_of(person: Person) -> list[SignIn]:
    """Where a person is signed in, the latest used first; those that have run out are left out."""
    held = (SignIn.person == person) & (SignIn.opened_at > clock.now() - LONGEST)
    found = list(SignIn.select().where(held))
    for one in found:
        one.used_at = max(one.used_at, _used.get(one.token_digest, one.used_at))
    idle = COORDINATOR_IDLE if person.is_coordinator else IDLE
    alive = [one for one in found if clock.now() - one.used_at <= idle]
    return sorted(alive, key=lambda one: one.used_at, reverse=True)


def ref_of(token: str) -> str:
    """The opaque id of the sign-in with this token."""
    return SignIn.select(SignIn.ref).where(SignIn.token_digest == digest(token)).scalar() or ""


@tallies.flushed_by
def _write_last_use() -> None:
    while _used:
        key, at = _used.popitem()
        SignIn.update(used_at=at).where(SignIn.token_digest == key, SignIn.used_at < at).execute()
