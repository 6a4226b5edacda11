"""From what a coordinator typed to the term they mean, or a sentence that says why it is none."""

from __future__ import annotations

from typing import Any

from peerportal.core.rules import RuleBroken
from peerportal.core.text import listed
from peerportal.terms.listing import seen
from peerportal.terms.models import Term
from peerportal.terms.similarity import reading


def meant(text: str) -> Term:
    """The term in use that is written so; RuleBroken with what it could be when there is none."""
    there = Term.spelt(text)
    if there is not None and (found := seen([there.root_id])):
        return found[0]
    near = nearest(text)
    if near:
        raise RuleBroken(f"No term in use is written “{text}”. Did you mean {_listed(near)}?")
    raise RuleBroken(f"No term in use is written “{text}”.")


def nearest(text: str) -> list[str]:
    """Labels of terms in use that a text could mean, the likeliest first."""
    found = Term.resolve(text)
    labels = dict.fromkeys([found.label, *found.alternatives, *Term.alternatives(text)])
    keys = [reading(label).key for label in labels]
    rows: Any = Term.select(Term.id, Term.into_id, Term.key).where(Term.key.in_(keys)).tuples()
    roots = {key: into or number for number, into, key in rows}
    shown = {term.id: term.label for term in seen(list(roots.values()))}
    return list(dict.fromkeys(shown[roots[key]] for key in keys if roots.get(key) in shown))


def _listed(labels: list[str]) -> str:
    return listed([f"“{label}”" for label in labels[:4]], "or")
