"""The agreement: proposed, accepted and revised on one card."""

from __future__ import annotations

from typing import Any

from peerportal.groups import access, reading, settling
from peerportal.groups.forms.agreement import AgreementForm, SettleAgreementForm
from peerportal.groups.forms.fields import NumberForm
from peerportal.groups.models import Agreement, Group
from peerportal.groups.views import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person

READ, EDIT, BOTH = "groups/_deal.html", "groups/_deal_edit.html", "groups/_deal_both.html"
PROPOSED = "Proposed. It holds once all of you have agreed."


def _read(group: Group, said: str = "") -> Any:
    return region.back_to(group, READ, said, "deal", **reading.deal_card(group, person()))


def _edit(group: Group, form: AgreementForm, status: int = 200, joined: bool = False) -> Any:
    return region.part(
        EDIT, group, status, form=form, joined=joined, ground_rules=reading.ground_rules(group)
    )


def _propose(group: Group, form: AgreementForm) -> Any:
    terms = form.terms | {"ground": reading.ground_rules(group)}
    if Agreement.propose(group, person(), terms, form.version.data):
        return _read(group, PROPOSED)
    return _both(group, form)


def _both(group: Group, form: AgreementForm) -> Any:
    """Show my version beside the one that is there now, and lose neither; the same one twice is no other version."""
    found = reading.deal(reading.open_group(group, person()))
    theirs = found.terms if found else {}
    topics = settling.apart(form.terms, theirs)
    if not topics:
        return _read(group, PROPOSED)
    both = SettleAgreementForm(data=form.terms | {"version": found.version if found else 0})
    return region.part(BOTH, group, 409, form=both, topics=topics, theirs=theirs)


@bp.get("/groups/<ref:ref>/agreement/edit")
@door("participant", to="group of mine")
def edit_agreement(ref: str) -> Any:
    group = access.my_group(ref)
    found = reading.deal(reading.open_group(group, person()))
    return _edit(group, AgreementForm(data=found.form if found else {"version": 0}))


@bp.post("/groups/<ref:ref>/agreement/edit")
@door("participant", to="group of mine")
def propose_agreement(ref: str) -> Any:
    group, form = access.my_group(ref), AgreementForm.from_request()
    if not form.validate():
        return _edit(group, form, 422)
    return _propose(group, form)


@bp.post("/groups/<ref:ref>/agreement/settle")
@door("participant", to="group of mine")
def settle_agreement(ref: str) -> Any:
    group, form = access.my_group(ref), SettleAgreementForm.from_request()
    if not form.validate():
        return _both(group, form)
    if form.choice.data == settling.THEIRS:
        return _read(group, "The other version stays.")
    if form.choice.data == settling.MINE:
        return _propose(group, form)
    found = reading.deal(reading.open_group(group, person()))
    terms = settling.joined(form.terms, found.terms if found else {})
    return _edit(group, AgreementForm(data=terms | {"version": form.version.data}), joined=True)


@bp.get("/groups/<ref:ref>/agreement")
@door("participant", to="group of mine")
def read_agreement(ref: str) -> Any:
    return _read(access.my_group(ref))


@bp.post("/groups/<ref:ref>/agreement/accept")
@door("participant", to="group of mine")
def accept_agreement(ref: str) -> Any:
    group, form = access.my_group(ref), NumberForm.from_request()
    access.agreement_of(group).accept(person(), form.number.data)
    return region.changed(ref, "Agreed.", "deal")
