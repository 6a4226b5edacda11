"""The terms in use as coordinators look through them: how often, with which other spellings and relations.

What people are going through is left out of everything here: a term that is named only there is not shown, and what
a coordinator can do answers as if nobody named it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import Case, fn

from peerportal.core import clock, log
from peerportal.core.db import transaction
from peerportal.terms import hooks
from peerportal.terms.models import Term, TermLink
from peerportal.terms.relating import strength
from peerportal.terms.similarity import RELATED, reading

AT_ONCE = 50
MOST_SPELLINGS = 40
MOST_RELATED = 60
WAITING, ALIASED = "waiting", "aliased"
SHOWN = {"": "All", WAITING: "New, not looked at yet", ALIASED: "With other spellings"}
SORTS = {"": "New ones first", "uses": "Most used", "label": "By name", "made": "Newest"}


@dataclass(frozen=True)
class Line:
    """One term of the list."""

    term: Term
    uses: int
    aliases: int
    related: int

    @property
    def waits(self) -> bool:
        """Whether it is new and nobody has looked at it."""
        return self.term.looked_at is None and self.uses > 0


@dataclass(frozen=True)
class Roll:
    """One page of terms. `counts` says how many fit the words, by what can be shown of them."""

    lines: list[Line]
    counts: dict[str, int]
    page: int
    last: int


def _sums(only: Any = None) -> Any:
    """Each standing term's key with how often it may be told that it is used, and its aliases: those to be shown.

    `only`: keys of standing terms, or a query of such.
    """
    row: Any = Term.alias()
    root = fn.COALESCE(row.into_id, row.id)
    shown = fn.SUM(row.uses - row.hidden)
    own = fn.MAX(Case(None, [(row.own, 1)], 0))
    sums = row.select(root.alias("root"), shown.alias("shown"), (fn.COUNT(row.id) - 1).alias("aliases"))
    if only is not None:
        sums = sums.where(row.id.in_(only) | row.into_id.in_(only))
    return sums.group_by(root).having((shown > 0) | (own > 0) | (fn.COUNT(row.id) > 1))


def _found(words: str = "", only: Any = None) -> Any:
    """A query of terms to show, with their sums, whose name or another spelling holds these words."""
    sums = _sums(only).alias("sums")
    query: Any = Term.select(Term, sums.c.shown, sums.c.aliases).join(sums, on=(sums.c.root == Term.id))
    if words:
        spelt: Any = Term.alias()
        fits = spelt.label.contains(words) | spelt.key.contains(reading(words).key)
        query = query.where(Term.id.in_(spelt.select(fn.COALESCE(spelt.into_id, spelt.id)).where(fits)))
    return query, sums


def look_through(words: str, shown: str, sort: str, page: int) -> Roll:
    """One page of terms: three queries, whatever their number."""
    query, sums = _found(words)
    fresh = Term.looked_at.is_null() & (sums.c.shown > 0)
    kinds = {"": sums.c.shown > -1, WAITING: fresh, ALIASED: sums.c.aliases > 0}
    counted = [fn.COALESCE(fn.SUM(Case(None, [(fits, 1)], 0)), 0) for fits in kinds.values()]
    counts = dict(zip(kinds, query.select(*counted).tuples().get(), strict=True))
    by_use = (sums.c.shown.desc(), fn.LOWER(Term.label), Term.id)
    orders: dict[str, Any] = {
        "": (Case(None, [(fresh, 0)], 1), *by_use),
        "uses": by_use,
        "label": (fn.LOWER(Term.label), Term.id),
        "made": (Term.id.desc(),),
    }
    last = max(1, -(-counts[shown] // AT_ONCE))
    page = min(max(page, 1), last)
    rows = list(query.where(kinds[shown]).order_by(*orders[sort]).paginate(page, AT_ONCE).objects())
    related = _related_counts([row.id for row in rows])
    lines = [Line(row, row.shown, row.aliases, related.get(row.id, 0)) for row in rows]
    return Roll(lines, counts, page, last)


def _links_of(terms: list[int]) -> Any:
    """Links from these terms to terms that stand for themselves and may be shown."""
    least = round(RELATED * 100)
    others: Any = TermLink.alias()
    near = others.select(others.b).where(others.a.in_(terms), others.weight >= least)
    sums = _sums(near).alias("sums")
    query: Any = TermLink.select().join(sums, on=(sums.c.root == TermLink.b))
    return query.where(TermLink.a.in_(terms), TermLink.weight >= least)


def _related_counts(terms: list[int]) -> dict[int, int]:
    counted = _links_of(terms).select(TermLink.a, fn.COUNT(TermLink.b)).group_by(TermLink.a)
    return dict(counted.tuples())


def seen(terms: list[int]) -> list[Term]:
    """Those of these standing terms that coordinators are shown."""
    query, _ = _found(only=terms)
    return list(query.where(Term.id.in_(terms)).objects())


def line_of(ref: str) -> Line | None:
    """The term of this opaque id, or the one it stands for, with its counts; None when it is not shown."""
    row: Any = Term.alias()
    root = row.select(fn.COALESCE(row.into_id, row.id)).where(row.ref == ref)
    query, _ = _found(only=root)
    found = query.where(Term.id.in_(root)).objects().first()
    return Line(found, found.shown, found.aliases, 0) if found else None


@dataclass(frozen=True)
class Related:
    """A term near another one."""

    term: Term
    how: str


def related_to(term: Term) -> list[Related]:
    """What is related to a term, the nearest first."""
    rows = (
        _links_of([term.id])
        .join_from(TermLink, Term, on=(Term.id == TermLink.b))
        .select(Term, TermLink.weight.alias("weight"))
        .order_by(TermLink.weight.desc(), Term.label)
        .limit(MOST_RELATED)
    )
    return [Related(row, strength(row.weight)) for row in rows.objects(Term)]


@dataclass(frozen=True)
class Spelling:
    """A way in which people write a term; `apart` tells whether it could become a term of its own."""

    typed: str
    number: int
    apart: bool


def spellings_of(term: Term, group: list[int]) -> list[Spelling]:
    """How people write a term and what stands for it, the most frequent first; one of each that is read alike."""
    found: dict[str, Spelling] = {}
    for typed, number in hooks.words().spellings(group, MOST_SPELLINGS):
        key = reading(typed).key
        before = found.get(typed.casefold())
        number += before.number if before else 0
        found[typed.casefold()] = Spelling(before.typed if before else typed, number, key != term.key)
    return list(found.values())


def mark_looked_at(refs: list[str], by: int) -> int:
    """Note that somebody has looked at these new terms and found them fine; returns how many were new."""
    with transaction():
        fresh = Term.looked_at.is_null() & Term.ref.in_(refs)
        number = Term.update(looked_at=clock.now()).where(fresh).execute()
        if number:
            log.write(
                by,
                "vocabulary: looked at",
                "term",
                reason=f"{number} new {'term' if number == 1 else 'terms'}",
            )
    return int(number)
