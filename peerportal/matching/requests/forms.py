"""The words that a request, a question and an answer take."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.validators import DataRequired, ValidationError

from peerportal.web.forms import PortalForm, SelectChoice, TextBox

OWN = "own"
NOTE_TO_CONFIRM = 1000
# Ready kind words: each says something about the one who answers, none about the one who asked.
KIND_WORDS = {
    "time": "Thank you for asking. My next weeks are full, and I would rather tell you now than let you wait.",
    "full": "Thank you for asking. I already meet as many peers as I can give my attention to.",
    "fit": "Thank you for asking. I believe somebody else can help you further with this than I can.",
    "later": "Thank you for asking, it was good to read. It is not the right moment for me.",
}


# The same for somebody who says that the two already meet, and is mistaken or goes too fast.
NOT_SO_WORDS = {
    "mixup": "I think this is a mix-up: we talk now and then, but we do not meet as peers.",
    "over": "We used to meet, and I remember it gladly. By now it has come to its end.",
    "unlisted": "Let us go on the way we do. I would rather not have it in the portal.",
}


def _choices(ready: dict[str, str]) -> list[SelectChoice]:
    own = SelectChoice(OWN, "In my own words:")
    return [*(SelectChoice(key, text) for key, text in ready.items()), own]


class AskForm(PortalForm):
    """The note of a request."""

    note = TextBox("Your note", [DataRequired("Please write a line or two.")], limit=2000)


class WeMeetForm(PortalForm):
    """A line that goes with "we already meet", if somebody likes."""

    note = TextBox("A line to go with it", limit=NOTE_TO_CONFIRM)


class QuestionForm(PortalForm):
    """The one thing somebody asks before answering."""

    question = TextBox("Your question", [DataRequired("Please write your question.")], limit=1000)


class ReplyForm(PortalForm):
    """The answer to that one thing."""

    reply = TextBox("Your answer", [DataRequired("Please write your answer.")], limit=2000)


class DeclineForm(PortalForm):
    """Kind words for a "not now": ready ones, or one's own."""

    ready = KIND_WORDS
    words = RadioField("What would you like to say?", default="time", choices=_choices(KIND_WORDS))
    own = TextBox("Your own words", limit=1000)

    def validate_own(self, field: Any) -> None:
        if self.words.data == OWN and not field.data:
            raise ValidationError("Please write a line, or choose one of the ready answers.")

    @property
    def parting(self) -> str:
        """What the other will read."""
        return self.own.data or "" if self.words.data == OWN else self.ready[self.words.data]


class NotSoForm(DeclineForm):
    """The same for a "not so"."""

    ready = NOT_SO_WORDS
    words = RadioField("What would you like to say?", default="mixup", choices=_choices(NOT_SO_WORDS))
