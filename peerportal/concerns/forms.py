"""What a report of concern takes, and what a coordinator writes when closing it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput

from peerportal.web.forms import FormKey, PortalForm, SelectChoice, TextBox


class ConcernForm(PortalForm):
    """A report; the passages one could show are handed in."""

    form_key = FormKey()
    words = TextBox("What worries you?", [DataRequired("Please say in a line what worries you.")], limit=4000)
    shown = SelectMultipleField("What may the coordinators see?", option_widget=CheckboxInput())
    block = BooleanField("Also block this person: neither of you sees the other here any more")

    def offer(self, passages: Iterable[Any]) -> Any:
        """Fill in the passages."""
        self.shown.choices = [SelectChoice(passage.key, passage.label) for passage in passages]
        return self


class OutcomeForm(PortalForm):
    """Why a report is closed."""

    outcome = TextBox(
        "What was done, or why nothing is needed", [DataRequired("Please write a line.")], limit=2000
    )
