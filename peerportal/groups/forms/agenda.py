"""What may be typed on an agenda."""

from __future__ import annotations

from wtforms import SelectField
from wtforms.validators import DataRequired, InputRequired

from peerportal.web.forms import FormKey, PortalForm, SelectChoice, TextBox, TextLine, Version


class ItemForm(PortalForm):
    """A point for the agenda."""

    words = TextLine("Something to talk about", [DataRequired("Please write what it is about.")], limit=500)
    form_key = FormKey()


class EditForm(PortalForm):
    """Another wording of a point."""

    words = TextBox("The point in your words", [DataRequired("Please write what it is about.")], limit=500)
    version = Version()


class SettleForm(EditForm):
    """Two wordings of one point met: which of them stays."""

    choice = SelectField(
        "Which one stays",
        choices=[SelectChoice(value, value) for value in ("mine", "theirs", "both")],
        validators=[InputRequired()],
    )
    form_key = FormKey()


class PlaceForm(PortalForm):
    """Where a point stood for whoever moves it."""

    place = Version()
