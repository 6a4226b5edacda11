"""What a coordinator may set in a programme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, DateField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput

from peerportal.programmes.words import COMPONENTS, NORMAL, NOTCHES
from peerportal.web.forms import PortalForm, SelectChoice, TextBox, TextLine, WholeNumber

WISHES = [
    SelectChoice("different", "Rather different"),
    SelectChoice("same", "Rather the same"),
    SelectChoice("any", "Does not matter"),
]
PLAIN = (
    "name", "purpose", "starts_on", "ends_on", "cadence_days", "company_gives", "ground_rules", "department_wish",
    "place_wish", "level_gap", "pending_out", "pending_in", "expiry_days", "cooldown_days",
    "approves_circles",
)  # fmt: skip


def _number(label: str, least: int, most: int, *, optional: bool = False, hint: str = "") -> WholeNumber:
    message = f"Please give a whole number from {least} to {most}."
    first = Optional() if optional else InputRequired(message)
    return WholeNumber(label, [first, NumberRange(least, most, message)], description=hint)


def _checks(label: str, hint: str) -> SelectMultipleField:
    return SelectMultipleField(label, option_widget=CheckboxInput(), description=hint)


class ProgrammeForm(PortalForm):
    """All settings of a programme; the choices of `departments` and `locations` are handed in."""

    version = WholeNumber(widget=HiddenInput(), validators=[InputRequired(), NumberRange(0, 2**31 - 1)])
    name = TextLine("Name", [DataRequired("Please give the programme a name.")])
    purpose = TextBox("Purpose", [DataRequired("Please say what it is for.")], limit=1000)
    starts_on = DateField("First day", [Optional()], description="Empty: it has begun.")
    ends_on = DateField("Last day", [Optional()], description="Empty: always on.")
    cadence_days = _number("Days between meetings", 1, 365, hint="A month is 30. Pairs may agree otherwise.")
    departments = _checks("Departments", "None ticked: every department.")
    locations = _checks("Places", "None ticked: every place.")
    department_wish = RadioField("A peer's department", choices=WISHES)
    place_wish = RadioField("A peer's place of work", choices=WISHES)
    level_gap = _number(
        "Largest gap in level", 0, 20, optional=True, hint="Empty: closeness is a wish, not a bar."
    )
    shared_hours = _number(
        "Hours a week two people must share", 0, 40, hint="0: overlap is a wish, not a bar."
    )
    wild_card = BooleanField("The tenth suggestion is a wild card, picked at random from another area")
    pending_out = _number("Requests a person may have waiting", 1, 10)
    pending_in = _number("Requests that may wait for a person", 1, 20)
    remind_first = _number("First reminder, on day", 1, 60)
    remind_second = _number("Second reminder, on day", 2, 60)
    expiry_days = _number("A request ends by itself on day", 3, 90)
    cooldown_days = _number(
        "Days until two people may ask again", 0, 730, hint="After a “not now” or after closing a pair."
    )
    approves_circles = BooleanField("A coordinator looks at each circle before it can gather people")
    company_gives = TextBox(
        "What the company gives",
        limit=1000,
        description="For example working time to meet, rooms, a budget. Empty: nothing is shown.",
    )
    ground_rules = TextBox(
        "Ground rules",
        [DataRequired("Please keep at least one ground rule.")],
        limit=2000,
        description="One rule a line. Each pair agrees to them and may add its own.",
    )

    def offer(self, departments: Iterable[str], locations: Iterable[str]) -> Any:
        """Fill the choices, keeping names that were chosen before and that nobody has any more."""
        for field, names in ((self.departments, departments), (self.locations, locations)):
            known = list(dict.fromkeys([*names, *(field.object_data or [])]))
            field.choices = [SelectChoice(name) for name in known]
        return self

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("The last day cannot be before the first.")

    def validate_remind_second(self, field: WholeNumber) -> None:
        if field.data is not None and field.data <= (self.remind_first.data or 0):
            raise ValidationError("The second reminder comes after the first.")

    def validate_expiry_days(self, field: WholeNumber) -> None:
        if field.data is not None and field.data <= (self.remind_second.data or 0):
            raise ValidationError("A request ends after its second reminder.")

    @property
    def notches(self) -> list[SelectField]:
        """The fields of the weights, in the order of the components."""
        return [self[f"weight_{name}"] for name in COMPONENTS]

    def settings(self) -> dict[str, Any]:
        """The values as the programme keeps them: what is usual is left out, so that saving it changes nothing."""
        lists = {"departments": self.departments.data, "locations": self.locations.data}
        notches = {name: int(self[f"weight_{name}"].data) for name in COMPONENTS}
        return {name: self[name].data for name in PLAIN} | {
            "audience": {key: names for key, names in lists.items() if names},
            "shared_hours": (self.shared_hours.data or 0) * 60,
            "wild_card": int(self.wild_card.data),
            "remind_days": [self.remind_first.data, self.remind_second.data],
            "weights": {name: notch for name, notch in notches.items() if notch != NORMAL},
        }


for _name, _label in COMPONENTS.items():
    _choices = [SelectChoice(str(notch), words) for notch, words in enumerate(NOTCHES)]
    setattr(
        ProgrammeForm, f"weight_{_name}", SelectField(_label, choices=_choices, coerce=int, default=NORMAL)
    )


def filled(programme: Any) -> dict[str, Any]:
    """What the form shows of a programme."""
    first, second = programme.remind_days
    return (
        {name: getattr(programme, name) for name in (*PLAIN, "version")}
        | {f"weight_{name}": programme.weight(name) for name in COMPONENTS}
        | {
            "departments": programme.audience.get("departments", []),
            "locations": programme.audience.get("locations", []),
            "shared_hours": programme.shared_hours // 60,
            "wild_card": bool(programme.wild_card),
            "remind_first": first,
            "remind_second": second,
        }
    )
