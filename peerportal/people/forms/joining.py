"""The forms of joining."""

from __future__ import annotations

import re
from typing import Any

from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, ValidationError

from peerportal.people.forms.passwords import Password, email_line
from peerportal.web.forms import PortalForm, TextBox, TextLine

DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")
MOST_DOMAINS = 50


def _name() -> StringField:
    return TextLine("Your name", [DataRequired("Please write your name as colleagues know it.")], limit=120)


class JoinForm(PortalForm):
    """Name and password of somebody with an invitation."""

    name = _name()
    password = Password("Password", "Please choose a password.")


class SetUpForm(PortalForm):
    """The first coordinator."""

    name = _name()
    email = email_line()
    password = Password("Password", "Please choose a password.")


class RegisterForm(SetUpForm):
    """Joining by oneself where no mail can confirm the address."""


class JoiningRulesForm(PortalForm):
    """Who may join by themselves."""

    domains = TextBox("E-mail domains that may join by themselves, one a line", limit=4000)
    approval = BooleanField("A coordinator approves each of them")

    def validate_domains(self, field: Any) -> None:
        wrong = [name for name in self.domain_list if not DOMAIN.fullmatch(name)]
        if wrong:
            raise ValidationError(f"Please write domains such as example.com; {wrong[0][:60]} is none.")
        if len(self.domain_list) > MOST_DOMAINS:
            raise ValidationError(f"Please write at most {MOST_DOMAINS} domains.")

    @property
    def domain_list(self) -> list[str]:
        """The domains in small letters, without the @ that people put before them."""
        words = re.split(r"[\s,;]+", (self.domains.data or "").casefold())
        return list(dict.fromkeys(word.lstrip("@").rstrip(".") for word in words if word.strip("@.")))
