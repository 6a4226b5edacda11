"""The forms with which coordinators look through people and change their standing."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import HiddenField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from peerportal.core.ids import REF
from peerportal.people.models.person import STATES
from peerportal.web.forms import PortalForm, SearchLine, TextBox, WholeNumber

MOST_PLACES = 999


class PeopleFilterForm(PortalForm):
    """Which people to show; it lives in the address, and a wrong part of it counts as empty."""

    q = SearchLine("Name or e-mail address")
    state = HiddenField("Standing")
    page = WholeNumber("Page", [NumberRange(1, 100_000)], default=1)

    @classmethod
    def from_args(cls) -> PeopleFilterForm:
        form = cls(request.args)
        form.validate()
        return form

    @property
    def words(self) -> str:
        return "" if self.q.errors else self.q.data or ""

    @property
    def standing(self) -> str:
        return self.state.data if self.state.data in STATES else ""

    @property
    def number(self) -> int:
        return 1 if self.page.errors else self.page.data or 1


class SuspendForm(PortalForm):
    """Why somebody is suspended."""

    reason = TextBox("Why", [DataRequired("Please say why, for the log.")], limit=500)


def chosen_refs() -> list[str]:
    """The opaque ids of the people ticked on the page, at most one page of them."""
    return [ref for ref in request.form.getlist("person")[:200] if REF.fullmatch(ref)]


def places_form(names: list[str], **options: Any) -> Any:
    """A form with one number for each of these levels, in their present order."""
    checks = [
        InputRequired("Please give a number."),
        NumberRange(1, MOST_PLACES, "Please give a number from 1 to 999."),
    ]
    fields = {
        f"place_{at}": WholeNumber(name, checks, default=at + 1, render_kw={"min": 1, "max": MOST_PLACES})
        for at, name in enumerate(names)
    }
    return type("PlacesForm", (PortalForm,), fields)(**options)


def numbers_in(form: Any) -> list[int]:
    """The numbers of a form of places, in the order of its levels."""
    return [field.data for field in form]
