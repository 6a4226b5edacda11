"""Forms of activities, made from the blanks that their deeds declare."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import FileField, HiddenField, RadioField
from wtforms.validators import DataRequired, NumberRange, Optional, Regexp, StopValidation, ValidationError

from peerportal.activities import kind as kinds
from peerportal.activities import pictures, texts
from peerportal.activities.kind import Blank, Deed
from peerportal.activities.playing import Sent
from peerportal.core.ids import REF
from peerportal.core.rules import RuleBroken
from peerportal.groups.meetings.places import WHOLE_LINK, is_link
from peerportal.web.forms import (
    Day,
    FormKey,
    PortalForm,
    SelectChoice,
    TextBox,
    TextLine,
    Version,
    WholeNumber,
)

EARLIEST, LATEST = dt.date(2020, 1, 1), dt.date(2100, 1, 1)
NOT_GIVEN = "Please fill this in."


class StartForm(PortalForm):
    """Which group begins an activity."""

    form_key = FormKey()
    group = HiddenField(validators=[Regexp(rf"\A{REF.pattern}\Z", message="Please choose a group.")])


class TableForm(PortalForm):
    """Which state of the table a single button is about."""

    version = Version()


class DeedForm(PortalForm):
    """What every deed's form carries beside its blanks: see activities.kind.Deed.guard."""

    version = Version()
    form_key = FormKey()
    member = HiddenField(validators=[Optional(), Regexp(rf"\A{REF.pattern}\Z")])
    names: tuple[str, ...] = ()

    def sent(self) -> Sent:
        """What came with it."""
        values = {name: self[name].data for name in self.names}
        return Sent(values, self.version.data or 0, self.form_key.data or "", self.member.data or "")

    def blame(self, blank: str, sentence: str) -> None:
        """Say what is wrong beside a blank."""
        field = self[blank] if blank in self.names else self[self.names[0]]
        field.errors = [*field.errors, sentence]


class _Given(DataRequired):
    """Something must be there; what could not be read as it should keeps the sentence that says so."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.errors:
            raise StopValidation
        super().__call__(form, field)


class _Picture(FileField):
    """A picture; its data is what was drawn from it."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        file: Any = valuelist[0] if valuelist else None
        self.data = None
        if not getattr(file, "filename", ""):
            return
        try:
            self.data = pictures.drawn(file.read(pictures.BOUNDS.bytes + 1))
        except RuleBroken as broken:
            raise ValueError(str(broken)) from None

    def pre_validate(self, form: Any) -> None:
        if self.data is None and not self.process_errors:
            raise StopValidation("Please choose a picture first.")


def _in_reach(form: Any, field: Any) -> None:
    if field.data and not EARLIEST <= field.data <= LATEST:
        raise ValidationError("Please give a date of this century, with its four-digit year.")


def _whole_link(form: Any, field: Any) -> None:
    if field.data and not is_link(field.data):
        raise ValidationError(WHOLE_LINK)


def form_of(kind: str, step: str, deed: Deed, sent: MultiDict[str, str] | None = None, **data: Any) -> Any:
    """The form of a deed: with what was sent, else beginning with `data`."""
    return _class(kind, step, deed)(sent, data=data)


@cache
def _class(kind: str, step: str, deed: Deed) -> Any:
    words = texts.of(kind).step(step)
    fields = {blank.name: _field(blank, words) for blank in deed.blanks}
    names = tuple(blank.name for blank in deed.blanks)
    return type("_DeedForm", (DeedForm,), {**fields, "names": names})


def _field(blank: Blank, words: texts.StepText) -> Any:
    label, checks = words.label(blank.name), [_given(blank)]
    if blank.type == kinds.BOX:
        return TextBox(label, checks, limit=blank.limit)
    if blank.type == kinds.DAY:
        return Day(label, [*checks, _in_reach])
    if blank.type == kinds.NUMBER:
        return WholeNumber(label, [*checks, _between(blank)])
    if blank.type == kinds.PICK:
        choices = [SelectChoice(value, words.label(f"{blank.name}.{value}")) for value in blank.choices]
        return RadioField(label, [*checks], choices=choices, validate_choice=True)
    if blank.type == kinds.REF:
        return HiddenField(
            label, [*checks, Regexp(rf"\A{REF.pattern}\Z", message="Please load the page again.")]
        )
    if blank.type == kinds.PICTURE:
        return _Picture(label)
    if blank.type == kinds.LINK:
        return TextLine(label, [*checks, _whole_link], limit=blank.limit)
    return TextLine(label, checks, limit=blank.limit)


def _given(blank: Blank) -> Any:
    return _Given(message=NOT_GIVEN) if blank.required else Optional()


def _between(blank: Blank) -> NumberRange:
    sentence = f"Please give a whole number from {blank.least} to {blank.most}."
    return NumberRange(min=blank.least, max=blank.most, message=sentence)
