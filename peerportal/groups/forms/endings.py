"""What may be typed when time together ends."""

from __future__ import annotations

from wtforms.validators import DataRequired

from peerportal.groups.endings.thanks import LONGEST
from peerportal.web.forms import PortalForm, TextBox, Version


class CloseForm(PortalForm):
    """A thank-you that goes with closing, if somebody likes."""

    words = TextBox("A thank-you", limit=LONGEST)


class ThanksForm(PortalForm):
    """A thank-you on the closed page."""

    words = TextBox("Your thank-you", [DataRequired("Please write a line.")], limit=LONGEST)
    version = Version()
