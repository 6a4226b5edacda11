"""What the index reads of a few people when a change concerns them, and at each request of what stands between two.

The statements are fixed texts, because they are asked at every request and building them takes longer than answering
them; tests hold each equal to what the models answer. `bulk` reads the same of everybody.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from peerportal.core import clock
from peerportal.core.db import UTCDateTimeField, database, is_postgres
from peerportal.matching.peer import UNPUBLISHED, Peer, hours_of_week, week_number
from peerportal.matching.ranking import shown_before
from peerportal.matching.score import RELATED
from peerportal.programmes.models import Programme

STATES = ("active", "paused", "suspended")  # in the programme; whoever is in another state is not
ASKED_DAYS, SHOWN_WEEKS = 28, 6
AT_A_TIME = 500  # keys in one statement
_MOMENT = UTCDateTimeField()


@dataclass(frozen=True)
class Day:
    """What of the calendar matching goes by: whole days, so that every process counts the same all day long."""

    date: dt.date

    @classmethod
    def now(cls) -> Day:
        return cls(clock.today())

    @property
    def number(self) -> int:
        """The proleptic day number."""
        return self.date.toordinal()

    @property
    def monday(self) -> dt.date:
        return self.date - dt.timedelta(days=self.date.weekday())

    @property
    def week(self) -> int:
        return week_number(self.date)

    @property
    def shown_since(self) -> int:
        """The first week whose showings still count."""
        return week_number(self.date - dt.timedelta(weeks=SHOWN_WEEKS))

    @property
    def asked_since(self) -> str:
        """The moment from which requests count, as the database writes it."""
        return self.before(ASKED_DAYS)

    def before(self, days: int) -> str:
        """The beginning of the day so many days earlier, as the database writes it."""
        midnight = dt.datetime.combine(self.date, dt.time(), dt.UTC)
        return moment(midnight - dt.timedelta(days=days))


def moment(at: dt.datetime) -> str:
    """A moment as the database writes it."""
    written: str = _MOMENT.db_value(at)
    return written


@dataclass(frozen=True)
class Row:
    """One person of the organisation; `peer` is None for who is not in the programme."""

    id: int
    manager: int | None
    peer: Peer | None
    waiting: int


def programme() -> Programme | None:
    """The programme whose people are indexed."""
    return Programme.select().order_by(Programme.state != "open", Programme.id.desc()).first()


_PEOPLE = """
SELECT p.id, p.manager_id, p.state, p.name, p.title, p.department, p.location, l.rank, p.time_zone,
  CAST(f.formats AS TEXT), CAST(f.languages AS TEXT), f.days, f.starts, f.ends, f.room, f.published_at IS NOT NULL,
  {day},
  (SELECT COUNT(*) FROM membership m JOIN peer_group g ON g.id = m.group_id
    WHERE m.person_id = p.id AND m.left_at IS NULL AND g.kind = 'pair' AND g.state <> 'closed'),
  (SELECT COUNT(*) FROM peer_request r WHERE r.recipient_id = p.id AND r.state IN ('pending', 'asked_back')),
  (SELECT COUNT(*) FROM peer_request r WHERE r.recipient_id = p.id AND r.sent_at > {mark}),
  (SELECT {weeks} FROM exposure x WHERE x.person_id = p.id AND x.week >= {mark} AND x.week < {mark}),
  (SELECT {terms} FROM person_term s JOIN term t ON t.id = s.term_id WHERE s.person_id = p.id)
FROM person p LEFT JOIN profile f ON f.person_id = p.id LEFT JOIN level l ON l.id = p.level_id
LEFT JOIN enrolment e ON e.person_id = p.id AND e.programme_id = {mark} AND e.left_at IS NULL
WHERE p.id IN ({keys})
"""
_LINKS = f"SELECT a_id, b_id, weight FROM term_link WHERE weight >= {RELATED} AND a_id IN ({{keys}})"  # noqa: S608
_HAVING = """
SELECT DISTINCT person_id FROM person_term WHERE term_id IN
  (SELECT id FROM term WHERE id IN ({keys}) UNION SELECT id FROM term WHERE into_id IN ({keys}))
