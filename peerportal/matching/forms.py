"""The form that narrows the list; what it holds is read from the address, and nothing in it can be wrong."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs

from peerportal.matching.filters import HOURS, SuggestionFilter
from peerportal.web.forms import PortalForm, SearchLine

ANY = SelectChoice("", "Any")
FORMATS = {"video": "Video call", "in_person": "In person", "phone": "Phone", "writing": "In writing"}


class FilterForm(PortalForm):
    """Term, department, location, way of meeting, language, shared hours and words to search for."""

    term = SearchLine("They offer")
    q = SearchLine("Name, title or topic")
    department = SelectField("Department", validate_choice=False)
    location = SelectField("Location", validate_choice=False)
    format = SelectField(
        "Way of meeting",
        validate_choice=False,
        choices=[ANY, *(SelectChoice(key, word) for key, word in FORMATS.items())],
    )
    language = SelectField("Language", validate_choice=False)
    hours = SelectField("Shared hours", validate_choice=False)

    @classmethod
    def showing(cls, chosen: SuggestionFilter, choices: dict[str, list[str]]) -> FilterForm:
        """The form as it stands for this filter, with what there is to choose from."""
        form = cls(data=chosen.to_args())
        for name in ("department", "location", "language"):
            field: Any = form[name]
            listed = choices.get(name, [])
            here = getattr(chosen, name)
            rest = [here] if here and here not in listed else []
            field.choices = [ANY, *(SelectChoice(value, value) for value in [*listed, *rest])]
        form.hours.choices = [ANY, *(SelectChoice(str(hours), f"{hours} a week or more") for hours in HOURS)]
        return form


class SearchForm(PortalForm):
    """People search."""

    q = SearchLine("Name, title or topic")
