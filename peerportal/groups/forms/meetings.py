"""What may be typed about when and how a group meets."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import HiddenField, SelectField
from wtforms.validators import DataRequired, InputRequired, NumberRange, ValidationError

from peerportal.groups.forms.fields import LocalForm, Moment
from peerportal.groups.meetings import places
from peerportal.groups.meetings.usual import LONGEST, SHORTEST
from peerportal.groups.timing import read_moment
from peerportal.web.forms import PortalForm, SelectChoice, TextLine, Version, WholeNumber

MEANS = {
    "video": "By video",
    "in_person": "In person",
    "phone": "By phone",
    "writing": "In writing (e-mail, chat)",
}


class FirstChatForm(LocalForm):
    """When the first chat is."""

    at = Moment("Day and time", [DataRequired("Please choose a day and a time.")])
    seen = HiddenField()

    def validate_at(self, field: Any) -> None:
        """It is still to come."""
        field.check(self.stands)


class MeetingForm(LocalForm):
    """When, how long and how the next meeting is."""

    starts_at = Moment("Day and time")
    minutes = WholeNumber(
        "Minutes",
        [
            InputRequired("Please say how long."),
            NumberRange(SHORTEST, LONGEST, "Between 5 minutes and 8 hours, please."),
        ],
    )
    means = SelectField("How", choices=[SelectChoice(value, label) for value, label in MEANS.items()])
    place = TextLine("Where, or the link of the call", limit=300)
    number = Version()
    version = Version()

    def validate_starts_at(self, field: Any) -> None:
        """It is still to come; a date that is booked is not taken away, but called off."""
        field.check(self.stands)
        if self.stands and not field.data:
            raise ValidationError("Please choose a day and a time, or call the meeting off below.")

    def validate_place(self, field: Any) -> None:
        """A link leads to the web or is none."""
        if sentence := places.refusal(field.data or "", self.means.data or ""):
            raise ValidationError(sentence)

    def plan(self, zone: ZoneInfo) -> dict[str, Any]:
        """What was typed, as the verb takes it."""
        return {
            "starts_at": self.starts_at.moment(zone),
            "minutes": self.minutes.data,
            "means": self.means.data,
            "place": self.place.data or "",
        }


class SlotForm(PortalForm):
    """A time that one click books: which meeting it is for, the moment, and the offer that named it, if one did."""

    number = Version()
    at = HiddenField()
    offer = HiddenField()

    def validate_at(self, field: Any) -> None:
        """A moment, as the button carries it."""
        if self.moment is None:
            raise ValidationError("Please choose one of the times.")

    @property
    def moment(self) -> dt.datetime | None:
        """The moment that the button carried."""
        return read_moment(self.at.data)


class OffersForm(LocalForm):
    """Up to three other times."""

    first = Moment("One time", [DataRequired("Please give at least one time.")])
    second = Moment("Another")
    third = Moment("A third")
    number = Version()

    def validate_first(self, field: Any) -> None:
        """It is still to come."""
        field.check(None)

    validate_second = validate_third = validate_first

    @property
    def fields(self) -> list[Moment]:
        """The fields for times, in order."""
        return [self.first, self.second, self.third]

    def times(self, zone: ZoneInfo) -> list[dt.datetime]:
        """The moments that were given."""
        return [at for field in self.fields if (at := field.moment(zone))]
