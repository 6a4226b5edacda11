"""One term: how it is written, what it is related to, and everything a coordinator can do to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, request, url_for

from peerportal.core.rules import RuleBroken
from peerportal.terms import access, deeds, listing, merging, relating
from peerportal.terms.admin import admin_bp
from peerportal.terms.finding import meant
from peerportal.terms.forms import LabelForm, MergeForm, OtherForm, RelateForm, SplitForm
from peerportal.terms.models import Term
from peerportal.web.gates import door, person
from peerportal.web.htmx import done

TERM = "term, for coordinators"


def _page(line: listing.Line, status: int = 200, **forms: Any) -> Any:
    aliases = merging.members(line.term)
    group = [line.term.id, *(alias.id for alias in aliases)]
    empty = {
        "rename": LabelForm(label=line.term.label),
        "merge": LabelForm(),
        "alias": LabelForm(),
        "relate": RelateForm(),
    }
    facts = {
        "line": line,
        "aliases": aliases,
        "spellings": listing.spellings_of(line.term, group),
        "related": listing.related_to(line.term),
        "deeds": deeds.latest_about(line.term),
        "forms": empty | forms,
        "wrong": status == 422,
    }
    return render_template("terms/admin/term.html", **facts), status


def _back(term: Term) -> str:
    return url_for("terms_admin.show_term", ref=term.ref)


def _tried(line: listing.Line, name: str, form: Any, deed: Callable[[], str]) -> Any:
    """Do what the form asks and tell; what is wrong with it stands beside its field, with what was typed."""
    if form.validate():
        try:
            said = deed()
            return done(_back(line.term), said)
        except RuleBroken as broken:
            form.label.errors = [*form.label.errors, str(broken)]
    return _page(line, 422, **{name: form})


@admin_bp.get("/<ref:ref>")
@door("coordinator", to=TERM)
def show_term(ref: str) -> Any:
    """The term's page."""
    return _page(access.term(ref))


@admin_bp.get("/<ref:ref>/merge")
@door("coordinator", to=TERM)
def preview_merge(ref: str) -> Any:
    """What merging it into another term would come to."""
    line, form = access.term(ref), LabelForm(request.args)
    if form.validate():
        try:
            into = meant(form.label.data or "")
            facts = {"into": into, "preview": merging.preview(line.term, into)}
            return render_template("terms/admin/merge.html", term=line.term, **facts)
        except RuleBroken as broken:
            form.label.errors = [str(broken)]
    return _page(line, 422, merge=form)


@admin_bp.post("/<ref:ref>/merge")
@door("coordinator", to=TERM)
def merge_term(ref: str) -> Any:
    """Merge it into another term, as previewed."""
    line, form = access.term(ref), MergeForm.from_request()
    if not form.validate():
        return _page(line, 422)
    into = access.term(form.into.data).term
    merging.merge(line.term, into, by=person().id)
    return done(_back(into), f"“{line.term.label}” is read as “{into.label}” from now on.")


@admin_bp.post("/<ref:ref>/rename")
@door("coordinator", to=TERM)
def rename_term(ref: str) -> Any:
    """Give it another name."""
    line, form = access.term(ref), LabelForm.from_request()

    def rename() -> str:
        merging.rename(line.term, form.label.data, by=person().id)
        return f"It is called “{form.label.data}” now."

    return _tried(line, "rename", form, rename)


@admin_bp.post("/<ref:ref>/aliases")
@door("coordinator", to=TERM)
def add_alias(ref: str) -> Any:
    """Let another way of writing be read as this term."""
    line, form = access.term(ref), LabelForm.from_request()

    def add() -> str:
        merging.add_alias(line.term, form.label.data, by=person().id)
        return f"“{form.label.data}” is read as “{line.term.label}” from now on."

    return _tried(line, "alias", form, add)


@admin_bp.post("/<ref:ref>/split")
@door("coordinator", to=TERM)
def split_term(ref: str) -> Any:
    """Make a term of its own of an alias, or of a way in which people write this one."""
    line, form = access.term(ref), SplitForm.from_request()
    if not form.validate():
        return _page(line, 422)
    if form.alias.data:
        alias = access.alias_of(line.term, form.alias.data)
        merging.split(alias, by=person().id)
        return done(_back(line.term), f"“{alias.label}” is a term of its own now.")
    merging.split_spelling(line.term, form.spelling.data, by=person().id)
    return done(_back(line.term), f"“{form.spelling.data}” is a term of its own now.")


@admin_bp.post("/<ref:ref>/relate")
@door("coordinator", to=TERM)
def relate_term(ref: str) -> Any:
    """Let it be related to another term."""
    line, form = access.term(ref), RelateForm.from_request()

    def relate() -> str:
        other = meant(form.label.data or "")
        relating.relate(line.term, other, form.how.data, by=person().id)
        return f"“{line.term.label}” and “{other.label}” are related now."

    return _tried(line, "relate", form, relate)


@admin_bp.post("/<ref:ref>/unrelate")
@door("coordinator", to=TERM)
def unrelate_term(ref: str) -> Any:
    """Let it have nothing to do with another term."""
    line, form = access.term(ref), OtherForm.from_request()
    if not form.validate():
        return _page(line, 422)
    other = access.term(form.other.data).term
    relating.unrelate(line.term, other, by=person().id)
    return done(_back(line.term), f"“{line.term.label}” and “{other.label}” are not related any more.")
