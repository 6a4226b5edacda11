"""The pulse of an activity: the one number that its open pages ask for, by one fixed statement.

It adds what changed in the session to what changed in its group (who is there, whether it was closed) and for this
member alone. As in groups.pulse, it answers only where everything is surely in order; in any doubt gate and access
decide.
"""

from __future__ import annotations

from peerportal.core.db import database, is_postgres
from peerportal.core.ids import digest
from peerportal.groups import pulse
from peerportal.people.models.person import PARTICIPATING

_ASK = (
    "SELECT a.moved + g.moved + m.moved FROM sign_in s "
    "JOIN person p ON p.id = s.person_id "
    "JOIN membership m ON m.person_id = p.id AND m.left_at IS NULL "
    "JOIN peer_group g ON g.id = m.group_id AND g.retired_at IS NULL "
    "JOIN activity_session a ON a.group_id = g.id "
    "WHERE s.token_digest = ? AND a.ref = ? "
    "AND p.state IN (?, ?) AND s.used_at > ? AND s.opened_at > ?"
)


def moved(token: str, ref: str) -> int | None:
    """How often what members see of this session has changed, for the holder of the sign-in; None unless they surely
    may know.
    """
    used_after, opened_after = pulse.bounds_now()
    asked = _ASK.replace("?", "%s") if is_postgres() else _ASK
    given = (digest(token), ref, *PARTICIPATING, used_after, opened_after)
    row = database.execute_sql(asked, given).fetchone()
    return row[0] if row else None
