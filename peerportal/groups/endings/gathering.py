"""Gathering a keepsake's sealed rows by one fixed statement; a test holds it to the models' own answer."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from peerportal.core.db import database, is_postgres
from peerportal.groups.models import Commitment, Group
from peerportal.people.models import Person

# A statement for each kind would be nine for a page. The first part gives every column its type.
_ROWS = """
SELECT 'commitment' AS kind, c.ref, c.words, c.outcome, c.state, m.number, c.made_at, c.due_on,
  NULLIF(c.ref, c.ref), NULLIF(c.words, c.words), 0
  FROM commitment c LEFT JOIN meeting m ON m.id = c.meeting_id
  WHERE c.group_id = ? AND c.person_id = ? AND NOT c.gone
UNION ALL SELECT 'goal', g.ref, g.words, g.parting, g.state, 0, g.made_at, g.due_on, NULL, NULL, g.space_id
  FROM goal g WHERE g.group_id = ? AND g.person_id = ?
UNION ALL SELECT 'wording', w.ref, w.words, NULL, w.state, w.version, w.made_at, NULL, g.ref, NULL, g.space_id
  FROM goal_wording w JOIN goal g ON g.id = w.goal_id WHERE g.group_id = ? AND g.person_id = ?
UNION ALL SELECT 'step', s.ref, s.words, NULL, NULL, s.position, s.done_at, s.due_on, g.ref, NULL, g.space_id
  FROM goal_step s JOIN goal g ON g.id = s.goal_id WHERE g.group_id = ? AND g.person_id = ?
UNION ALL SELECT 'check_in', k.ref, k.words, NULL, NULL, 0, k.made_at, k.on_day, g.ref, NULL, g.space_id
  FROM goal_check_in k JOIN goal g ON g.id = k.goal_id WHERE g.group_id = ? AND g.person_id = ?
UNION ALL SELECT 'notebook', n.ref, n.words, NULL, NULL, 0, n.changed_at, NULL, NULL, NULL, 0
  FROM notebook n WHERE n.group_id = ? AND n.person_id = ?
UNION ALL SELECT 'note', n.ref, n.words, NULL, NULL,
  (SELECT COUNT(*) + 1 FROM meeting h WHERE h.group_id = m.group_id AND h.state = 'held' AND h.number < m.number),
  n.changed_at, NULL, i.ref, i.words, 0
  FROM item_note n JOIN agenda_item i ON i.id = n.item_id AND NOT i.gone JOIN meeting m ON m.id = i.meeting_id
  WHERE m.group_id = ?
UNION ALL SELECT 'agreement', a.ref, a.words, NULL, NULL, a.version, a.changed_at, NULL, NULL, NULL, 0
  FROM agreement a WHERE a.group_id = ?
UNION ALL SELECT 'farewell', f.ref, f.words, NULL, NULL, 0, f.left_at, NULL, NULL, NULL, 0
  FROM farewell f WHERE f.group_id = ? AND f.person_id <> ?
  AND f.person_id NOT IN (SELECT other_id FROM block WHERE by_id = ?)
ORDER BY 1, 6, 7, 2
"""


class Row(NamedTuple):
    """A sealed row with what stands around it. `number` is which time they met, a version or a place, by kind.

    `other_ref` and `other_words` belong to the row it hangs on: a wording's goal, a note's agenda item.
    """

    kind: str
    ref: str
    words: bytes
    more: bytes | None
    state: str
    number: int
    at: dt.datetime
    day: dt.date | None
    other_ref: str
    other_words: bytes
    space_id: int


def rows(group: Group, reader: Person) -> list[Row]:
    """All rows of a member's keepsake, each kind in the order in which it came to be."""
    asked = _ROWS.replace("?", "%s") if is_postgres() else _ROWS
    mine = (group.id, reader.id)
    given = mine * 6 + (group.id,) * 2 + (*mine, reader.id)
    moment, day = Commitment.made_at.python_value, Commitment.due_on.python_value
    found: Any = database.execute_sql(asked, given).fetchall()
    return [Row._make((*row[:6], moment(row[6]), day(row[7]), *row[8:])) for row in found]
