"""Letting one term stand for another, and undoing it: merging, aliases, new names, and terms of their own again.

A merge moves no word of anybody: the merged term points to the other, and so do those that stood for it. Each word
keeps the term it was read as, so taking a merge back is exact, and who named both keeps both words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peerportal.core import changes, clock
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.terms import hooks
from peerportal.terms.deeds import note
from peerportal.terms.listing import seen
from peerportal.terms.locks import hold
from peerportal.terms.models import LONGEST_LABEL, Term, TermDeed, TermLink, take_turn
from peerportal.terms.relating import WEIGHTS, parted
from peerportal.terms.similarity import reading


@dataclass(frozen=True)
class Preview:
    """What a merge would come to, in profiles; `both` of them name both terms in one list."""

    profiles: int
    into_profiles: int
    both: int
    aliases: list[str]
    links: int


def members(term: Term) -> list[Term]:
    """The terms that stand for this one, by label."""
    return list(Term.select().where(Term.into_id == term.id).order_by(Term.label, Term.id))


def preview(term: Term, into: Term) -> Preview:
    """What merging `term` into another would come to; RuleBroken when it is the same one."""
    if term.id == into.id:
        raise RuleBroken("That is this term itself.")
    words, along = hooks.words(), members(term)
    mine = [term.id, *(one.id for one in along)]
    theirs = [into.id, *(one.id for one in members(into))]
    links = len(seen(list(_links_to_copy(term.id, into.id))))
    both = words.profiles_naming_both(mine, theirs)
    return Preview(words.profiles(mine), words.profiles(theirs), both, [one.label for one in along], links)


def merge(term: Term, into: Term, by: int) -> TermDeed:
    """Let `term`, and whatever stands for it, stand for `into` from now on."""
    with transaction():
        take_turn()
        a, b = Term.get_by_id(term.id), Term.get_by_id(into.id)
        if a.id == b.id:
            raise RuleBroken("That is this term itself.")
        if a.into_id or b.into_id:
            raise RuleBroken("Somebody merged one of the two in the meantime. Please look again.")
        return note("merge", by, a, b, f"merged “{a.label}” into “{b.label}”", _point(a, b))


def add_alias(term: Term, label: str, by: int) -> TermDeed:
    """Let another way of writing be read as this term."""
    with transaction():
        take_turn()
        root = Term.get_by_id(term.root_id)
        alias, made = _spelling(label, root)
        before = _point(alias, root) | {"made": made}
        said = f"let “{alias.label}” be read as “{root.label}”"
        return note("alias", by, alias, root, said, before)


def _spelling(label: str, root: Term) -> tuple[Term, bool]:
    """The term of this spelling that may come to stand for `root`, and whether it had to be made."""
    key = reading(label).key
    there = Term.get_or_none(Term.key == key)
    if there is None:
        now = clock.now()
        return Term.create(label=label[:LONGEST_LABEL], key=key, looked_at=now), True
    if there.root_id == root.id:
        raise RuleBroken(f"“{label}” is read as “{root.label}” already.")
    if there.into_id:
        raise RuleBroken(f"“{label}” stands for “{there.root.label}” at present. Take it away there first.")
    if seen([there.id]):
        raise RuleBroken(f"“{there.label}” is a term of its own. Merge it into “{root.label}” instead.")
    hold(there.id)
    return as_new(there, label), False


def as_new(term: Term, label: str) -> Term:
    """A term that coordinators are not shown looks to them as if they had just made it, in their spelling."""
    now = clock.now()
    Term.update(label=label, made_at=now, looked_at=now).where(Term.id == term.id).execute()
    return Term.get_by_id(term.id)


def rename(term: Term, label: str, by: int) -> TermDeed:
    """Give a term another name; the old one stays as a way to write it."""
    with transaction():
        take_turn()
        old, key = Term.get_by_id(term.root_id), reading(label).key
        if label == old.label:
            raise RuleBroken("That is its name already.")
        said = f"renamed “{old.label}” to “{label}”"
        if key == old.key:
            Term.update(label=label).where(Term.id == old.id).execute()
            changes.record("term_moved", a=old.id, b=old.id)
            return note("rename", by, old, None, said, {"label": old.label, "set": label})
        there = Term.get_or_none(Term.key == key)
        hold(old.id, there.id if there is not None else None)
        new = _new_name(label, key, old)
        before = {"name": new.label, "own": new.own, "alias": new.into_id == old.id}
        Term.update(into_id=None).where(Term.id == new.id).execute()
        before |= _point(old, new)
        Term.update(label=label, own=True).where(Term.id == new.id).execute()
        return note("rename", by, old, new, said, before)


def _new_name(label: str, key: str, old: Term) -> Term:
    """The term of the new name: one that stands for this one already, one of no use to anybody, or a new one."""
    there = Term.get_or_none(Term.key == key)
    return there if there is not None and there.into_id == old.id else _spelling(label, old)[0]


def split(alias: Term, by: int) -> TermDeed:
    """Let a term that stands for another be one of its own again; words written so follow it."""
    with transaction():
        take_turn()
        fresh = Term.get_by_id(alias.id)
        if not fresh.into_id:
            raise RuleBroken(f"“{fresh.label}” is a term of its own already.")
        return _part(fresh, Term.get_by_id(fresh.into_id), by)


def split_spelling(term: Term, spelling: str, by: int) -> TermDeed:
    """Make a term of a way in which people write this one; words written so follow it."""
    with transaction():
        take_turn()
        root, key = Term.get_by_id(term.root_id), reading(spelling).key
        there = Term.get_or_none(Term.key == key)
        if there is not None and there.id == root.id:
            raise RuleBroken(
                f"“{spelling}” is read the same way as “{root.label}”; the two cannot be told apart."
            )
        is_unseen = there is not None and not there.into_id and not seen([there.id])
        if there is not None and there.into_id != root.id and not is_unseen:
            raise RuleBroken(f"“{spelling}” is a term of its own already.")
        there = there or Term.create(label=spelling[:LONGEST_LABEL], key=key, into_id=root.id)
        return _part(there, root, by, spelling if is_unseen else "")


def _part(alias: Term, root: Term, by: int, label: str = "") -> TermDeed:
    """Let `alias` stand for itself, under another label if one is given; the words read so follow it.

    These come first: whose they are is locked before any term is, as everywhere.
    """
    before: dict[str, Any] = {"own": alias.own, "weight": TermLink.weight_of(alias.id, root.id)}
    group = [root.id, *(one.id for one in members(root) if one.id != alias.id)]
    before["words"] = hooks.words().follow(group, alias.id, alias.key)
    alias = as_new(alias, label) if label else alias
    Term.update(into_id=None, own=True).where(Term.id == alias.id).execute()
    # Somebody has just said that the two are not the same, so they count as one no longer.
    before["set"] = min(before["weight"], WEIGHTS["some"])
    alias.link_to_its_like()
    TermLink.put(alias.id, root.id, before["set"])
    changes.record("term_moved", a=alias.id, b=root.id)
    return note("split", by, alias, root, f"made “{alias.label}” a term apart from “{root.label}”", before)


def _point(a: Term, b: Term) -> dict[str, Any]:
    """Let a and all that stand for it stand for b; returns what taking it back needs."""
    hold(a.id)
    group = [one.id for one in members(a)]
    Term.update(into_id=b.id).where(Term.id.in_([*group, a.id])).execute()
    links = {}
    for other, weight in _links_to_copy(a.id, b.id).items():
        links[str(other)] = [TermLink.weight_of(b.id, other), weight]
        TermLink.put(b.id, other, weight)
    changes.record("term_moved", a=a.id, b=b.id)
    return {"group": group, "links": links}


def _links_to_copy(a: int, b: int) -> dict[int, int]:
    """What is related to a and less or not at all to b, but for what a coordinator took apart from b."""
    rows: Any = TermLink.select(TermLink.b, TermLink.weight).where(TermLink.a == a).tuples()
    known: Any = TermLink.select(TermLink.b, TermLink.weight).where(TermLink.a == b).tuples()
    weights, apart = dict(known), parted(b)
    roots: Any = Term.select(Term.id).where(Term.id.in_([key for key, _ in rows]), Term.into_id.is_null())
    standing = {key for (key,) in roots.tuples()}
    return {
        other: weight
        for other, weight in rows
        if other in standing and other not in apart and other != b and weight > weights.get(other, 0)
    }
