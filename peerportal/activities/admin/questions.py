"""One question: its wording now and before, changing it, and whether it is drawn."""

from __future__ import annotations

from typing import Any

from flask import url_for

from peerportal.activities import access
from peerportal.activities.admin import admin_bp
from peerportal.activities.admin.forms import CardForm, QuestionForm
from peerportal.activities.banks import listing, switching, wording
from peerportal.activities.models import Question, QuestionSet
from peerportal.core.rules import RuleBroken
from peerportal.programmes.models import Programme
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

QUESTION = "question, for coordinators"


def _page(found: Question, of: QuestionSet, form: Any, status: int = 200, *, overtaken: bool = False) -> Any:
    facts: dict[str, Any] = {
        "question": found,
        "set": of,
        "form": form,
        "is_on": listing.is_question_on(Programme.current(), found),
        "versions": listing.versions(found),
        "overtaken": overtaken,
    }
    return show("activities/admin/question.html", status=status, **facts)


@admin_bp.get("/questions/<ref:ref>")
@door("coordinator", to=QUESTION)
def question(ref: str) -> Any:
    """The question's page."""
    found, of = access.question(ref)
    kept = {"words": found.words, "theme": found.theme, "stages": found.stages.split()}
    data = kept | {"version": found.version}
    return _page(found, of, CardForm(data=data) if of.is_deck else QuestionForm(data=data))


@admin_bp.post("/questions/<ref:ref>")
@door("coordinator", to=QUESTION)
def revise_question(ref: str) -> Any:
    """Change it; what it said before stays among its wordings."""
    found, of = access.question(ref)
    form = CardForm.from_request() if of.is_deck else QuestionForm.from_request()
    if not form.validate():
        return _page(found, of, form, 422)
    try:
        if _revised(found, of, form):
            return done(url_for(".question", ref=ref), "Changed. Groups draw it in these words from now on.")
    except RuleBroken as broken:
        form.words.errors = [str(broken)]
        return _page(found, of, form, 422)
    fresh, of = access.question(ref)
    form.version.data = fresh.version
    return _page(fresh, of, form, 409, overtaken=True)


def _revised(found: Question, of: QuestionSet, form: Any) -> bool:
    if of.is_deck:
        return wording.reword_card(found, person(), form.version.data, form.words.data)
    return wording.revise(found, person(), form.version.data, form.words.data, form.theme.data, form.in_order)


@admin_bp.post("/questions/<ref:ref>/off")
@door("coordinator", to=QUESTION)
def switch_question_off(ref: str) -> Any:
    """Draw it no more."""
    return _switch(ref, on=False)


@admin_bp.post("/questions/<ref:ref>/on")
@door("coordinator", to=QUESTION)
def switch_question_on(ref: str) -> Any:
    """Draw it again."""
    return _switch(ref, on=True)


def _switch(ref: str, *, on: bool) -> Any:
    found, of = access.question(ref)
    if of.is_deck and not on:
        raise RuleBroken("A deck needs all its cards. Change what this one asks instead.")
    switching.switch_question(Programme.current(), found, person(), on=on)
    return done(url_for(".question", ref=ref), "It can be drawn." if on else "Nobody draws it from now on.")
