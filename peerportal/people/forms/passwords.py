"""Fields that hold a password or an e-mail address."""

from __future__ import annotations

import re
from typing import Any

from wtforms import PasswordField
from wtforms.validators import DataRequired, Length, Regexp, ValidationError

from peerportal.core.text import fold_email
from peerportal.people.passwords import LONGEST, SHORTEST
from peerportal.web.forms import EmailLine

# An address inside a company may end in a name that the public net does not know, so only its shape is asked.
SHAPE = r"""\A[^@\s<>"',;:\\()\[\]]+@[^@\s<>"',;:\\()\[\]]+\.[^@\s.<>"',;:\\()\[\]]+\Z"""
NO_ADDRESS = "This does not look like an e-mail address: name@example.com."
STRENGTH = (
    f"At least {SHORTEST} characters. A few unrelated words are good; no digits or signs are asked for."
)


class Password(PasswordField):
    """A password as it was typed: never cleaned, never sent back, at most as long as one may be."""

    def __init__(self, label: str, missing: str = "Please write your password.", **options: Any) -> None:
        checks = [DataRequired(missing), Length(max=LONGEST, message=f"At most {LONGEST} characters.")]
        super().__init__(label, checks, **options)


def _folds(form: Any, field: Any) -> None:
    """What it is compared by must be an address too: a few letters unfold into words."""
    folded = fold_email(field.data)
    if len(folded) > 254 or not re.match(SHAPE, folded):
        raise ValidationError(NO_ADDRESS)


def email_line(label: str = "Work e-mail") -> EmailLine:
    """One e-mail address."""
    return EmailLine(
        label,
        [
            DataRequired("Please write your e-mail address."),
            Regexp(SHAPE, message=NO_ADDRESS),
            _folds,
        ],
    )
