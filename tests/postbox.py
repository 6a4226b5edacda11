"""An SMTP server on a free port that keeps what it is given."""

import socket
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class Postbox:
    """`messages` are the mails received, parsed, in order; `recipients` whom the envelope of each named."""

    def __init__(self):
        self.messages = []
        self.recipients = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        self.recipients.append(envelope.rcpt_tos)
        return "250 kept"

    def __enter__(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def __exit__(self, *problem):
        self._controller.stop()
