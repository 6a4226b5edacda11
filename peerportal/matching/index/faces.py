"""What the few people on a page look like: name, title, photo, the words they typed. Read for those few alone.

What was read is kept until a change names the person, for so many people at most.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from peerportal.core.db import database
from peerportal.matching.index.reading import Day, Said, listed, terms_of_each, written
from peerportal.matching.peer import Peer

MOST_KEPT = 4096
ANSWER_DAYS, ENOUGH_ANSWERS = 180, 2

_FACES = """
SELECT p.id, p.ref, p.name, p.title, p.time_zone, p.version, f.photo, f.line,
  (SELECT {terms} FROM person_term s JOIN term t ON t.id = s.term_id WHERE s.person_id = p.id),
  (SELECT {answers} FROM peer_request r WHERE r.recipient_id = p.id AND r.answered_at > {mark}
    AND r.state IN ('accepted', 'declined', 'asked_back')),
  (SELECT COUNT(*) FROM peer_request r WHERE r.recipient_id = p.id AND r.state IN ('pending', 'asked_back'))
FROM person p LEFT JOIN profile f ON f.person_id = p.id WHERE {which}
"""


@dataclass(frozen=True)
class Face:
    """One person as others see them; `answers_in` is in days (0: the same day), None while there is no pattern yet."""

    id: int
    facts: dict[str, Any]
    said: Said
    answers_in: int | None
    waiting: int

    def of(self, peer: Peer) -> Peer:
        """A person of the index with this face, saying what was read together with their words."""
        return self.said.dress(replace(peer, **self.facts))


class Faces:
    """The faces that this process keeps; `day` is the one they are read as of."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._kept: OrderedDict[int, Face] = OrderedDict()

    def of(self, people: Collection[int]) -> dict[int, Face]:
        """The faces of these people, those that are not kept read by one statement; who is not there is left out."""
        missing = [person for person in people if person not in self._kept]
        if missing:
            self._read("p.id IN ({keys})", missing)
        found = {person: self._kept[person] for person in people if person in self._kept}
        for person in found:
            self._kept.move_to_end(person)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return found

    def called(self, ref: str) -> Face | None:
        """The face of the person with this opaque id."""
        read = self._read("p.ref = {mark}", (), ref)
        return read[0] if read else None

    def _read(self, which: str, keys: Collection[int], *bounds: str) -> list[Face]:
        terms = terms_of_each()
        answers = listed("CAST(r.sent_at AS TEXT)", "CAST(r.answered_at AS TEXT)")
        statement = written(_FACES.replace("{which}", which), keys, terms=terms, answers=answers)
        rows = database.execute_sql(statement, (self._day.before(ANSWER_DAYS), *bounds)).fetchall()
        faces = [_face(row) for row in rows]
        self._kept.update((face.id, face) for face in faces)
        return faces

    def drop(self, people: Iterable[int]) -> None:
        """Read these anew next time."""
        for person in people:
            self._kept.pop(person, None)

    def __len__(self) -> int:
        return len(self._kept)


def _face(row: tuple[Any, ...]) -> Face:
    key, ref, name, title, zone, version, photo, line, terms, answers, waiting = row
    facts = {
        "ref": ref, "name": name, "title": title, "time_zone": zone, "version": version, "photo": photo,
        "line": line or "",
    }  # fmt: skip
    return Face(key, facts, Said.of(terms), _answers_in(json.loads(answers or "[]")), waiting)


def _answers_in(answers: list[tuple[str, str]]) -> int | None:
    """In how many days somebody usually answers."""
    took = [
        (dt.datetime.fromisoformat(answered) - dt.datetime.fromisoformat(sent)).total_seconds()
        for sent, answered in answers
    ]
    return round(median(took) / 86400) if len(took) >= ENOUGH_ANSWERS else None
