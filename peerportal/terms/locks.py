"""Locking terms in the one order in which everybody does."""

from __future__ import annotations

from peerportal.core.db import locked
from peerportal.terms.models import Term


def hold(*terms: int | None) -> None:
    """Lock the terms of these keys, and all that stand for them, in the order of keys, as whoever counts uses does.

    To be called before any of them is written, or two who come to the same terms in another order wait for each other.
    """
    keys = [key for key in terms if key is not None]
    theirs = Term.id.in_(keys) | Term.into_id.in_(keys)
    list(locked(Term.select(Term.id).where(theirs).order_by(Term.id)).tuples())
