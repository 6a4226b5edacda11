"""The change log: what matching reads has changed, in the order of committing.

One counter row is raised last in the writing transaction, so its lock is held to the commit and the order of the
log is the order of the commits (a plain sequence is not: a smaller number can become visible after a larger one).
"""

from __future__ import annotations

from typing import Any

from peewee import CharField, CompositeKey, IntegerField

from peerportal.core import jobs
from peerportal.core.db import BaseModel, before_commit, database, is_postgres, transaction

KINDS = frozenset(
    {
        "person", "state", "terms", "profile", "room", "manager", "place", "level", "block",
        "aside", "request", "group", "circle", "term_link", "term_moved", "programme", "people", "shown",
    }
)  # fmt: skip

KEPT = 100_000  # numbers; a reader who is further behind reads everything anew


class ChangeHead(BaseModel):
    """One row: the number of the last change."""

    id = IntegerField(primary_key=True)
    seq = IntegerField(default=0)


class Change(BaseModel):
    """One change; `person_id`, `a` and `b` mean what the kind says (integers only, never words)."""

    seq = IntegerField()
    n = IntegerField()
    kind = CharField(max_length=20)
    person_id = IntegerField(default=0)
    a = IntegerField(default=0)
    b = IntegerField(default=0)

    class Meta:
        table_name = "change_log"
        primary_key = CompositeKey("seq", "n")


def record(kind: str, person_id: int = 0, a: int = 0, b: int = 0) -> None:
    """Note a change; it is written when the transaction commits, all of one transaction under one number."""
    if kind not in KINDS:
        raise ValueError(f"unknown kind of change: {kind}")
    before_commit(_write, (kind, person_id, a, b))


def _write(rows: list[tuple[Any, ...]]) -> None:
    raised = ChangeHead.update(seq=ChangeHead.seq + 1).where(ChangeHead.id == 1).returning(ChangeHead.seq)
    seq = next(iter(raised.tuples().execute()))[0]
    distinct = list(dict.fromkeys(rows))
    for start in range(0, len(distinct), 100):
        part = distinct[start : start + 100]
        Change.insert_many([(seq, start + i, *row) for i, row in enumerate(part)]).execute()


def head() -> int:
    """The number of the last committed change."""
    row = database.execute_sql("SELECT seq FROM change_head WHERE id = 1").fetchone()
    return row[0] if row else 0


def news(seq: int, limit: int) -> tuple[int, list[Any]]:
    """Both in one statement: the number of the last committed change, and the changes after `seq`, at most `limit`."""
    mark = "%s" if is_postgres() else "?"
    statement = (
        "SELECT h.seq, c.seq, c.kind, c.person_id, c.a, c.b FROM change_head h LEFT JOIN change_log c ON c.seq > {0} "
        "WHERE h.id = 1 ORDER BY c.seq, c.n LIMIT {0}"
    )
    rows = database.execute_sql(statement.format(mark), (seq, limit)).fetchall()
    return (rows[0][0] if rows else 0), [tuple(row[1:]) for row in rows if row[1] is not None]


def since(seq: int, limit: int = 5000) -> list[Any]:
    """The changes after `seq` in order, as (seq, kind, person_id, a, b), at most `limit`."""
    query = (
        Change.select(Change.seq, Change.kind, Change.person_id, Change.a, Change.b)
        .where(Change.seq > seq)
        .order_by(Change.seq, Change.n)
        .limit(limit)
    )
    return list(query.tuples())


def prune() -> int:
    """Forget all but the latest changes; returns how many rows went."""
    with transaction():
        gone: int = Change.delete().where(Change.seq <= head() - KEPT).execute()
    return gone


@jobs.handler("prune_changes")
def _prune(payload: dict[str, Any]) -> None:
    prune()


jobs.every("prune_changes", 86400)
