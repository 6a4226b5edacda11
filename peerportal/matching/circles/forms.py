"""What may be typed to start a circle."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import DataRequired

from peerportal.groups.circles.starting import Plan
from peerportal.groups.formats import Format
from peerportal.groups.models.circle import ANYBODY, INVITED
from peerportal.web.forms import FormKey, PortalForm, SelectChoice, TextBox, TextLine


class StartForm(PortalForm):
    """A circle of one format; its choices come from the format."""

    format = HiddenField()
    topic = TextLine(
        "Topic",
        [DataRequired("Please name the one thing it is about.")],
        description="A few words, as you would say it to a colleague.",
    )
    about = TextBox("What it is about", limit=500)
    joining = RadioField(
        "Who may join",
        default=ANYBODY,
        choices=[
            SelectChoice(ANYBODY, "Anybody it suits"),
            SelectChoice(INVITED, "Only people we invite"),
        ],
    )
    most = SelectField("People at most", coerce=int)
    planned = SelectField("Meetings", coerce=int)
    form_key = FormKey()

    def offer(self, form: Format) -> Any:
        """Fill the choices with those of the format."""
        self.format.data = form.key
        self.most.choices = [SelectChoice(size, str(size)) for size in form.sizes]
        self.planned.choices = [SelectChoice(number, str(number)) for number in sorted(form.planned)]
        if self.most.data is None:
            self.most.data = form.most
        if not form.planned:
            del self.planned
        elif self.planned.data is None:
            self.planned.data = form.planned[0]
        return self

    @property
    def plan(self) -> Plan:
        """What was typed, as the verb takes it."""
        planned = self.planned.data if "planned" in self else None
        return Plan(
            self.format.data or "",
            self.topic.data or "",
            self.about.data or "",
            self.joining.data,
            self.most.data,
            planned,
        )
