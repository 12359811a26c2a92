"""A real mail server on loopback, which can be told to refuse."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings


@dataclass  # aiosmtpd looks at every member, which Python 3.11.2 cannot bear with slots
class Mailbox:
    """What the server has taken, and what it answers when a letter is handed over."""

    taken: list[Envelope] = field(default_factory=list)
    to_address: str = "250 OK"
    to_letter: str = "250 OK"

    async def handle_RCPT(  # noqa: N802  # what aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer whether the address is taken."""
        if self.to_address.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_address

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # likewise
        """Take the letter, or refuse it."""
        if self.to_letter.startswith("250"):
            self.taken.append(envelope)
        return self.to_letter

    @property
    def addresses(self) -> list[str]:
        """Return to whom the letters went, in order."""
        return [address for envelope in self.taken for address in envelope.rcpt_tos]


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_server(*, tls: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    """Run the server, and point the settings at it."""
    mailbox, port = Mailbox(), free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, tls_context=tls, require_starttls=tls is not None)
    controller.start()
    try:
        with override_settings(
            SOMLOS_SMTP_HOST="127.0.0.1",
            SOMLOS_SMTP_PORT=port,
            SOMLOS_SMTP_TLS="starttls" if tls else "none",
            SOMLOS_SMTP_SENDER="ikke-svar@samarbeid.example",
            SOMLOS_NAME="Fjordvik samarbeid",
            SOMLOS_SITE="https://samarbeid.example/",
            SOMLOS_NUDGE_JITTER=0,
        ):
            yield mailbox
    finally:
        controller.stop()
