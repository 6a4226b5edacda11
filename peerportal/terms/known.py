"""The vocabulary as this process knows it: the shipped labels and the organisation's terms, followed as they grow."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any, NamedTuple

from peerportal.core import clock
from peerportal.terms.lexicon import shipped
from peerportal.terms.vocabulary import Vocabulary

ENOUGH = 5  # so many have to share what they are going through before its name is offered to anybody
_FRESH_SECONDS = 600.0
_AGAIN = (
    20  # so many of the newest rows are read again each time: a term is made first and counted afterwards
)


class _Row(NamedTuple):
    id: int
    ref: str
    label: str
    key: str
    uses: int
    hidden: int
    own: bool
    into: int | None
    deed: str | None  # the last deed of a coordinator, the same in each row


class Known:
    """`all` resolves and completes; `used` holds the organisation's own terms alone, by which they are linked.

    The newest terms are read each time, and everything after a deed of a coordinator; how often older ones are used,
    which only orders the rows, every ten minutes.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.all = Vocabulary.from_data()
        self._shipped = len(self.all.by_key)
        self._forget()

    def _forget(self) -> None:
        self.all = self.all.shortened(self._shipped)
        self.used = Vocabulary(shipped())
        self._labels: dict[str, str] = {}
        self._last: tuple[int, str] = (0, "")
        self._deed: str | None = None
        self._counted = 0.0

    def said(self, label: str) -> str:
        """The label as coordinators have it: that of the term which this one stands for, in their spelling."""
        return self._labels.get(label, label)

    def said_all(self, labels: Iterable[str]) -> tuple[str, ...]:
        """The labels as coordinators have them, each once."""
        return tuple(dict.fromkeys(map(self.said, labels)))

    def follow(self, table: Any) -> Known:
        """Take in what happened to the table of terms since the last time."""
        with self._lock:
            stale = abs(clock.timestamp() - self._counted) > _FRESH_SECONDS
            everything = stale or not self._last[0]
            rows = _rows(table, 0 if everything else self._last[0] - _AGAIN)
            if self._last[0] and self._last not in (row[:2] for row in rows):
                # The term read last is gone: this is another database, or it was rolled back.
                self._forget()
                everything, rows = True, _rows(table, 0)
            elif not everything and rows[0].deed != self._deed:
                everything, rows = True, _rows(table, 0)
            self._take(rows, everything)
        return self

    def _take(self, rows: list[_Row], everything: bool) -> None:
        if everything:
            self._counted = clock.timestamp()
            self._labels = {}
        roots = {row.id: row.label for row in rows if not row.into}
        totals = _totals(rows)
        for row in rows:
            uses, hidden = totals[row.into or row.id]
            entry = self.used.add(row.label, key=row.key, uses=uses)
            if row.into or row.own or uses > hidden or hidden >= ENOUGH:
                entry = self.all.add(row.label, key=row.key, uses=uses)
            label = roots.get(row.into or row.id, row.label)
            for other in {entry.label, row.label} - {label}:
                self._labels[other] = label
            self._last, self._deed = (row.id, row.ref), row.deed


def _totals(rows: Iterable[_Row]) -> dict[int, tuple[int, int]]:
    """Uses and hidden uses of each term together with those that stand for it."""
    found: dict[int, tuple[int, int]] = {}
    for row in rows:
        uses, hidden = found.get(row.into or row.id, (0, 0))
        found[row.into or row.id] = uses + row.uses, hidden + row.hidden
    return found


# Read as it stands: made by the mapper, a hundred thousand rows take twice as long.
_ROWS = """\
SELECT id, ref, label, key, uses, hidden, own, into_id, (SELECT ref FROM term_deed ORDER BY id DESC LIMIT 1)
FROM term WHERE id >= {mark} ORDER BY id
"""


def _rows(table: Any, after: int) -> list[_Row]:
    database = table._meta.database
    statement = _ROWS.format(mark=database.param)
    return [_Row(*row) for row in database.execute_sql(statement, (after,)).fetchall()]


_known: Known | None = None
_making = threading.Lock()


def known(table: Any) -> Known:
    """What is known by now; made when first asked for, since reading the shipped labels takes a while."""
    global _known
    with _making:
        if _known is None:
            _known = Known()
    return _known.follow(table)
