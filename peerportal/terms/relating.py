"""Saying that two terms are related, and how much, or that they are not."""

from __future__ import annotations

from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.terms.deeds import note
from peerportal.terms.models import Term, TermDeed, TermLink, take_turn

STRONG, SOME = "strong", "some"
# From 75 percent on two terms count as one skill and may be given as a reason, from 60 on they count half (matching).
WEIGHTS = {STRONG: 90, SOME: 65}
LEAST_STRONG = 75
_IN_WORDS = {STRONG: "strongly", SOME: "somewhat"}


def strength(weight: int) -> str:
    """What a weight in percent is called."""
    return STRONG if weight >= LEAST_STRONG else SOME


def relate(term: Term, other: Term, how: str, by: int) -> TermDeed:
    """Let two terms be related, `how` strongly; RuleBroken when they are one, or related so already."""
    return _set(term, other, WEIGHTS[how], f"related “{term.label}” and “{other.label}” {_IN_WORDS[how]}", by)


def unrelate(term: Term, other: Term, by: int) -> TermDeed:
    """Let two terms have nothing to do with each other."""
    return _set(term, other, 0, f"took apart “{term.label}” and “{other.label}”", by)


def _set(term: Term, other: Term, weight: int, said: str, by: int) -> TermDeed:
    with transaction():
        take_turn()
        a, b = Term.get_by_id(term.root_id), Term.get_by_id(other.root_id)
        if a.id == b.id:
            raise RuleBroken(f"“{other.label}” is the same term.")
        before = TermLink.weight_of(a.id, b.id)
        if before == weight or (weight and before and strength(before) == strength(weight)):
            raise RuleBroken(f"“{a.label}” and “{b.label}” are {_how(before)} already.")
        TermLink.put(a.id, b.id, weight)
        return note("relate" if weight else "unrelate", by, a, b, said, {"weight": before, "set": weight})


def _how(weight: int) -> str:
    return f"{_IN_WORDS[strength(weight)]} related" if weight else "not related"


def parted(term: int) -> set[int]:
    """The terms that a coordinator took apart from this one and nobody related since."""
    deeds = TermDeed.select().where(
        ((TermDeed.term == term) | (TermDeed.other == term)) & TermDeed.kind.in_(("relate", "unrelate"))
    )
    last = {
        (deed.term_id if deed.other_id == term else deed.other_id): deed.kind
        for deed in deeds.where(TermDeed.undone_at.is_null()).order_by(TermDeed.id)
    }
    return {other for other, kind in last.items() if kind == "unrelate"}
