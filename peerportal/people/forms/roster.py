"""The forms of the roster import."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import FileField, RadioField, SelectField
from wtforms.validators import NumberRange, ValidationError

from peerportal.people.roster.dates import DAY_FIRST, MONTH_FIRST
from peerportal.people.roster.headers import FIELDS
from peerportal.people.roster.wording import KINDS
from peerportal.web.forms import PortalForm, SelectChoice, WholeNumber

AUTO = "auto"
NOT_IN_FILE = "none"


class UploadForm(PortalForm):
    """The file."""

    file = FileField("The CSV file", render_kw={"accept": ".csv,.tsv,.txt,text/csv"})

    @classmethod
    def from_upload(cls) -> UploadForm:
        """The form with the file that was sent."""
        return cls(request.files)

    def validate_file(self, field: Any) -> None:
        if not getattr(field.data, "filename", ""):
            raise ValidationError("Please choose a file.")


class PreviewForm(PortalForm):
    """Which lines of a preview to show; a wrong part of the address counts as empty."""

    page = WholeNumber("Page", [NumberRange(1, 100_000)], default=1)

    @classmethod
    def from_args(cls) -> PreviewForm:
        form = cls(request.args)
        form.validate()
        return form

    @property
    def number(self) -> int:
        return 1 if self.page.errors else self.page.data or 1

    @property
    def verdict(self) -> str:
        return request.args.get("verdict", "") if request.args.get("verdict") in KINDS else ""


def columns_form(headings: list[str], examples: list[list[str]], chosen: dict[str, int], order: str) -> Any:
    """A form that asks for each field in which column of the file it stands, as posted or as guessed."""
    columns = [SelectChoice(NOT_IN_FILE, "Not in the file")]
    for place, heading in enumerate(headings):
        shown = ", ".join(examples[place][:2]) if place < len(examples) else ""
        columns.append(
            SelectChoice(
                str(place), f"{heading or 'Column ' + str(place + 1)}{' · ' + shown if shown else ''}"
            )
        )
    fields: dict[str, Any] = {
        field: SelectField(label, choices=columns, default=str(chosen.get(field, NOT_IN_FILE)))
        for field, label in FIELDS.items()
    }
    orders = [
        SelectChoice(AUTO, "As the file shows it"),
        SelectChoice(DAY_FIRST, "Day first (31/12/2020)"),
        SelectChoice(MONTH_FIRST, "Month first (12/31/2020)"),
    ]
    fields["order"] = RadioField("Dates with slashes", choices=orders, default=order)
    form = type("ColumnsForm", (PortalForm,), fields)
    return form(request.form) if request.method == "POST" else form()


def columns_in(form: Any) -> dict[str, int]:
    """Field → place of its column, as chosen."""
    chosen = {field: form[field].data for field in FIELDS}
    return {field: int(place) for field, place in chosen.items() if place != NOT_IN_FILE}
