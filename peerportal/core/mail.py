"""Mail: enqueued as ids in the transaction that wants it, written and sent by a job; never a group's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from peerportal.core import jobs, smtp
from peerportal.core.settings import Settings
from peerportal.core.text import clean

Context = Callable[[dict[str, Any]], dict[str, Any] | None]
CONTEXTS: dict[str, Context] = {}
_settings = Settings()
_texts: Environment | None = None


@dataclass(frozen=True)
class Alternative:
    """The same message in another form than plain text, for programs that understand it (an invitation, say)."""

    subtype: str
    content: bytes
    params: dict[str, str] = field(default_factory=dict)


def use(settings: Settings, templates: Path) -> None:
    """Send by these settings, with the texts in this folder."""
    global _settings, _texts
    _settings = settings
    # Plain text mails: nothing to escape, and the only values are names, dates and links.
    _texts = Environment(loader=FileSystemLoader(templates), undefined=StrictUndefined, autoescape=False)  # noqa: S701


def is_on() -> bool:
    """Whether mail can be sent at all."""
    return bool(_settings.smtp_url)


def link(path: str) -> str:
    """The full address of a path of the portal, always from the configured base."""
    return _settings.url + path


def host() -> str:
    """The name of the portal in message ids and in calendars."""
    return urlsplit(_settings.url).hostname or "localhost"


def sender() -> str:
    """The address that mails come from."""
    return _settings.mail_from or f"peerportal@{host()}"


def context(template: str) -> Callable[[Context], Context]:
    """Register who gets this mail and what it says: payload → {"name", "address", …}, or None for no mail after all.

    Under "alternatives" it may give the same in other forms, as a list of Alternative.
    """

    def register(function: Context) -> Context:
        CONTEXTS[template] = function
        return function

    return register


def enqueue(template: str, *, key: str | None = None, delay: float = 0, **ids: Any) -> None:
    """Have this mail written and sent once the transaction has committed; ids only, never words."""
    if is_on():
        jobs.enqueue("mail", {"template": template, **ids}, key=key, delay=delay)


@jobs.handler("mail")
def send_job(payload: dict[str, Any]) -> None:
    """Write the mail a job asks for and hand it to the server."""
    facts = CONTEXTS[payload["template"]](payload)
    if facts is not None and is_on():
        message = compose(payload["template"], facts, str(payload.get("job", "")))
        try:
            smtp.hand_over(message, _settings.smtp_url)
        except smtp.Refused as refused:
            raise jobs.Hopeless(str(refused)) from None


def compose(template: str, facts: dict[str, Any], job: str) -> EmailMessage:
    """The message of a template (its first line is the subject) for `facts["name"]` at `facts["address"]`."""
    if _texts is None:
        raise RuntimeError("mail has no texts yet")
    head, _, body = _texts.get_template(f"{template}.txt").render(link=link, **facts).partition("\n")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("PeerPortal", addr_spec=sender())
    # By its parts: as one text the library takes no letters beyond ASCII.
    username, _, domain = facts["address"].rpartition("@")
    message["To"] = Address(clean(facts["name"]), username=username, domain=domain)
    message["Subject"] = clean(head.removeprefix("Subject:"))
    message["Date"] = localtime()
    # One id a job, so that a mail sent again after a crash can be recognised as the same one.
    message["Message-ID"] = f"<job-{job}.{template}@{host()}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n")
    for other in facts.get("alternatives", ()):
        # As base64, which no server on the way folds anew.
        text = other.content.decode()
        message.add_alternative(text, subtype=other.subtype, cte="base64", params=other.params)
    return message
