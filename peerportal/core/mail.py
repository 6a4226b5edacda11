"""Mail: enqueued as ids in the transaction that wants it, written and sent by a job; never a group's words."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from peerportal.core import jobs
from peerportal.core.settings import Settings
from peerportal.core.text import clean

Context = Callable[[dict[str, Any]], dict[str, Any] | None]
CONTEXTS: dict[str, Context] = {}
TIMEOUT_SECONDS = 20
_settings = Settings()
_texts: Environment | None = None


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


def context(template: str) -> Callable[[Context], Context]:
    """Register who gets this mail and what it says: payload → {"name", "address", …}, or None for no mail after all."""

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
        send(compose(payload["template"], facts, str(payload.get("job", ""))))


def compose(template: str, facts: dict[str, Any], job: str) -> EmailMessage:
    """The message of a template (its first line is the subject) for `facts["name"]` at `facts["address"]`."""
    if _texts is None:
        raise RuntimeError("mail has no texts yet")
    head, _, body = _texts.get_template(f"{template}.txt").render(link=link, **facts).partition("\n")
    host = urlsplit(_settings.url).hostname or "localhost"
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("PeerPortal", addr_spec=_settings.mail_from or f"peerportal@{host}")
    message["To"] = Address(clean(facts["name"]), addr_spec=facts["address"])
    message["Subject"] = clean(head.removeprefix("Subject:"))
    message["Date"] = localtime()
    # One id a job, so that a mail sent again after a crash can be recognised as the same one.
    message["Message-ID"] = f"<job-{job}.{template}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n")
    return message


def send(message: EmailMessage) -> None:
    """Hand the message to the server named by SMTP_URL (smtp://, smtp+starttls:// or smtps://)."""
    at = urlsplit(_settings.smtp_url)
    secure = ssl.create_default_context()
    host, port = (
        at.hostname or "localhost",
        at.port or {"smtps": 465, "smtp+starttls": 587}.get(at.scheme, 25),
    )
    server: smtplib.SMTP
    if at.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=secure)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    with server:
        if at.scheme == "smtp+starttls":
            server.starttls(context=secure)
        if at.username:
            server.login(unquote(at.username), unquote(at.password or ""))
        server.send_message(message)
