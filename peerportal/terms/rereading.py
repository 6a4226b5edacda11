"""Terms whose spelling is read otherwise than when they were made, after an upgrade that reads better."""

from __future__ import annotations

import logging
from typing import Any, NamedTuple

from peerportal.core.db import transaction
from peerportal.terms import merging
from peerportal.terms.deeds import OPERATOR
from peerportal.terms.models import Term, take_turn
from peerportal.terms.similarity import reading

logger = logging.getLogger("peerportal")


class _Stale(NamedTuple):
    term: int
    old: str
    key: str


def reread() -> tuple[int, int]:
    """Give every term the key that its label has now; returns how many got another one, and how many were merged.

    What is read as another term from now on is merged into the more used of the two, as a deed of the operator's that
    coordinators find in the history and can undo.
    """
    rows: Any = Term.select(Term.id, Term.label, Term.key).order_by(Term.id).tuples()
    stale = [_Stale(number, old, key) for number, label, old in rows if (key := reading(label).key) != old]
    if not stale:
        return 0, 0
    with transaction():
        take_turn()
        for one in stale:
            # One may have to take the key that another one is about to give up.
            Term.update(key=f"~{one.term}").where(Term.id == one.term).execute()
        merged = sum(_reread(one) for one in stale)
    return len(stale) - merged, merged


def _reread(one: _Stale) -> bool:
    """Give one term its new key, or merge it with the one that has it; whether it was merged."""
    term, other = Term.get_by_id(one.term), Term.get_or_none(Term.key == one.key)
    if other is None:
        Term.update(key=one.key).where(Term.id == term.id).execute()
        return False
    if Term.get_or_none(Term.key == one.old) is None:
        Term.update(key=one.old).where(Term.id == term.id).execute()
    a, b = sorted((term.root, other.root), key=lambda root: (root.uses, -root.id))
    if a.id != b.id:
        merging.merge(a, b, by=OPERATOR)
    return True


def reread_at_start(_app: object) -> None:
    """What the server does before it answers: nothing, unless the portal has learnt to read."""
    changed, merged = reread()
    if changed or merged:
        logger.warning("Terms are read better: %s got another key, %s were merged.", changed, merged)
