"""One bank or deck: its questions to look through, adding one, and whether it is drawn from."""

from __future__ import annotations

from typing import Any

from flask import url_for

from peerportal.activities import access
from peerportal.activities.admin import admin_bp
from peerportal.activities.admin.forms import FilterForm, QuestionForm, theme_names
from peerportal.activities.banks import listing, switching, wording
from peerportal.activities.models import QuestionSet
from peerportal.activities.shelf import STAGES
from peerportal.core.rules import RuleBroken
from peerportal.programmes.models import Programme
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

SET = "bank or deck, for coordinators"


def _page(chosen: QuestionSet, form: QuestionForm, status: int = 200) -> Any:
    programme, asked = Programme.current(), FilterForm.from_args()
    wanted = asked.wanted
    here = {"q": wanted.words, "theme": wanted.theme, "stage": wanted.stage, "show": wanted.shown}
    facts: dict[str, Any] = {
        "set": chosen,
        "is_on": listing.is_set_on(programme, chosen),
        "roll": listing.look_through(programme, chosen, wanted, asked.number),
        "asked": asked,
        "here": {name: value for name, value in here.items() if value},
        "form": form,
        "themes": theme_names(),
        "stages": STAGES,
        "kinds": listing.SHOWN,
    }
    pages = "activities/admin/questions.html", "activities/admin/_questions.html"
    return show(*pages, status=status, **facts)


@admin_bp.get("/sets/<ref:ref>")
@door("coordinator", to=SET)
def questions(ref: str) -> Any:
    """The questions that fit the filter."""
    return _page(access.question_set(ref), QuestionForm())


@admin_bp.post("/sets/<ref:ref>/questions")
@door("coordinator", to=SET)
def add_question(ref: str) -> Any:
    """One more question in a bank."""
    chosen, form = access.bank(ref), QuestionForm.from_request()
    if not form.validate():
        return _page(chosen, form, 422)
    try:
        wording.add(chosen, person(), form.words.data, form.theme.data, form.in_order)
    except RuleBroken as broken:
        form.words.errors = [str(broken)]
        return _page(chosen, form, 422)
    return done(url_for(".questions", ref=ref), "Added. Groups can draw it from now on.")


@admin_bp.post("/sets/<ref:ref>/off")
@door("coordinator", to=SET)
def switch_set_off(ref: str) -> Any:
    """Draw from it no more."""
    return _switch(ref, on=False)


@admin_bp.post("/sets/<ref:ref>/on")
@door("coordinator", to=SET)
def switch_set_on(ref: str) -> Any:
    """Draw from it again."""
    return _switch(ref, on=True)


def _switch(ref: str, *, on: bool) -> Any:
    chosen = access.question_set(ref)
    switching.switch_set(Programme.current(), chosen, person(), on=on)
    said = "It is used again." if on else "It is not used from now on. What lies on tables stays there."
    return done(url_for(".questions", ref=ref), said)
