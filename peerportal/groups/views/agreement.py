"""The agreement: proposed, accepted and revised on one card."""

from __future__ import annotations

from typing import Any

from peerportal.groups import access, reading
from peerportal.groups.forms import AgreementForm, NumberForm
from peerportal.groups.models import Agreement, Group
from peerportal.groups.views import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person

READ, EDIT = "groups/_deal.html", "groups/_deal_edit.html"


def _read(group: Group, said: str = "") -> Any:
    return region.back_to(group, READ, said, "deal", **reading.deal_card(group, person()))


def _edit(group: Group, form: AgreementForm, status: int = 200, theirs: Any = None) -> Any:
    return region.part(
        EDIT, group, status, form=form, theirs=theirs, ground_rules=reading.ground_rules(group)
    )


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
    terms = form.terms | {"ground": reading.ground_rules(group)}
    if Agreement.propose(group, person(), terms, form.version.data):
        return _read(group, "Proposed. It holds once all of you have agreed.")
    found = reading.deal(reading.open_group(group, person()))
    form.version.data = found.version if found else 0
    return _edit(group, form, 409, theirs=found)


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
