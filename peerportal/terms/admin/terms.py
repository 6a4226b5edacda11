"""All terms in use, and the history of what coordinators did to them."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for

from peerportal.terms import access, deeds, listing, undoing
from peerportal.terms.admin import admin_bp
from peerportal.terms.forms import TermsFilterForm, chosen_refs
from peerportal.terms.proposals import TermProposal
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

DEED = "deed about terms, for coordinators"


@admin_bp.get("")
@door("coordinator")
def terms() -> Any:
    """The terms that fit the filter, new ones first."""
    form = TermsFilterForm.from_args()
    roll = listing.look_through(form.words, form.shown, form.order, form.number)
    here = {"q": form.words, "show": form.shown, "sort": form.order}
    facts: dict[str, Any] = {
        "form": form,
        "roll": roll,
        "here": {name: value for name, value in here.items() if value},
        "kinds": listing.SHOWN,
        "proposals": TermProposal.waiting(),
    }
    return show("terms/admin/terms.html", "terms/admin/_terms.html", **facts)


@admin_bp.post("/looked-at")
@door("coordinator")
def look_at_terms() -> Any:
    """Note that the new terms ticked on the page are fine as they are."""
    number = listing.mark_looked_at(chosen_refs(), by=person().id)
    said = (
        f"{number} new {'term is' if number == 1 else 'terms are'} fine as they are." if number else NOTHING
    )
    return done(url_for("terms_admin.terms", show=listing.WAITING), said)


NOTHING = "No new term was ticked."


@admin_bp.get("/history")
@door("coordinator")
def history() -> Any:
    """What coordinators did to the vocabulary, the newest first."""
    lines, page, last = deeds.history(TermsFilterForm.from_args().number)
    return render_template("terms/admin/history.html", lines=lines, page=page, last=last)


@admin_bp.post("/deeds/<ref:deed_ref>/undo")
@door("coordinator", to=DEED)
def undo_deed(deed_ref: str) -> Any:
    """Put back what a deed changed."""
    deed = access.deed(deed_ref)
    undoing.undo(deed, by=person().id)
    return done(url_for("terms_admin.history"), f"Undone: {deed.said}.")
