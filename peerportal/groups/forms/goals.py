"""What may be typed about a goal, its steps and its check-ins."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from peerportal.groups.forms.fields import EARLIEST, LATEST
from peerportal.groups.goals import amounts
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.goals.words import LIMIT, PARTS, Wording
from peerportal.web.forms import Day, FormKey, PortalForm, SelectChoice, TextBox, TextLine, Version

STEP, LINE = 300, 300


def _of_this_century(form: Any, field: Any) -> None:
    if field.data and not EARLIEST.date() <= field.data < LATEST.date():
        raise ValidationError("Please give a date of this century, with its four-digit year.")


class OneDay(Day):
    """A day of this century, or none."""

    def __init__(self, label: str, validators: Any = None, **options: Any) -> None:
        super().__init__(label, [*(validators or [Optional()]), _of_this_century], **options)


class Amount(TextLine):
    """A number as people type it, or none; what was typed stays in the box."""

    data: Any

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, limit=200, **options)
        self.filters, self.validators = [], [Optional()]

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = valuelist[0] if valuelist else ""
        self.data = None
        if text.strip():
            self.data = amounts.read(text)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return amounts.kept(self.data) if self.data is not None else ""


def _text(number: Decimal | None) -> str:
    return amounts.kept(number) if number is not None else ""


class WordingForm(PortalForm):
    """A goal in five parts, each of which may stay empty."""

    specific = TextBox("Specific: what exactly do you want to do?", limit=LIMIT)
    measurable = TextBox("Measurable: how will you notice that you get there?", limit=LIMIT)
    start = Amount("From")
    target = Amount("To")
    unit = TextLine("Of what", limit=40)
    attainable = TextBox("Attainable: what makes it possible, and what do you need?", limit=LIMIT)
    relevant = TextBox("Relevant: why does it matter to you?", limit=LIMIT)
    timely = TextBox("Timely: by when, and when do you look in between?", limit=LIMIT)
    due_on = OneDay("The day")
    version = Version()
    form_key = FormKey()

    @property
    def wording(self) -> Wording:
        """What was typed; a number or a day that cannot be read counts as none."""
        said = {part: self[part].data or "" for part in PARTS}
        due_on = self.due_on.data.isoformat() if self.due_on.data else ""
        numbers = {"start": _text(self.start.data), "target": _text(self.target.data)}
        return Wording(**said, **numbers, unit=self.unit.data or "", due_on=due_on)

    @classmethod
    def of(cls, wording: Wording, version: int) -> WordingForm:
        """The form as it begins with this wording."""
        said = {part: getattr(wording, part) for part in PARTS}
        numbers = {"start": wording.first, "target": wording.last, "unit": wording.unit}
        return cls(data=said | numbers | {"due_on": wording.due, "version": version})


class SettleForm(WordingForm):
    """Two wordings of one goal met: which of them stays."""

    choice = SelectField(
        "Which one stays",
        choices=[SelectChoice(value, value) for value in ("mine", "theirs", "both")],
        validators=[InputRequired()],
    )


class StepForm(PortalForm):
    """A step on the way to a goal."""

    words = TextLine("A step on the way", [DataRequired("Please write what the step is.")], limit=STEP)
    due_on = OneDay("By")
    is_milestone = BooleanField("It is a milestone")
    version = Version()
    form_key = FormKey()

    @property
    def facts(self) -> dict[str, Any]:
        """What the verbs take beside the words."""
        return {"due_on": self.due_on.data, "milestone": self.is_milestone.data}


class CheckInForm(PortalForm):
    """How far a goal is on a day: a number, a line or both."""

    value = Amount("Number")
    line = TextLine("In a line", limit=LINE)
    on_day = OneDay("Day", [DataRequired("Please give the day.")])
    version = Version()
    form_key = FormKey()

    def is_fine(self, today: dt.date) -> bool:
        """Whether it can be noted; a day to come cannot."""
        fine, day = self.validate(), self.on_day.data
        if fine and self.value.data is None and not self.line.data:
            self.line.errors = ["Please give a number or a line."]
            return False
        if fine and day and day > today:
            self.on_day.errors = ["This day is still to come. Please note how far it is today."]
            return False
        return fine

    @property
    def words(self) -> CheckedIn:
        """What was typed."""
        return CheckedIn(value=_text(self.value.data), line=self.line.data or "")


class PartingForm(PortalForm):
    """With which words a goal comes to its end."""

    line = TextLine("A kind line about it", limit=LINE)


class KeyForm(PortalForm):
    """A single button that makes something, once."""

    form_key = FormKey()
