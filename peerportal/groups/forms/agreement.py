"""What may be typed into an agreement."""

from __future__ import annotations

from wtforms import SelectField
from wtforms.validators import InputRequired

from peerportal.groups.models.agreement import TOPICS
from peerportal.web.forms import PortalForm, SelectChoice, TextBox, TextLine, Version


class AgreementForm(PortalForm):
    """What the members settle between them: six short answers and their own rules."""

    who = TextLine("Who meets, and who invites", limit=200)
    often = TextLine("How often", limit=120)
    long = TextLine("How long", limit=120)
    means = TextLine("By what means", limit=120)
    formal = TextLine("How formal", limit=200)
    private = TextBox("What stays between us", limit=500)
    rules = TextBox("Our own rules", limit=1000)
    version = Version()

    @property
    def terms(self) -> dict[str, str]:
        """What was typed, by topic."""
        return {name: self[name].data or "" for name in TOPICS}


class SettleAgreementForm(AgreementForm):
    """Two versions of an agreement met: which of them stays."""

    choice = SelectField(
        "Which one stays",
        choices=[SelectChoice(value, value) for value in ("mine", "theirs", "both")],
        validators=[InputRequired()],
    )
