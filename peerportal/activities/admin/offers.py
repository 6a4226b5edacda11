"""Questions that were offered to everyone: to be read, each by itself, and taken into a bank or not."""

from __future__ import annotations

from typing import Any

from flask import url_for

from peerportal.activities import access
from peerportal.activities.admin import admin_bp
from peerportal.activities.admin.forms import AcceptForm
from peerportal.activities.banks import listing, moderating
from peerportal.activities.models import OfferedQuestion
from peerportal.activities.shelf import STAGES
from peerportal.core.rules import RuleBroken
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

OFFER = "offered question, for coordinators"
A_PAGE = 20


def _form(offer: OfferedQuestion) -> AcceptForm:
    kept = {"words": offer.words, "theme": offer.theme, "stages": list(STAGES)}
    return AcceptForm(data=kept).offer(listing.banks())


def _page(status: int = 200, **bound: AcceptForm) -> Any:
    """The offers that wait; `bound` are forms that came back with errors, by the offer's ref."""
    waiting = moderating.waiting()
    forms = [(offer, bound.get(offer.ref) or _form(offer)) for offer in waiting.limit(A_PAGE)]
    facts = {"forms": forms, "number": waiting.count(), "banks": bool(listing.banks())}
    return show("activities/admin/offers.html", status=status, **facts)


@admin_bp.get("/offers")
@door("coordinator")
def offers() -> Any:
    """What waits to be read."""
    return _page()


@admin_bp.post("/offers/<ref:ref>/accept")
@door("coordinator", to=OFFER)
def accept_offer(ref: str) -> Any:
    """Take it into a bank, as it is or in other words."""
    offer = access.offer(ref)
    form = AcceptForm.from_request().offer(listing.banks())
    if not form.validate():
        return _page(422, **{ref: form})
    bank = access.bank(form.bank.data)
    try:
        moderating.accept(offer, person(), bank, form.words.data, form.theme.data, form.in_order)
    except RuleBroken as broken:
        form.words.errors = [str(broken)]
        return _page(422, **{ref: form})
    return done(url_for(".offers"), "Taken in. Whoever offered it sees that everyone has it now.")


@admin_bp.post("/offers/<ref:ref>/decline")
@door("coordinator", to=OFFER)
def decline_offer(ref: str) -> Any:
    """Leave it with its group."""
    moderating.decline(access.offer(ref), person())
    return done(
        url_for(".offers"), "Left where it is. Whoever offered it reads that it was not taken this time."
    )
