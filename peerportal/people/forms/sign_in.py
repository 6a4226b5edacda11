"""The forms of signing in."""

from __future__ import annotations

from wtforms import HiddenField
from wtforms.validators import Length

from peerportal.people.forms.passwords import Password, email_line
from peerportal.web.forms import PortalForm


class SignInForm(PortalForm):
    """Who, the password, the page they came for, and what they were about to send."""

    email = email_line()
    password = Password("Password")
    next = HiddenField("", [Length(max=2000)])
    carried = HiddenField("", [Length(max=200_000)])


class AskLinkForm(PortalForm):
    """Where to send a link."""

    email = email_line()


class ConfirmForm(PortalForm):
    """A button and nothing else."""


class NewPasswordForm(PortalForm):
    """A new password after a reset."""

    password = Password("New password", "Please write a new password.")
