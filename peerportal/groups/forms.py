"""What may be typed on a group's page."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import DateTimeLocalField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError

from peerportal.groups.models.agreement import TOPICS
from peerportal.web.forms import FormKey, PortalForm, TextBox, TextLine, WholeNumber

MEANS = {
    "video": "By video",
    "in_person": "In person",
    "phone": "By phone",
    "writing": "In writing",
}
EARLIEST, LATEST = dt.datetime(2020, 1, 1), dt.datetime(2100, 1, 1)  # noqa: DTZ001 - typed in local time


def _in_reach(form: Any, field: Any) -> None:
    if field.data and not EARLIEST <= field.data <= LATEST:
        raise ValidationError("Please give a date of this century, with its four-digit year.")


class Moment(DateTimeLocalField):
    """A date and a time of day on the reader's own clock; `zone` turns it into a moment and back."""

    def __init__(self, label: str, validators: Any = (), **options: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
        super().__init__(label, [*validators, _in_reach], format=formats, **options)

    def moment(self, zone: ZoneInfo) -> dt.datetime | None:
        """The moment that was typed by somebody whose clock stands in `zone`."""
        return self.data.replace(tzinfo=zone).astimezone(dt.UTC) if self.data else None


class Version(HiddenField):
    """Which version of a row the form shows; nonsense counts as one that has long been overtaken."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = valuelist[0] if valuelist else ""
        self.data = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


class FirstChatForm(PortalForm):
    """When the first chat is."""

    at = Moment("Day and time", [DataRequired("Please choose a day and a time.")])
    seen = HiddenField()


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


class MeetingForm(PortalForm):
    """When, how long and how the next meeting is."""

    starts_at = Moment("Day and time", [Optional()])
    minutes = WholeNumber(
        "Minutes",
        [
            InputRequired("Please say how long."),
            NumberRange(5, 480, "Between 5 minutes and 8 hours, please."),
        ],
    )
    means = SelectField("How", choices=[SelectChoice(value, label) for value, label in MEANS.items()])
    place = TextLine("Where, or the link of the call", limit=300)
    version = Version()

    def plan(self, zone: ZoneInfo) -> dict[str, Any]:
        """What was typed, as the verb takes it."""
        return {
            "starts_at": self.starts_at.moment(zone),
            "minutes": self.minutes.data,
            "means": self.means.data,
            "place": self.place.data or "",
        }


class NumberForm(PortalForm):
    """Which meeting, or which version, a single button is about."""

    number = Version()


class AgreementForm(PortalForm):
    """What the members settle between them: six short answers and their own rules."""

    who = TextLine("Who meets, and who invites", limit=200)
    often = TextLine("How often", limit=120)
    long = TextLine("How long", limit=120)
    means = TextLine("By what means", limit=120)
    formal = TextLine("How formal", limit=200)
    private = TextBox("What stays between us", limit=500)
    rules = TextBox("Our own rules", limit=1000)
    version = Version()

    @property
    def terms(self) -> dict[str, str]:
        """What was typed, by topic."""
        return {name: self[name].data or "" for name in TOPICS}