"""


def written(statement: str, keys: Iterable[int] = (), **parts: str) -> str:
    """The statement for the open database, with whole numbers written into it."""
    listed = ", ".join(str(int(key)) for key in keys) or "0"
    return statement.format(mark="%s" if is_postgres() else "?", keys=listed, **parts)


def day_of(column: str) -> str:
    """SQL for the proleptic day number of a moment."""
    if is_postgres():
        return f"({column}::date - DATE '0001-01-01') + 1"
    return f"CAST(julianday(substr({column}, 1, 10)) - 1721424.5 AS INTEGER)"


def listed(*columns: str) -> str:
    """SQL that gathers columns of many rows into one JSON text, a list of lists."""
    inner = ", ".join(columns)
    if is_postgres():
        return f"CAST(json_agg(json_build_array({inner})) AS TEXT)"
    return f"json_group_array(json_array({inner}))"


def terms_of_each() -> str:
    """SQL that gathers what a person says: place, key, facet, the term that matching goes by, as typed."""
    return listed("s.position", "t.id", "s.facet", "COALESCE(t.into_id, t.id)", "s.typed")


@dataclass
class Said:
    """What a person says: term ids by facet in their order, and the words they typed for each."""

    facets: dict[str, list[int]]
    words: dict[tuple[str, int], str]

    @classmethod
    def of(cls, gathered: str | None) -> Said:
        """From what `terms_of_each` gathers; the first of two spellings of one thing stays."""
        said = cls({}, {})
        for _, _, facet, term, typed in sorted(json.loads(gathered or "[]")):
            if (facet, term) not in said.words:
                said.facets.setdefault(facet, []).append(term)
                said.words[facet, term] = typed
        return said

    def dress(self, peer: Peer) -> Peer:
        """The same person, saying this."""
        peer.offers, peer.seeks = tuple(self.facets.get("offer", ())), tuple(self.facets.get("seek", ()))
        peer.interests = frozenset(self.facets.get("interest", ()))
        peer.situations = frozenset(self.facets.get("situation", ()))
        peer.words = self.words
        peer.__post_init__()
        return peer


def _asked(statement: str, only: Collection[int], *bounds: Any, **parts: str) -> Iterable[tuple[Any, ...]]:
    keys = sorted(only)
    for start in range(0, len(keys), AT_A_TIME):
        text = written(statement, keys[start : start + AT_A_TIME], **parts)
        yield from database.execute_sql(text, bounds).fetchall()


def people(programme: int, day: Day, only: Collection[int]) -> list[Row]:
    """These people, also those who are no more than a line in the roster."""
    parts = {"day": day_of("e.joined_at"), "weeks": listed("x.week", "x.shown"), "terms": terms_of_each()}
    bounds = (day.asked_since, day.shown_since, day.week, programme)
    return [_row(row, day) for row in _asked(_PEOPLE, only, *bounds, **parts)]


def _row(row: tuple[Any, ...], day: Day) -> Row:
    key, manager, state, name, title, department, location, level, zone, *about = row
    formats, languages, days, starts, ends, room, published, joined, groups, waiting, asked, weeks, terms = (
        about
    )
    if joined is None or state not in STATES:
        return Row(key, manager, None, waiting)
    peer = Peer(
        key, name=name, title=title, department=department, location=location, level=level, manager=manager,
        # They may look around; nobody sees them before they have published their profile.
        state=state if published else UNPUBLISHED,
        hours=hours_of_week(zone, days or 0, starts or 0, ends or 0, day.monday),
        formats=named(formats), languages=named(languages), room=(1 if room is None else room) - groups,
        joined_on=joined, asked=asked, shown=shown_before(dict(json.loads(weeks or "[]")), day.week),
    )  # fmt: skip
    return Row(key, manager, Said.of(terms).dress(peer), waiting)


def named(listed: str | None) -> frozenset[str]:
    """The words of a list kept as JSON; whoever has no profile named nothing."""
    return frozenset(json.loads(listed) or ()) if listed else frozenset()


def links(only: Collection[int]) -> list[tuple[int, int, int]]:
    """What these terms are near to: (a, b, percent)."""
    return [(a, b, percent) for a, b, percent in _asked(_LINKS, only)]


def having(terms: Collection[int]) -> set[int]:
    """Everybody who has one of these terms, or one that was merged into it."""
    return {person for (person,) in _asked(_HAVING, terms)}
