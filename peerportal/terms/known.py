"""The vocabulary as this process knows it: the shipped labels and the organisation's terms, followed as they grow."""

from __future__ import annotations

import threading
from typing import Any

from peerportal.core import clock
from peerportal.terms.lexicon import shipped
from peerportal.terms.vocabulary import Vocabulary

_FRESH_SECONDS = 60.0


class Known:
    """`all` resolves and completes; `used` holds the organisation's own terms alone, by which they are linked.

    New terms are read each time; how often each is used, which only orders the rows, once a minute.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self.all = Vocabulary.from_data()
        self.used = Vocabulary(shipped())
        self._last: tuple[int, str] = (0, "")
        self._counted = 0.0

    def follow(self, table: Any) -> Known:
        """Take in what was added to the table of terms since the last time."""
        with self._lock:
            now = clock.timestamp()
            everything = not self._last[0] or abs(now - self._counted) > _FRESH_SECONDS
            rows = _rows(table, 0 if everything else self._last[0])
            if self._last[0] and self._last not in ((row[0], row[1]) for row in rows):
                # The term read last is gone: it was merged away, or this is another database.
                self._forget()
                rows = _rows(table, 0)
            for key, ref, label, form, uses in rows:
                self.all.add(label, key=form, uses=uses)
                self.used.add(label, key=form, uses=uses)
                self._last = (key, ref)
            if everything:
                self._counted = now
        return self


def _rows(table: Any, after: int) -> list[Any]:
    query = table.select(table.id, table.ref, table.label, table.key, table.uses)
    return list(query.where(table.id >= after).order_by(table.id).tuples())


_known: Known | None = None
_making = threading.Lock()


def known(table: Any) -> Known:
    """What is known by now; made when first asked for, since reading the shipped labels takes a while."""
    global _known
    with _making:
        if _known is None:
            _known = Known()
    return _known.follow(table)
