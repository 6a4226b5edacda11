"""Handing one message to the mail server: what is tried again, what is over, and how long anybody waits.

A refusal of this recipient or of this message for good (5xx) is over: `Refused`. Everything else may look different
later and is raised as it is, so that the job is tried again: a server that is away, stalls, hangs up or is busy (4xx),
and what is wrong with the portal itself and not with this mail (its sender, sign-in or TLS), which the operator mends.
"""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

STEP_SECONDS = 10.0  # how long each answer may take
ANSWER_SECONDS = 30.0  # how long the answer to the message itself may take: servers look at it first
STEPS, ANSWERS = 12, 3  # the most of each in one conversation
PORTS = {"smtps": 465, "smtp+starttls": 587}


class Refused(Exception):
    """The server will never take this message to this recipient."""


def longest() -> float:
    """How many seconds one conversation takes at most; a job's lease must be longer."""
    return STEPS * STEP_SECONDS + ANSWERS * ANSWER_SECONDS


def hand_over(message: EmailMessage, url: str) -> None:
    """Send the message by the server at smtp://, smtp+starttls:// or smtps://; returns once it has taken it."""
    at = urlsplit(url)
    server = _connected(at)
    try:
        _introduce(server, at)
        _send(server, message)
    finally:
        _part(server)


class _Plain(smtplib.SMTP):
    """Waits longer for the answer to a message: whoever gives up then does not know whether it was taken."""

    def data(self, msg: Any) -> Any:
        self._wait(ANSWER_SECONDS)
        answer = super().data(msg)
        self._wait(STEP_SECONDS)
        return answer

    def _wait(self, seconds: float) -> None:
        if self.sock is not None:
            self.sock.settimeout(seconds)


class _Secure(_Plain, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


def _connected(at: SplitResult) -> smtplib.SMTP:
    host, port = at.hostname or "localhost", at.port or PORTS.get(at.scheme, 25)
    if at.scheme == "smtps":
        return _Secure(host, port, timeout=STEP_SECONDS, context=ssl.create_default_context())
    return _Plain(host, port, timeout=STEP_SECONDS)


def _introduce(server: smtplib.SMTP, at: SplitResult) -> None:
    # A server without TLS is told nothing: neither the password nor the mail goes out in the clear instead.
    if at.scheme == "smtp+starttls":
        server.starttls(context=ssl.create_default_context())
    if at.username:
        server.login(unquote(at.username), unquote(at.password or ""))


def _send(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        _judge(refused, [code for code, _ in refused.recipients.values()])
    except smtplib.SMTPDataError as refused:
        _judge(refused, [refused.smtp_code])
    except smtplib.SMTPNotSupportedError:
        raise Refused("the server knows no addresses beyond ASCII") from None


def _judge(refused: smtplib.SMTPException, codes: list[int]) -> None:
    if all(code >= 500 for code in codes):
        raise Refused(f"refused with {codes[0]}") from None
    raise refused


def _part(server: smtplib.SMTP) -> None:
    """Say goodbye. What goes wrong now changes nothing: a message that was taken must not be sent again."""
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()
