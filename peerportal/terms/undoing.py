"""Taking merges, aliases, new names and splits back, as long as nothing newer stands in the way."""

from __future__ import annotations

from typing import Any

from peerportal.core import changes, clock
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.terms.deeds import UNDO, note
from peerportal.terms.locks import hold
from peerportal.terms.models import Term, TermDeed, TermLink, take_turn

CHANGED = (
    "Something has been changed since, so this can no longer be undone as it was. Undo the newer one first."
)


def undo(deed: TermDeed, by: int) -> None:
    """Put back what a deed changed; RuleBroken when it was undone already or something newer stands in the way."""
    with transaction():
        take_turn()
        fresh = TermDeed.get_by_id(deed.id)
        if fresh.undone_at is not None:
            raise RuleBroken("This has been undone already.")
        if fresh.kind not in _UNDOES:
            raise RuleBroken("This cannot be undone.")
        hold(fresh.term_id, fresh.other_id)
        _UNDOES[fresh.kind](fresh)
        TermDeed.update(undone_at=clock.now()).where(TermDeed.id == fresh.id).execute()
        note(UNDO, by, Term.get_by_id(fresh.term_id), None, f"undid: {fresh.said}", {})


def _of(deed: TermDeed) -> tuple[Term, Term]:
    return Term.get_by_id(deed.term_id), Term.get_by_id(deed.other_id)


def _standing_for(term: Term) -> int:
    return Term.select().where(Term.into_id == term.id).count()


def _unmerge(deed: TermDeed) -> None:
    a, b = _of(deed)
    _free(a, b, deed.before)


def _unname(deed: TermDeed) -> None:
    if deed.other_id is None:
        _respell(deed)
        return
    a, b, before = *_of(deed), deed.before
    if _standing_for(b) != 1 + len(before["group"]):
        raise RuleBroken(CHANGED)  # other ways of writing came to the new name
    _free(a, b, before)
    # Whoever wrote the new name in the meantime goes on to mean the same.
    into = a.id if before["alias"] or b.uses else None
    Term.update(label=before["name"], own=before["own"], into_id=into).where(Term.id == b.id).execute()


def _respell(deed: TermDeed) -> None:
    term = Term.get_by_id(deed.term_id)
    if term.label != deed.before["set"] or term.into_id:
        raise RuleBroken(CHANGED)
    Term.update(label=deed.before["label"]).where(Term.id == term.id).execute()
    changes.record("term_moved", a=term.id, b=term.id)


def _free(a: Term, b: Term, before: dict[str, Any]) -> None:
    """Let a stand for itself again and its group for a, with the links that b had before."""
    moved = [a.id, *before["group"]]
    if b.into_id or Term.select().where(Term.id.in_(moved), Term.into_id == b.id).count() != len(moved):
        raise RuleBroken(CHANGED)
    Term.update(into_id=a.id).where(Term.id.in_(before["group"])).execute()
    Term.update(into_id=None).where(Term.id == a.id).execute()
    for other, (was, became) in before["links"].items():
        if TermLink.weight_of(b.id, int(other)) == became:
            TermLink.put(b.id, int(other), was)
    changes.record("term_moved", a=a.id, b=b.id)


def _unsplit(deed: TermDeed) -> None:
    (a, b), before = _of(deed), deed.before
    if a.into_id or b.into_id or _standing_for(a):
        raise RuleBroken(CHANGED)
    if TermLink.weight_of(a.id, b.id) == before["set"]:
        TermLink.put(a.id, b.id, before["weight"])
    Term.update(into_id=b.id, own=before["own"]).where(Term.id == a.id).execute()
    changes.record("term_moved", a=a.id, b=b.id)


def _unrelate(deed: TermDeed) -> None:
    a, b = _of(deed)
    if a.into_id or b.into_id or TermLink.weight_of(a.id, b.id) != deed.before["set"]:
        raise RuleBroken(CHANGED)
    TermLink.put(a.id, b.id, deed.before["weight"])


_UNDOES = {
    "merge": _unmerge,
    "alias": _unmerge,
    "rename": _unname,
    "split": _unsplit,
    "relate": _unrelate,
    "unrelate": _unrelate,
}
