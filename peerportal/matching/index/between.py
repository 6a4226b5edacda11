"""What stands between one person and others: blocks, people set aside, requests, groups, and rest after an ending.

It is read at each request by one statement that names the person, so nothing has to be kept in step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from peerportal.core.db import database
from peerportal.matching.index.reading import moment, written

# Of requests and pairs that are over, only those count that ended less than a rest ago. A circle puts nobody in touch:
# two of its members may become a pair as well.
_BETWEEN = """
SELECT 'closed', other_id, '' FROM block WHERE by_id = {mark}
UNION ALL SELECT 'closed', by_id, '' FROM block WHERE other_id = {mark}
UNION ALL SELECT 'aside', other_id, '' FROM set_aside WHERE person_id = {mark}
UNION ALL SELECT CASE state WHEN 'declined' THEN 'closed' ELSE 'sent' END, recipient_id, state FROM peer_request
  WHERE sender_id = {mark} AND (state IN ('pending', 'asked_back') OR state = 'declined' AND answered_at > {mark})
UNION ALL SELECT CASE state WHEN 'declined' THEN 'closed' ELSE 'received' END, sender_id, state FROM peer_request
  WHERE recipient_id = {mark} AND (state IN ('pending', 'asked_back') OR state = 'declined' AND answered_at > {mark})
UNION ALL SELECT 'closed', high_id, '' FROM peer_group WHERE low_id = {mark} AND state = 'closed' AND closed_at > {mark}
UNION ALL SELECT 'closed', low_id, '' FROM peer_group WHERE high_id = {mark} AND state = 'closed' AND closed_at > {mark}
UNION ALL SELECT 'group', o.person_id, g.state FROM membership m
  JOIN peer_group g ON g.id = m.group_id AND g.kind = 'pair' AND g.state <> 'closed'
  JOIN membership o ON o.group_id = m.group_id AND o.person_id <> m.person_id AND o.left_at IS NULL
  WHERE m.person_id = {mark} AND m.left_at IS NULL
"""


@dataclass(frozen=True)
class Between:
    """As one person has it: `touch` says how somebody is in touch (asked, asking, trying or group)."""

    touch: dict[int, str] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()
    aside: frozenset[int] = frozenset()


def between(person: int, since: dt.datetime) -> Between:
    """What stands between a person and others; what ended before `since` does not any more."""
    bounds = (person,) * 3 + (person, moment(since)) * 4 + (person,)
    return _sorted(database.execute_sql(written(_BETWEEN), bounds).fetchall())


def _sorted(rows: Iterable[tuple[str, int | None, str]]) -> Between:
    found: dict[str, dict[int, str]] = {}
    for kind, other, state in rows:
        if other is not None:
            found.setdefault(kind, {})[other] = state
    touch = dict.fromkeys(found.get("received", ()), "asking") | dict.fromkeys(found.get("sent", ()), "asked")
    for other, state in found.get("group", {}).items():
        touch[other] = "trying" if state == "trying" else "group"
    return Between(touch, frozenset(found.get("closed", ())), frozenset(found.get("aside", ())))


_MET = """
SELECT 1 FROM peer_request WHERE low_id = {mark} AND high_id = {mark}
UNION ALL SELECT 1 FROM membership m JOIN membership o ON o.group_id = m.group_id AND o.person_id = {mark}
  WHERE m.person_id = {mark}
LIMIT 1
"""


def ever_met(one: int, other: int) -> bool:
    """Whether one ever asked the other, or both were ever in one group."""
    bounds = (min(one, other), max(one, other), one, other)
    return database.execute_sql(written(_MET), bounds).fetchone() is not None
