"""What somebody sent after their sign-in had ended: carried through signing in, and shown to them to send again.

It works for every form, since it knows none: the fields are those that came, and their labels are those of the form
that the view of the address names. Passwords, tokens and files are never carried; the room of people seals the rest.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from wtforms import BooleanField, HiddenField, PasswordField, SelectFieldBase, TextAreaField
from wtforms.fields import DateTimeLocalField

from peerportal.web.forms import PortalForm
from peerportal.web.next_page import page_before

MOST_BYTES = 120_000
CARRIER = "carried"  # the field in which it travels
NEVER = ("csrf_token", CARRIER)
_show: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Unsent:
    """What was sent: to which address, from which page, and each field as it came."""

    address: str
    back: str
    fields: list[list[str]]
    had_files: bool = False

    @property
    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Unsent:
        """The other way round."""
        return cls(**json.loads(text))

    @property
    def is_too_long(self) -> bool:
        return len(self.text.encode()) > MOST_BYTES


@dataclass(frozen=True)
class Shown:
    """A field as the page shows it: `kind` is text, lines, moment, choice (read, not written) or hidden."""

    name: str
    value: str
    label: str
    kind: str
    words: str = ""  # what the chosen value is called


def shown_by(show: Callable[[], Any]) -> None:
    """Set the function that answers with what was sent in this request, or with None when nothing of it can be kept."""
    global _show
    _show = show


def kept() -> Any:
    """The answer to a form that could not be taken in, with what was typed in it; None when there is none."""
    return _show() if _show and _comes_from_our_page() else None


def _comes_from_our_page() -> bool:
    """Only what a page of ours sent is shown again: nobody else's page may put words into somebody's form."""
    said, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    ours = request.host_url.rstrip("/")
    if said:
        return said == "same-origin"
    return origin == ours or (origin is None and (request.referrer or "").startswith(ours + "/"))


def sent_now() -> Unsent | None:
    """What this request sent; None when nothing was typed or chosen in it, or when a password was."""
    forms = _forms_of(request.path)
    if any(issubclass(field.field_class, PasswordField) for form in forms for _, field in _fields(form)):
        return None
    fields = [[name, value] for name, value in request.form.items(multi=True) if name not in NEVER]
    address = request.full_path.rstrip("?")
    found = Unsent(address, page_before(), fields, bool(request.files))
    return found if any(part.value.strip() and part.kind != "hidden" for part in parts(found)) else None


def parts(unsent: Unsent) -> list[Shown]:
    """The fields with their labels, in the order of the form."""
    known = {name: field for form in _forms_of(unsent.address) for name, field in _fields(form)}
    return [_part(name, value, known.get(name)) for name, value in unsent.fields]


def _part(name: str, value: str, field: Any) -> Shown:
    plain = name.replace("_", " ").capitalize()
    if field is None:
        # A button's name, or a field that the view reads by itself: shown where it reads like somebody's words.
        return Shown(name, value, plain, "text" if " " in value.strip() else "hidden")
    label = field.args[0] if field.args else field.kwargs.get("label")
    return Shown(name, value, str(label or plain), _kind(field.field_class), _called(field, value))


def _called(field: Any, value: str) -> str:
    if issubclass(field.field_class, BooleanField):
        return "yes"
    known = field.kwargs.get("choices")
    pairs = (
        [choice for choice in known if isinstance(choice, tuple)] if isinstance(known, list | tuple) else []
    )
    return next((str(choice[1]) for choice in pairs if str(choice[0]) == value), value)


def _kind(field_class: type) -> str:
    kinds = ((HiddenField, "hidden"), (TextAreaField, "lines"), (DateTimeLocalField, "moment"))
    choices = (SelectFieldBase, BooleanField)
    if issubclass(field_class, choices):
        return "choice"
    return next((kind for known, kind in kinds if issubclass(field_class, known)), "text")


def _fields(form: type[PortalForm]) -> list[tuple[str, Any]]:
    return [(name, field) for name in dir(form) if hasattr(field := getattr(form, name), "field_class")]


def _forms_of(address: str) -> list[type[PortalForm]]:
    """The forms that the view behind this address names."""
    try:
        endpoint = current_app.url_map.bind(request.host).match(address.partition("?")[0], method="POST")[0]
    except HTTPException:
        return []
    view = inspect.unwrap(current_app.view_functions[endpoint])
    named = [view.__globals__.get(name) for name in view.__code__.co_names]
    return [found for found in named if isinstance(found, type) and issubclass(found, PortalForm)]
