"""Forms: plain WTForms, with every text cleaned once at the edge and every length bounded."""

from __future__ import annotations

import re
from typing import Any

from flask import request
from wtforms import DateField, Form, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.fields import EmailField, SearchField

# It is newer than the type stubs; whoever needs it takes it from here.
from wtforms.fields.choices import SelectChoice as SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Regexp, StopValidation, ValidationError

from peerportal.core.ids import REF, new_ref
from peerportal.core.text import clean


def _one_line(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _many_lines(value: Any) -> Any:
    return clean(value, lines=True) if isinstance(value, str) else value


class AtMost:
    """No more than so many characters.

    The browser is not told: it would cut off what somebody pastes, without a word. So all of it comes, and the answer
    says how much too long it is, with the whole text still there.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, form: Any, field: Any) -> None:
        length = len(field.data or "")
        if length > self.limit:
            raise ValidationError(f"Please keep this to {self.limit} characters; it has {length}.")


def _bounded(validators: Any, limit: int) -> list[Any]:
    return [*(validators or ()), AtMost(limit)]


class TextLine(StringField):
    """One line of text, cleaned; at most `limit` characters."""

    def __init__(self, label: str, validators: Any = None, *, limit: int = 120, **options: Any) -> None:
        super().__init__(label, _bounded(validators, limit), filters=[_one_line], **options)


class SearchLine(SearchField):
    """What somebody looks for."""

    def __init__(self, label: str, validators: Any = None, *, limit: int = 100, **options: Any) -> None:
        super().__init__(label, _bounded(validators, limit), filters=[_one_line], **options)


class EmailLine(EmailField):
    """An e-mail address, cleaned; its form is for the Email validator to judge."""

    def __init__(self, label: str, validators: Any = None, **options: Any) -> None:
        super().__init__(label, _bounded(validators, 254), filters=[_one_line], **options)


class TextBox(TextAreaField):
    """Text over several lines, cleaned; at most `limit` characters."""

    def __init__(self, label: str, validators: Any = None, *, limit: int = 2000, **options: Any) -> None:
        super().__init__(label, _bounded(validators, limit), filters=[_many_lines], **options)


class WholeNumber(IntegerField):
    """A whole number as people write one; one with more digits than any bound is as good as none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        typed, self.data = valuelist[0].strip(), None
        if typed and not re.fullmatch(r"-?[0-9]{1,12}", typed):
            raise ValueError("Please give a whole number.")
        if typed:
            self.data = int(typed)

    def pre_validate(self, form: Any) -> None:
        """What is no number is said to be none, and not to be out of bounds as well."""
        if self.process_errors:
            raise StopValidation


class FormKey(HiddenField):
    """A key made with the form, so that a form sent twice is done once."""

    def __init__(self, **options: Any) -> None:
        checks = [Regexp(rf"\A{REF.pattern}\Z", message="Please open the form again.")]
        super().__init__("", checks, default=new_ref, **options)


class Day(DateField):
    """A calendar day; what is no day is answered in words, and stays as it was typed."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Please give a day, such as 2027-05-13.") from None


class Version(HiddenField):
    """Which version of a row the form shows; nonsense counts as one that has long been overtaken."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = valuelist[0] if valuelist else ""
        self.data = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


class PortalForm(Form):
    """The base of all forms; the token against forged requests is checked before any view runs."""

    @classmethod
    def from_request(cls, **defaults: Any) -> Any:
        """The form with what was posted."""
        return cls(request.form, **defaults)
