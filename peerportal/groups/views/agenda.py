"""The agenda: its points are added, worded, ordered, ticked, left for next time, removed and put back."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from peerportal.core.ids import new_ref
from peerportal.groups import access, formats, reading, settling
from peerportal.groups.forms.agenda import EditForm, ItemForm, PlaceForm, SettleForm
from peerportal.groups.models import AgendaItem, Group
from peerportal.groups.models.agenda import CARRIED, DISCUSSED, OPEN
from peerportal.groups.views import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import leave_for, show, wants_fragment

ITEM, EDIT, BOTH = "groups/_item.html", "groups/_item_edit.html", "groups/_item_both.html"
OF_MINE = "agenda item of mine"


def _read(group: Group, ref: str, said: str = "") -> Any:
    opened = reading.open_group(group, person())
    item = reading.one_item(opened, ref)
    if item is None:
        return region.back_to(group, "groups/_item_gone.html", said, "items", ref=ref)
    return region.back_to(group, ITEM, said, item.element, item=item)


def _both(group: Group, item: AgendaItem, words: str) -> Any:
    """Show my wording beside what is there now, and lose neither."""
    opened = reading.open_group(group, person())
    theirs = settling.theirs(opened, item)
    form = SettleForm(data={"words": words, "version": theirs.version, "form_key": new_ref()})
    return region.part(BOTH, group, 409, item=theirs, ref=item.ref, form=form)


@bp.post("/groups/<ref:ref>/items")
@door("participant", to="group of mine")
def add_item(ref: str) -> Any:
    group, form = access.my_group(ref), ItemForm.from_request()
    if not form.validate():
        return region.part("groups/_adder.html", group, 422, adder=form)
    AgendaItem.add(group, person(), form.words.data, form.form_key.data)
    if not wants_fragment():
        return region.changed(ref, "Added to the agenda.", "items")
    return show(
        "groups/add_item.swap.html", said="Added to the agenda.", **region.facts(access.my_group(ref))
    )


@bp.post("/groups/<ref:ref>/starters")
@door("participant", to="group of mine")
def add_starter(ref: str) -> Any:
    group = access.my_group(ref)
    starter = formats.starter(request.form.get("key", ""))
    AgendaItem.add(group, person(), starter.words, starter.form_key)
    return region.changed(ref, "Added to the agenda.", "items")


@bp.get("/groups/<ref:ref>/starters")
@door("participant", to="group of mine")
def read_starters(ref: str) -> Any:
    group = access.my_group(ref)
    if not wants_fragment() or not group.is_active:
        return leave_for(url_for("groups.group_page", ref=ref, stage=region.stage() or None) + "#questions")
    return show("groups/_starters.html", looking=True, **region.facts(group))


@bp.get("/groups/<ref:ref>/items/<ref:item>")
@door("participant", to=OF_MINE)
def read_item(ref: str, item: str) -> Any:
    group = access.my_group(ref)
    return _read(group, access.item_of(group, item).ref)


@bp.get("/groups/<ref:ref>/items/<ref:item>/edit")
@door("participant", to=OF_MINE)
def edit_item(ref: str, item: str) -> Any:
    group = access.my_group(ref)
    row = access.item_of(group, item)
    shown = reading.item_of(reading.open_group(group, person()), row)
    form = EditForm(data={"words": shown.words, "version": shown.version})
    return region.part(EDIT, group, item=shown, form=form)


@bp.post("/groups/<ref:ref>/items/<ref:item>/edit")
@door("participant", to=OF_MINE)
def save_item(ref: str, item: str) -> Any:
    group, form = access.my_group(ref), EditForm.from_request()
    row = access.item_of(group, item)
    if not form.validate():
        shown = reading.item_of(reading.open_group(group, person()), row)
        return region.part(EDIT, group, 422, item=shown, form=form)
    if not row.edit(group, person(), form.words.data, form.version.data):
        return _both(group, access.item_of(group, item), form.words.data)
    return _read(group, item, "Saved.")


@bp.post("/groups/<ref:ref>/items/<ref:item>/settle")
@door("participant", to=OF_MINE)
def settle_item(ref: str, item: str) -> Any:
    group, form = access.my_group(ref), SettleForm.from_request()
    row = access.item_of(group, item)
    if not form.validate():
        return _both(group, row, form.words.data or "")
    settled = settling.settle(group, row, person(), form.choice.data, form.words.data, form.version.data,
                              form.form_key.data)  # fmt: skip
    if not settled:
        return _both(group, access.item_of(group, item), form.words.data)
    return _read(group, item, settling.SAID[form.choice.data])


@bp.post("/groups/<ref:ref>/items/<ref:item>/up")
@door("participant", to=OF_MINE)
def move_item_up(ref: str, item: str) -> Any:
    group, form = access.my_group(ref), PlaceForm.from_request()
    place = access.item_of(group, item).move(group, -1, form.place.data)
    return region.changed(ref, f"Now at place {place}.", f"item-{item}")


@bp.post("/groups/<ref:ref>/items/<ref:item>/down")
@door("participant", to=OF_MINE)
def move_item_down(ref: str, item: str) -> Any:
    group, form = access.my_group(ref), PlaceForm.from_request()
    place = access.item_of(group, item).move(group, 1, form.place.data)
    return region.changed(ref, f"Now at place {place}.", f"item-{item}")


@bp.post("/groups/<ref:ref>/items/<ref:item>/discuss")
@door("participant", to=OF_MINE)
def discuss_item(ref: str, item: str) -> Any:
    group = access.my_group(ref)
    access.item_of(group, item).mark(group, DISCUSSED)
    return region.changed(ref, "Ticked as discussed.", f"item-{item}")


@bp.post("/groups/<ref:ref>/items/<ref:item>/reopen")
@door("participant", to=OF_MINE)
def reopen_item(ref: str, item: str) -> Any:
    group = access.my_group(ref)
    access.item_of(group, item).mark(group, OPEN)
    return region.changed(ref, "Open again.", f"item-{item}")


@bp.post("/groups/<ref:ref>/items/<ref:item>/carry-over")
@door("participant", to=OF_MINE)
def carry_item_over(ref: str, item: str) -> Any:
    group = access.my_group(ref)
    access.item_of(group, item).mark(group, CARRIED)
    return region.changed(ref, "Left for the meeting after this one.", f"item-{item}")


@bp.post("/groups/<ref:ref>/items/<ref:item>/remove")
@door("participant", to=OF_MINE)
def remove_item(ref: str, item: str) -> Any:
    group = access.my_group(ref)
    access.item_of(group, item).remove(group)
    return region.changed(ref, "Removed. You can put it back below the agenda.", "removed")


@bp.post("/groups/<ref:ref>/items/<ref:item>/put-back")
@door("participant", to=OF_MINE)
def put_item_back(ref: str, item: str) -> Any:
    group = access.my_group(ref)
    access.item_of(group, item).put_back(group)
    return region.changed(ref, "Back on the agenda.", f"item-{item}")
