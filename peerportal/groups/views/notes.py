"""Notes that the members share about an item, and the notebook that each keeps alone."""

from __future__ import annotations

from typing import Any

from flask import url_for

from peerportal.groups import access
from peerportal.groups.forms.sitting import NotebookForm, NoteForm, SettleNotebookForm, SettleNoteForm
from peerportal.groups.models import AgendaItem, Group
from peerportal.groups.opened import open_group
from peerportal.groups.sitting import notebooks, notes
from peerportal.groups.views import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, leave_for, show, wants_fragment

NOTE, EDIT, BOTH = (
    "groups/sitting/_note.html",
    "groups/sitting/_note_edit.html",
    "groups/sitting/_note_both.html",
)
PAGES, PAGES_BOTH = "groups/sitting/_notebook.html", "groups/sitting/_notebook_both.html"
OF_MINE = "agenda item of mine"


def _note(group: Group, item: AgendaItem) -> notes.Note:
    return notes.note_of(open_group(group, person()), item)


def _place(group: Group, item: AgendaItem) -> str:
    """Where the note is read: on the page of the meeting it was written at, or in meeting mode."""
    held = notes.held_meeting_of(item)
    if held:
        return url_for("groups.earlier_meeting", ref=group.ref, meeting=held)
    return url_for("groups.meeting_mode", ref=group.ref) + "#notes"


def _part(template: str, group: Group, item: AgendaItem, status: int = 200, **given: Any) -> Any:
    return region.part(template, group, status, back=_place(group, item), **given)


def _read(group: Group, item: AgendaItem, said: str = "") -> Any:
    address = _place(group, item)
    if not wants_fragment():
        return done(address, said) if said else leave_for(address)
    return done(address, said, NOTE, group=group, note=_note(group, item))


def _both(group: Group, item: AgendaItem, form: SettleNoteForm, status: int = 409) -> Any:
    note = _note(group, item)
    form.version.data = note.version
    return _part(BOTH, group, item, status, note=note, form=form)


@bp.get("/groups/<ref:ref>/items/<ref:item>/note")
@door("participant", to=OF_MINE)
def read_note(ref: str, item: str) -> Any:
    group = access.my_group(ref)
    row = access.item_of(group, item)
    return _part(NOTE, group, row, note=_note(group, row))


@bp.get("/groups/<ref:ref>/items/<ref:item>/note/edit")
@door("participant", to=OF_MINE)
def edit_note(ref: str, item: str) -> Any:
    group = access.my_group(ref)
    row = access.item_of(group, item)
    note = _note(group, row)
    form = NoteForm(data={"words": note.words, "version": note.version})
    return _part(EDIT, group, row, note=note, form=form)


@bp.post("/groups/<ref:ref>/items/<ref:item>/note/edit")
@door("participant", to=OF_MINE)
def save_note(ref: str, item: str) -> Any:
    group, form = access.my_group(ref), NoteForm.from_request()
    row = access.item_of(group, item)
    if not form.validate():
        return _part(EDIT, group, row, 422, note=_note(group, row), form=form)
    if not notes.save(group, row, person(), form.words.data, form.version.data):
        return _both(group, row, SettleNoteForm(data={"words": form.words.data}))
    return _read(group, row, "The note is saved.")


@bp.post("/groups/<ref:ref>/items/<ref:item>/note/settle")
@door("participant", to=OF_MINE)
def settle_note(ref: str, item: str) -> Any:
    group, form = access.my_group(ref), SettleNoteForm.from_request()
    row = access.item_of(group, item)
    if not form.validate():
        return _both(group, row, form, 422)
    opened, given = open_group(group, person()), (form.choice.data, form.words.data, form.version.data)
    try:
        settled = notes.settle(group, opened, row, *given)
    except notes.TooLong as problem:
        form.words.errors = [str(problem)]
        return _both(group, row, form, 422)
    return _read(group, row, notes.SAID[form.choice.data]) if settled else _both(group, row, form)


def _pages(group: Group, form: NotebookForm, status: int = 200, template: str = PAGES, **given: Any) -> Any:
    given = {"group": group, "form": form, "is_open": True} | given
    return show("groups/sitting/notebook.html", template, status=status, part=template, **given)


def _pages_both(group: Group, form: SettleNotebookForm, status: int = 409) -> Any:
    now = notebooks.pages_of(group, person())
    form.version.data = now.version
    return _pages(group, form, status, PAGES_BOTH, now=now)


def _notebook(group: Group, said: str) -> Any:
    if not wants_fragment():
        return done(url_for("groups.read_notebook", ref=group.ref), said)
    form = NotebookForm(obj=notebooks.pages_of(group, person()))
    return done("", said, PAGES, group=group, form=form, is_open=True)


@bp.get("/groups/<ref:ref>/notebook")
@door("participant", to="group of mine")
def read_notebook(ref: str) -> Any:
    group = access.my_group(ref)
    return _pages(group, NotebookForm(obj=notebooks.pages_of(group, person())))


@bp.post("/groups/<ref:ref>/notebook")
@door("participant", to="group of mine")
def save_notebook(ref: str) -> Any:
    group, form = access.my_group(ref), NotebookForm.from_request()
    if not form.validate():
        return _pages(group, form, 422)
    if not notebooks.save(group, person(), form.words.data, form.version.data):
        return _pages_both(group, SettleNotebookForm(data={"words": form.words.data}))
    return _notebook(group, "Saved, for you alone.")


@bp.post("/groups/<ref:ref>/notebook/settle")
@door("participant", to="group of mine")
def settle_notebook(ref: str) -> Any:
    group, form = access.my_group(ref), SettleNotebookForm.from_request()
    if not form.validate():
        return _pages_both(group, form, 422)
    try:
        settled = notebooks.settle(group, person(), form.choice.data, form.words.data, form.version.data)
    except notes.TooLong as problem:
        form.words.errors = [str(problem)]
        return _pages_both(group, form, 422)
    return _notebook(group, notebooks.SAID[form.choice.data]) if settled else _pages_both(group, form)
