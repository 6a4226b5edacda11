"""The forms with which coordinators look after banks, decks and questions."""

from __future__ import annotations

from typing import Any

from flask import request
from werkzeug.datastructures import CombinedMultiDict
from wtforms import FileField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, NumberRange, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from peerportal.activities import texts
from peerportal.activities.banks.listing import SHOWN, Filter
from peerportal.activities.models.content import LONGEST_NAME, LONGEST_QUESTION
from peerportal.activities.shelf import STAGES
from peerportal.groups.starters import THEMES
from peerportal.web.forms import PortalForm, SearchLine, SelectChoice, TextLine, Version, WholeNumber

WRITE_IT = "Please write the question."
CALL_IT = "Please give it a name."


def theme_names() -> dict[str, str]:
    """What each theme is called."""
    names: dict[str, str] = texts.of("questions").more["themes"]
    return {theme: names[theme] for theme in THEMES}


def _choices(names: dict[str, str], none: str = "") -> list[SelectChoice]:
    return ([SelectChoice("", none)] if none else []) + [SelectChoice(*one) for one in names.items()]


class FilterForm(PortalForm):
    """Which questions to show; it lives in the address, and a wrong part of it counts as empty."""

    q = SearchLine("Words of a question")
    theme = SelectField("Theme", validate_choice=False, choices=lambda: _choices(theme_names(), "Any theme"))
    stage = SelectField("Stage", validate_choice=False, choices=_choices(STAGES, "Any stage"))
    page = WholeNumber("Page", [NumberRange(1, 100_000)], default=1)

    @classmethod
    def from_args(cls) -> FilterForm:
        form = cls(request.args)
        form.validate()
        return form

    @property
    def wanted(self) -> Filter:
        """What it asks for."""
        words = "" if self.q.errors else self.q.data or ""
        theme, stage, shown = self.theme.data or "", self.stage.data or "", request.args.get("show", "")
        return Filter(
            words,
            theme if theme in THEMES else "",
            stage if stage in STAGES else "",
            shown if shown in SHOWN else "",
        )

    @property
    def number(self) -> int:
        return 1 if self.page.errors else self.page.data or 1


class CardForm(PortalForm):
    """What a card asks."""

    words = TextLine("The question", [DataRequired(WRITE_IT)], limit=LONGEST_QUESTION)
    version = Version()


def _some(form: Any, field: Any) -> None:
    # A validator of the library would have each box asked for, not any of them.
    if not field.data:
        raise ValidationError("Please choose one stage or more.")


class QuestionForm(CardForm):
    """A question of a bank: its words, its theme, and the stages it fits."""

    theme = SelectField("Theme", choices=lambda: _choices(theme_names()))
    stages = SelectMultipleField(
        "Fits a group that is",
        [_some],
        choices=_choices(STAGES),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    @property
    def in_order(self) -> str:
        """The stages in their order, with blanks between them."""
        return " ".join(stage for stage in STAGES if stage in (self.stages.data or []))


class AcceptForm(QuestionForm):
    """An offered question as it is taken into a bank."""

    bank = SelectField("Into")

    def offer(self, banks: list[Any]) -> AcceptForm:
        """Give the banks to choose from."""
        self.bank.choices = [SelectChoice(bank.ref, bank.name) for bank in banks]
        return self


class BankForm(PortalForm):
    """A new bank."""

    name = TextLine("What is it called?", [DataRequired(CALL_IT)], limit=LONGEST_NAME)


def _is_chosen(form: Any, field: Any) -> None:
    if not getattr(field.data, "filename", ""):
        raise ValidationError("Please choose a file.")


class FileForm(PortalForm):
    """A file of questions."""

    file = FileField("The CSV file", [_is_chosen], render_kw={"accept": ".csv,.tsv,.txt,text/csv"})

    @classmethod
    def from_upload(cls) -> Any:
        """The form with what was sent."""
        return cls(_sent())


class DeckForm(FileForm):
    """A new deck, from a file."""

    name = TextLine("What is it called?", [DataRequired(CALL_IT)], limit=LONGEST_NAME)


def _sent() -> Any:
    return CombinedMultiDict([request.form, request.files])
