"""An SMTP server on a free port that keeps what it is given, or does what servers do on a bad day."""

import asyncio
import datetime as dt
import socket
import ssl
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

STALLS, HANGS_UP = "stalls", "hangs up"


class Postbox:
    """`messages` are the mails received, parsed, in order; `recipients` whom the envelope of each named.

    `at` says what goes wrong where: {"RCPT": "550 nobody here"}, {"DATA": STALLS}, {"DATA": HANGS_UP}; keys are
    MAIL, RCPT, DATA (once the message has come), BODY (in the middle of it) and QUIT. `tls` is a server's context.
    """

    def __init__(self, at=None, tls=None, scheme="smtp", starttls=None, ascii_only=False):
        self.messages, self.recipients, self.tries = [], [], 0
        self.at = dict(at or {})
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        self._ways = {"enable_SMTPUTF8": not ascii_only, "require_starttls": bool(starttls)}
        self._ways |= {"ssl_context": tls} if tls else {"tls_context": starttls}

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.tries += 1
        if (wrong := await self._mood("MAIL", server)) is None:
            envelope.mail_from = address
        return wrong or "250 go on"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if (wrong := await self._mood("RCPT", server)) is None:
            envelope.rcpt_tos.append(address)
        return wrong or "250 go on"

    async def handle_DATA(self, server, session, envelope):
        if (wrong := await self._mood("DATA", server)) is None:
            self.messages.append(message_from_bytes(envelope.content, policy=default))
            self.recipients.append(envelope.rcpt_tos)
        return wrong or "250 kept"

    async def handle_QUIT(self, server, session, envelope):
        return await self._mood("QUIT", server) or "221 goodbye"

    async def _mood(self, moment, server):
        mood = self.at.get(moment)
        if mood == STALLS:
            await asyncio.Event().wait()
        if mood == HANGS_UP:
            server.transport.abort()
        return mood

    def __enter__(self):
        self._controller = _Controller(self, hostname="127.0.0.1", port=self.port, **self._ways)
        self._controller.start()
        return self

    def __exit__(self, *problem):
        self._controller.stop()


class _Controller(Controller):
    def factory(self):
        return _Server(self.handler, **self.SMTP_kwargs)


class _Server(SMTP):
    async def smtp_DATA(self, arg):
        if self.event_handler.at.get("BODY") != HANGS_UP:
            return await super().smtp_DATA(arg)
        await self.push("354 go on")
        await self._reader.readline()
        self.transport.abort()


def self_signed(folder):
    """A server's TLS context with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    return context
