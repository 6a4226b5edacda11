"""What may be typed about a commitment: one thing, by when, and how it went."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, Optional, StopValidation, ValidationError

from peerportal.groups.commitments import days
from peerportal.web.forms import Day, FormKey, PortalForm, SelectChoice, TextBox, Version
from peerportal.web.times import day

OTHER, NONE = "other", "none"


def _this_one(form: Any, field: Any) -> None:
    """The field for a day counts only where "another day" is chosen; then it has to hold one."""
    if form.when.data != OTHER:
        field.errors = []
        raise StopValidation
    if not field.data and not field.errors:
        raise StopValidation("Please give the day, such as 2027-05-13, or choose “No day yet”.")


class _Dated(PortalForm):
    """The part of a form that says by when."""

    when: Any = RadioField("By when", validate_choice=False, default=NONE)
    due_on: Any = Day("The day", [_this_one])

    today: dt.date
    kept: dt.date | None

    def offer(self, choices: list[days.Choice], today: dt.date, kept: dt.date | None = None) -> Any:
        """Fill in the days to choose from; the first of them is chosen beforehand in a form that is empty."""
        self.today, self.kept = today, kept
        quick = [SelectChoice(choice.value, f"{choice.said}, {day(choice.day)}") for choice in choices]
        self.when.choices = [*quick, SelectChoice(OTHER, "On another day"), SelectChoice(NONE, "No day yet")]
        return self

    @property
    def day(self) -> dt.date | None:
        """The day that was chosen or typed; None for none, and for nonsense."""
        chosen = self.when.data or NONE
        if chosen == OTHER:
            typed: dt.date | None = self.due_on.data
            return typed
        try:
            return None if chosen == NONE else dt.date.fromisoformat(chosen)
        except ValueError:
            return None

    def validate_when(self, field: Any) -> None:
        if (field.data or NONE) not in (OTHER, NONE) and self.day is None:
            raise ValidationError("Please choose one of these.")
        if field.data != OTHER:
            self._refuse(self.day)

    def validate_due_on(self, field: Any) -> None:
        self._refuse(field.data)

    def _refuse(self, chosen: dt.date | None) -> None:
        said = days.problem(chosen, self.today, self.kept)
        if said:
            raise ValidationError(said)


class CommitmentForm(_Dated):
    """One thing a member will do."""

    words = TextBox("What you will do", [DataRequired("Please write one thing you will do.")], limit=300)
    meeting = HiddenField()
    form_key = FormKey()


class WordsForm(_Dated):
    """Another wording of it, or another day."""

    words = TextBox("What you will do", [DataRequired("Please write one thing you will do.")], limit=700)
    version = Version()


class SettleForm(WordsForm):
    """Two texts of it met: which of them stays."""

    choice = SelectField(
        "Which one stays",
        choices=[SelectChoice(value, value) for value in ("mine", "theirs", "both")],
        validators=[InputRequired()],
    )


class LineForm(PortalForm):
    """A line about how it went."""

    words = TextBox("How it went", [Optional()], limit=700)
    version = Version()


class SettleLineForm(LineForm):
    """Two lines about how it went met: which of them stays."""

    choice = SelectField(
        "Which one stays",
        choices=[SelectChoice(value, value) for value in ("mine", "theirs", "both")],
        validators=[InputRequired()],
    )
