"""The pulse of a group: the one number that an open page asks for every few seconds, by one fixed statement.

It answers only where everything is surely in order: signed in and not for too long, taking part, a present member.
In any doubt it says nothing, and the ordinary way through gate and access decides. A test holds it to the ORM's answer.
"""

from __future__ import annotations

from peerportal.core import clock
from peerportal.core.db import database, is_postgres
from peerportal.core.ids import digest
from peerportal.people.models import SignIn
from peerportal.people.models.person import PARTICIPATING
from peerportal.people.sign_in import COORDINATOR_IDLE, LONGEST

_ASK = (
    "SELECT g.moved + m.moved FROM sign_in s "
    "JOIN person p ON p.id = s.person_id "
    "JOIN membership m ON m.person_id = p.id AND m.left_at IS NULL "
    "JOIN peer_group g ON g.id = m.group_id "
    "WHERE s.token_digest = ? AND g.ref = ? AND g.retired_at IS NULL "
    "AND p.state IN (?, ?) AND s.used_at > ? AND s.opened_at > ?"
)
# The bounds move by seconds and are the same for everybody, so they are worked out once a second.
_bounds: tuple[int, str, str] = (0, "", "")


def moved(token: str, ref: str) -> int | None:
    """How often what this member sees of the group has changed, for the holder of the sign-in; None unless they surely
    may know.
    """
    used_after, opened_after = bounds_now()
    asked = _ASK.replace("?", "%s") if is_postgres() else _ASK
    given = (digest(token), ref, *PARTICIPATING, used_after, opened_after)
    row = database.execute_sql(asked, given).fetchone()
    return row[0] if row else None


def bounds_now() -> tuple[str, str]:
    """After which moments a sign-in must have been used and opened, as the database writes them."""
    global _bounds
    now = clock.now()
    second = int(now.timestamp())
    if _bounds[0] != second:
        # The shorter of the two allowed times of rest, so that this holds for a coordinator too.
        used_after = SignIn.used_at.db_value(now - COORDINATOR_IDLE)
        _bounds = (second, used_after, SignIn.opened_at.db_value(now - LONGEST))
    return _bounds[1:]
