"""The forms with which coordinators look after the vocabulary."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import FileField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, Regexp, ValidationError

from peerportal.core.ids import REF
from peerportal.terms.listing import SHOWN, SORTS
from peerportal.terms.models import LONGEST_LABEL
from peerportal.terms.relating import SOME, STRONG
from peerportal.web.forms import PortalForm, SearchLine, SelectChoice, TextLine, WholeNumber

MOST_REFS = 200
_A_REF = Regexp(rf"\A{REF.pattern}\Z", message="Please choose one.")
HOW = [
    SelectChoice(STRONG, "Strongly: nearly the same skill"),
    SelectChoice(SOME, "Somewhat: it helps to know the other"),
]


class TermsFilterForm(PortalForm):
    """Which terms to show; it lives in the address, and a wrong part of it counts as empty."""

    q = SearchLine("A term or another spelling")
    sort = SelectField(
        "In which order", choices=[SelectChoice(*choice) for choice in SORTS.items()], validate_choice=False
    )
    page = WholeNumber("Page", [NumberRange(1, 100_000)], default=1)

    @classmethod
    def from_args(cls) -> TermsFilterForm:
        form = cls(request.args)
        form.validate()
        return form

    @property
    def words(self) -> str:
        return "" if self.q.errors else self.q.data or ""

    @property
    def shown(self) -> str:
        """Which of the kinds of terms."""
        shown = request.args.get("show", "")
        return shown if shown in SHOWN else ""

    @property
    def order(self) -> str:
        return self.sort.data if self.sort.data in SORTS else ""  # type: ignore[return-value]

    @property
    def number(self) -> int:
        return 1 if self.page.errors else self.page.data or 1


class LabelForm(PortalForm):
    """A name of a term, as somebody writes it."""

    label = TextLine("Term", [DataRequired("Please write a term.")], limit=LONGEST_LABEL)


class RelateForm(LabelForm):
    """Another term, and how near it is."""

    how = RadioField("How much", choices=HOW, default=SOME, validators=[InputRequired("Please choose one.")])


class MergeForm(PortalForm):
    """The term that another one is merged into, as the preview showed it."""

    into = TextLine("", [_A_REF], limit=26)


class SplitForm(PortalForm):
    """What becomes a term of its own: an alias by its opaque id, or a way of writing."""

    alias = TextLine("", [Optional(), _A_REF], limit=26)
    spelling = TextLine("", limit=LONGEST_LABEL)

    def validate_spelling(self, field: Any) -> None:
        """One of the two has to be there."""
        if not field.data and not self.alias.data:
            raise ValidationError("Please choose one.")


class OtherForm(PortalForm):
    """A related term, by its opaque id."""

    other = TextLine("", [_A_REF], limit=26)


class AliasFileForm(PortalForm):
    """A file of aliases."""

    file = FileField("The CSV file", render_kw={"accept": ".csv,.tsv,.txt,text/csv"})

    @classmethod
    def from_upload(cls) -> AliasFileForm:
        return cls(request.files)

    def validate_file(self, field: Any) -> None:
        if not getattr(field.data, "filename", ""):
            raise ValidationError("Please choose a file.")


def chosen_refs() -> list[str]:
    """The opaque ids of the terms ticked on the page, at most one page of them."""
    return [ref for ref in request.form.getlist("term")[:MOST_REFS] if REF.fullmatch(ref)]
