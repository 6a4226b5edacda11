"""What may be typed and pressed while a group sits, and after it."""

from __future__ import annotations

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from peerportal.core.markdown import LONGEST
from peerportal.groups.sitting.after import BALANCED, USEFUL
from peerportal.web.forms import PortalForm, SelectChoice, TextBox, Version

ONE_OF_THREE = InputRequired("Please choose one of the three.")
CHOICES = [SelectChoice(value, value) for value in ("mine", "theirs", "both")]


def _offered(answers: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in answers.items()]


class StepForm(PortalForm):
    """A step of a sitting: in which meeting, and what it looked like to whoever pressed."""

    number = Version()
    version = Version()


class NoteForm(PortalForm):
    """The note that the members share about an item."""

    words = TextBox("Your note, in Markdown if you like", limit=LONGEST)
    version = Version()


class NotebookForm(PortalForm):
    """What somebody writes for themselves."""

    words = TextBox("For yourself", limit=LONGEST)
    version = Version()


class SettleNoteForm(NoteForm):
    """Two versions of a note met: which of them stays."""

    choice = SelectField("Which one stays", choices=CHOICES, validators=[InputRequired()])


class SettleNotebookForm(NotebookForm):
    """Two versions of a notebook met: which of them stays."""

    choice = SelectField("Which one stays", choices=CHOICES, validators=[InputRequired()])


class CheckForm(PortalForm):
    """What somebody thought of a meeting, in half a minute."""

    useful = RadioField("Was it worth your time?", choices=_offered(USEFUL), validators=[ONE_OF_THREE])
    balanced = RadioField("How was the time shared?", choices=_offered(BALANCED), validators=[ONE_OF_THREE])
