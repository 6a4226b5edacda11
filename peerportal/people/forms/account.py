"""The forms of one's own account."""

from __future__ import annotations

from wtforms.validators import AnyOf

from peerportal.people.forms.passwords import Password, email_line
from peerportal.people.models.person import THEMES
from peerportal.web.forms import PortalForm, TextLine


class ChangePasswordForm(PortalForm):
    """The present password and the new one."""

    current = Password("Present password", "Please write your present password.")
    password = Password("New password", "Please write a new password.")


class FirstPasswordForm(PortalForm):
    """A password for somebody who has none."""

    password = Password("New password", "Please write a new password.")


class ChangeEmailForm(PortalForm):
    """Another address, and the password that shows whose wish it is."""

    email = email_line("New e-mail address")
    proof = Password("Present password", "Please write your present password.")


class ThemeForm(PortalForm):
    """Light or dark."""

    theme = TextLine("Light or dark", [AnyOf(THEMES)])
