"""What people are searched by: names, titles, and whatever their terms are called. Read at the first search."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import islice

from peerportal.core.db import database
from peerportal.matching.index.pool import Pool
from peerportal.matching.index.reading import Row, written
from peerportal.matching.index.words import Words
from peerportal.terms.known import known
from peerportal.terms.models import Term
from peerportal.terms.similarity import LINK

SEARCHED = ("offer", "seek", "interest")  # what people are going through is never searched
ALL_SPELLINGS = 100_000  # up to so many people, whatever anybody typed for a term is read, too
_AT_A_TIME = 20_000
_LIKE = 50

_CALLED = "SELECT id, name, title FROM person"
_LABELS = "SELECT COALESCE(t.into_id, t.id), t.label FROM term t"
_SPELLINGS = """
SELECT DISTINCT COALESCE(t.into_id, t.id), s.typed FROM person_term s JOIN term t ON t.id = s.term_id
WHERE s.facet <> 'situation'
"""
_OF = " {joined} (t.id IN ({keys}) OR t.into_id IN ({keys}))"


class Names:
    """What the words of a search lead to; follows the changes that the index takes in."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._called: dict[int, set[str]] = {}
        self._note(database.execute_sql(_LABELS).fetchall())
        if len(pool) <= ALL_SPELLINGS:
            self._note(database.execute_sql(_SPELLINGS).fetchall())
        having = partial(pool.having_any, facets=SEARCHED)
        self.words = Words.filled(self._parts(), self._called.items(), having)

    def _parts(self) -> Iterator[tuple[list[int], list[str], list[str]]]:
        rows = iter(database.execute_sql(_CALLED))
        while part := list(islice(rows, _AT_A_TIME)):
            here = [row for row in part if row[0] in self._pool]
            yield [row[0] for row in here], [row[1] for row in here], [row[2] for row in here]

    def _note(self, rows: Iterable[tuple[int, str]]) -> set[int]:
        """Take in what terms are called; returns those for which it is news."""
        news = set()
        for term, text in rows:
            called = self._called.setdefault(term, set())
            if text not in called:
                called.add(text)
                news.add(term)
        return news

    def follow(self, rows: Collection[Row], merged: Collection[int]) -> None:
        """Take in what was read of some people, and that some terms stand for others now."""
        for row in rows:
            if row.peer is None:
                self.words.drop(row.id)
            else:
                self.words.put(row.id, row.peer.name, row.peer.title)
        typed = [
            (term, text)
            for row in rows
            for (facet, term), text in (row.peer.words.items() if row.peer else ())
            if facet in SEARCHED
        ]
        news = self._read({term for term, _ in typed} - self._called.keys(), merged) | self._note(typed)
        for term in news:
            self.words.put_term(term, self._called.get(term, ()))

    def _read(self, unknown: Collection[int], merged: Collection[int]) -> set[int]:
        """Read what these terms are called."""
        if not unknown and not merged:
            return set()
        for term in merged:
            self._called[term] = set()
        keys = {*unknown, *merged}
        found = database.execute_sql(written(_LABELS + _OF, keys, joined="WHERE")).fetchall()
        if merged and len(self._pool) <= ALL_SPELLINGS:
            found += database.execute_sql(written(_SPELLINGS + _OF, merged, joined="AND")).fetchall()
        return self._note(found) | set(merged)


def terms_like(text: str) -> set[int]:
    """The terms that say the same as this text, each as the one it stands for."""
    used = known(Term).used
    keys = [entry.key for _, entry in used.near(used.read(text), LINK, limit=_LIKE)]
    return {term.root_id for term in Term.select(Term.id, Term.into_id).where(Term.key.in_(keys))}
