"""The history of what coordinators did to the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peerportal.core import clock, log
from peerportal.terms import hooks
from peerportal.terms.models import Term, TermDeed

A_PAGE, LATEST = 50, 10
UNDO = "undo"
OPERATOR = 0


@dataclass(frozen=True)
class Line:
    """One deed as the history shows it."""

    deed: TermDeed
    by: str

    @property
    def may_be_undone(self) -> bool:
        """Whether there is anything to undo; whether it still can be is found out by trying."""
        return self.deed.undone_at is None and self.deed.kind != UNDO


def note(kind: str, by: int, term: Term, other: Term | None, said: str, before: dict[str, Any]) -> TermDeed:
    """Write a deed down, in its transaction: for undoing it, and as a line of the coordinators' log."""
    log.write(by, f"vocabulary: {kind}", "term", term.ref, said)
    looked = [term.id, other.id] if other is not None else [term.id]
    Term.update(looked_at=clock.now()).where(Term.id.in_(looked), Term.looked_at.is_null()).execute()
    return TermDeed.create(kind=kind, by=by, term=term, other=other, said=said[:250], before=before)


def history(page: int) -> tuple[list[Line], int, int]:
    """The deeds of a page, the newest first, with the page's number and that of the last one: three queries."""
    last = max(1, -(-TermDeed.select().count() // A_PAGE))
    page = min(max(page, 1), last)
    return _lines(TermDeed.select().order_by(TermDeed.id.desc()).paginate(page, A_PAGE)), page, last


def latest_about(term: Term) -> list[Line]:
    """The last deeds about a term and what stands for it: two queries."""
    group = Term.select(Term.id).where((Term.id == term.id) | (Term.into_id == term.id))
    about = TermDeed.select().where(TermDeed.term.in_(group) | TermDeed.other.in_(group))
    return _lines(about.order_by(TermDeed.id.desc()).limit(LATEST))


def _lines(query: Any) -> list[Line]:
    found = list(query)
    names = {OPERATOR: "The operator"} | (hooks.words().names({deed.by for deed in found}) if found else {})
    return [Line(deed, names.get(deed.by, "Somebody who left")) for deed in found]
