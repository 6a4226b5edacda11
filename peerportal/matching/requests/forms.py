"""The words that a request, a question and an answer take."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, ValidationError

from peerportal.web.forms import PortalForm, TextBox

OWN = "own"
# Ready kind words: each says something about the one who answers, none about the one who asked.
KIND_WORDS = {
    "time": "Thank you for asking. My next weeks are full, and I would rather tell you now than let you wait.",
    "full": "Thank you for asking. I already meet as many peers as I can give my attention to.",
    "fit": "Thank you for asking. I believe somebody else can help you further with this than I can.",
    "later": "Thank you for asking, it was good to read. It is not the right moment for me.",
}


class AskForm(PortalForm):
    """The note of a request."""

    note = TextBox("Your note", [DataRequired("Please write a line or two.")], limit=2000)


class QuestionForm(PortalForm):
    """The one thing somebody asks before answering."""

    question = TextBox("Your question", [DataRequired("Please write your question.")], limit=1000)


class ReplyForm(PortalForm):
    """The answer to that one thing."""

    reply = TextBox("Your answer", [DataRequired("Please write your answer.")], limit=2000)


class DeclineForm(PortalForm):
    """Kind words for a "not now": ready ones, or one's own."""

    words = RadioField(
        "What would you like to say?",
        default="time",
        choices=[SelectChoice(key, text) for key, text in KIND_WORDS.items()]
        + [SelectChoice(OWN, "In my own words:")],
    )
    own = TextBox("Your own words", limit=1000)

    def validate_own(self, field: Any) -> None:
        if self.words.data == OWN and not field.data:
            raise ValidationError("Please write a line, or choose one of the ready answers.")

    @property
    def parting(self) -> str:
        """What the other will read."""
        return self.own.data or "" if self.words.data == OWN else KIND_WORDS[self.words.data]
