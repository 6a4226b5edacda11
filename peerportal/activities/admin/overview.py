"""Which activities, banks and decks there are, and which of them the programme leaves out."""

from __future__ import annotations

from typing import Any

from flask import url_for

from peerportal.activities import access, texts
from peerportal.activities.admin import admin_bp
from peerportal.activities.admin.forms import BankForm
from peerportal.activities.banks import listing, moderating, switching, wording
from peerportal.core.rules import RuleBroken
from peerportal.programmes.models import Programme
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show


def _page(form: BankForm, status: int = 200) -> Any:
    programme = Programme.current()
    facts: dict[str, Any] = {
        "kinds": listing.kinds(programme),
        "sets": listing.sets(programme),
        "offers": moderating.waiting().count(),
        "form": form,
    }
    return show("activities/admin/overview.html", status=status, **facts)


@admin_bp.get("")
@door("coordinator")
def activities() -> Any:
    """All kinds, banks and decks."""
    return _page(BankForm())


@admin_bp.post("/kinds/<kind>/off")
@door("coordinator")
def switch_kind_off(kind: str) -> Any:
    """Have groups begin it no more."""
    return _switch(kind, on=False)


@admin_bp.post("/kinds/<kind>/on")
@door("coordinator")
def switch_kind_on(kind: str) -> Any:
    """Have groups begin it again."""
    return _switch(kind, on=True)


def _switch(key: str, *, on: bool) -> Any:
    chosen = access.kind(key)
    switching.switch_kind(Programme.current(), chosen, person(), on=on)
    name = texts.of(chosen.key).name
    said = f"{name} is on the shelf." if on else f"{name} is off the shelf. What groups have begun goes on."
    return done(url_for(".activities"), said)


@admin_bp.post("/sets")
@door("coordinator")
def make_bank() -> Any:
    """An empty bank, to be filled."""
    form = BankForm.from_request()
    if not form.validate():
        return _page(form, 422)
    try:
        made = wording.make_bank(form.name.data, person())
    except RuleBroken as broken:
        form.name.errors = [str(broken)]
        return _page(form, 422)
    return done(
        url_for(".questions", ref=made.ref), "The bank is there. Add questions, or bring a file of them."
    )
