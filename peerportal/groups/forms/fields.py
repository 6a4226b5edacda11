"""Fields that several forms of a group share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import (
    DateTimeLocalField,
)
from wtforms.validators import (
    StopValidation,
    ValidationError,
)

from peerportal.core import clock
from peerportal.groups.meetings import localtime
from peerportal.groups.meetings.localtime import ONCE, TWICE, Reading
from peerportal.web.forms import PortalForm, Version

EARLIEST, LATEST = dt.datetime(2020, 1, 1), dt.datetime(2100, 1, 1)  # noqa: DTZ001 - typed in local time
NO_MOMENT = "Please give a day and a time."
WHICH = "-which"  # added to the name of the field in which somebody says which of two moments they mean


def _in_reach(form: Any, field: Any) -> None:
    if field.data and not EARLIEST <= field.data <= LATEST:
        raise StopValidation("Please give a date of this century, with its four-digit year.")


def _is_one_moment(form: Any, field: Any) -> None:
    """A time that the clock shows twice or never is asked about, never guessed."""
    reading = field.reading
    if reading is None or reading.kind == ONCE or field.answer:
        return
    if reading.kind == TWICE:
        raise StopValidation("The clocks go back that night, so this time comes twice. Which one is it?")
    raise StopValidation(
        "The clocks go forward then, and this time is left out. Which one would suit instead?"
    )


@dataclass(frozen=True)
class Way:
    """One of two moments that a typed time may be: as a form sends it, and on the reader's clock."""

    value: str
    at: dt.datetime
    is_chosen: bool

    @property
    def clock(self) -> str:
        """How far that clock is ahead of UTC then, by which the two differ."""
        return f"UTC{self.at.isoformat()[-6:]}"


class Moment(DateTimeLocalField):
    """A date and a time of day on the reader's own clock, which stands in `zone`.

    A time that is no moment, or two, comes back with the moments it can be as `ways` to choose from.
    """

    zone: ZoneInfo | None = None
    chosen = ""

    def __init__(self, label: str, validators: Any = (), **options: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
        options = {"format": formats, "invalid_value_message": NO_MOMENT} | options
        super().__init__(label, [*validators, _in_reach, _is_one_moment], **options)

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:
        super().process(formdata, *args, **options)
        if formdata is not None:
            self.chosen = next(iter(formdata.getlist(self.name + WHICH)), "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        if any(text.strip() for text in valuelist):
            super().process_formdata(valuelist)
        else:
            self.data = None

    def process_data(self, value: Any) -> None:
        if value is not None and value.tzinfo is not None:
            self.chosen = value.astimezone(dt.UTC).isoformat()
            value = value.replace(tzinfo=None, fold=0)
        super().process_data(value)

    @property
    def reading(self) -> Reading | None:
        """What was typed can mean, on a clock that is known."""
        if not self.data or not self.zone or not EARLIEST <= self.data <= LATEST:
            return None
        return localtime.read(self.data, self.zone)

    @property
    def answer(self) -> dt.datetime | None:
        """The moment that was chosen, where there was a choice."""
        moments = self.reading.moments if self.reading else ()
        return next((at for at in moments if at.isoformat() == self.chosen), None)

    @property
    def ways(self) -> list[Way]:
        """The moments to choose from, in order; none when there is no choice."""
        reading = self.reading
        if reading is None or reading.kind == ONCE:
            return []
        return [Way(at.isoformat(), at.astimezone(self.zone), at == self.answer) for at in reading.moments]

    def moment(self, zone: ZoneInfo) -> dt.datetime | None:
        """The moment that was typed by somebody whose clock stands in `zone`."""
        if not self.data:
            return None
        return self.answer or localtime.read(self.data, zone).moments[0]

    def check(self, stands: dt.datetime | None) -> None:
        """Refuse a moment that nobody can plan for; what stands there already may stay."""
        at = self.moment(self.zone) if self.zone else None
        if at and at != stands and (sentence := localtime.refusal(at, clock.now())):
            raise ValidationError(sentence)


class LocalForm(PortalForm):
    """A form with times on the clock of whoever fills it in; `stands` is the time that it is about to change."""

    def __init__(
        self, formdata: Any = None, *, zone: ZoneInfo, stands: dt.datetime | None = None, **facts: Any
    ) -> None:
        super().__init__(formdata, **facts)
        self.stands = stands
        for field in self:
            if isinstance(field, Moment):
                field.zone = zone


class NumberForm(PortalForm):
    """Which meeting, or which version, a single button is about."""

    number = Version()
