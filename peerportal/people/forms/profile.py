"""The forms of one's own profile, one a screen, and those of a single word."""

from __future__ import annotations

import re
from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields import TimeField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional, Regexp, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from peerportal.core.ids import REF
from peerportal.core.text import clean
from peerportal.people.models.profile import FACETS
from peerportal.people.profile.card import DAY_NAMES, FORMAT_WORDS
from peerportal.web.forms import PortalForm, SelectChoice, TextBox, TextLine

MOST_LANGUAGES = 8
DAYS = [SelectChoice(str(bit), name) for bit, name in enumerate(DAY_NAMES)]
ROOM = [SelectChoice("1", "One peer"), SelectChoice("2", "Two peers"), SelectChoice("3", "Three peers")]
FORMATS = [SelectChoice(name, words.capitalize()) for name, words in FORMAT_WORDS.items()]


class TickList(SelectMultipleField):
    """Several out of a few, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def split_list(text: str | None) -> list[str]:
    """The parts of a list as people write it, each once; commas, semicolons, bars and the word and separate them."""
    parts = (part.strip() for part in re.split(r"[,;|/]|\band\b", text or ""))
    return list({part.casefold(): part[:1].upper() + part[1:] for part in parts if part}.values())


class WhereForm(PortalForm):
    """Where one stands in the organisation; the names in use are offered."""

    departments: list[str] = []
    locations: list[str] = []
    title = TextLine("What you do", limit=120)
    department = TextLine("Department", limit=120)
    location = TextLine("Location", limit=120)
    level = SelectField("Level")
    languages = TextLine("Languages you could meet in", limit=200)

    def validate_languages(self, field: Any) -> None:
        """A handful of names, not a text."""
        parts = split_list(field.data)
        if len(parts) > MOST_LANGUAGES or any(len(part) > 40 for part in parts):
            raise ValidationError(f"Please name up to {MOST_LANGUAGES} languages, with commas between them.")


class WorkingForm(PortalForm):
    """How one likes to work."""

    style = TextBox("How I like to work", limit=280)
    line = TextBox("A line in your own words", limit=280)
    formats = TickList("Ways to meet that suit you", choices=FORMATS)
    room = RadioField("Room for", choices=ROOM, validators=[InputRequired("Please choose one.")])


class HoursForm(PortalForm):
    """When one works."""

    time_zone = SelectField("Time zone", validators=[InputRequired("Please choose one.")])
    starts = TimeField("From", [DataRequired("Please choose a time.")], format=["%H:%M", "%H:%M:%S"])
    ends = TimeField("To", [DataRequired("Please choose a time.")], format=["%H:%M", "%H:%M:%S"])
    days = TickList("Days", choices=DAYS)

    @property
    def values(self) -> dict[str, Any]:
        """Times as minutes of the day, days as bits."""
        minutes = {
            name: at.hour * 60 + at.minute
            for name, at in (("starts", self.starts.data), ("ends", self.ends.data))
            if at is not None
        }
        days = sum(1 << int(bit) for bit in set(self.days.data or ()))
        return {"time_zone": self.time_zone.data, "days": days, **minutes}

    def validate_ends(self, field: Any) -> None:
        """A day has a length; a night shift ends before it begins."""
        if field.data is not None and field.data == self.starts.data:
            raise ValidationError("Please choose another time than the beginning.")


class WordForm(PortalForm):
    """One more word: typed, or picked from what was offered while typing."""

    facet = TextLine("", [AnyOf(FACETS)], limit=10)
    text = TextLine("A word", limit=80)
    pick = TextLine("", limit=80)

    @property
    def words(self) -> list[str]:
        """What was picked, else what was typed; several with commas or semicolons between them."""
        return [self.pick.data] if self.pick.data else split_words(self.text.data)


def split_words(text: str | None) -> list[str]:
    """The parts of a line of words. A slash stays: CI/CD is one word."""
    return [part for part in map(str.strip, re.split(r"[,;،、；]", text or "")) if part]


class HeldWordForm(PortalForm):
    """A word of the profile; `label` is what it shall mean, itself when empty."""

    facet = TextLine("", [AnyOf(FACETS)], limit=10)
    term = TextLine("", [Regexp(rf"\A{REF.pattern}\Z", flags=re.ASCII)], limit=26)
    label = TextLine("", [Optional(), Length(max=80)], limit=80)


def clean_word(text: str | None) -> str:
    """What somebody is typing, cleaned like every other text."""
    return clean(text)[:80]
