"""The letters: words that are the same for everybody, and the mail server that takes them (C2).

Nothing in a letter tells who it is to, what it is about or which notice it was for: subject, body and sender are fixed
by the settings. Only the address, the day and a random message id differ; the id stays the same when a letter is sent
again, so that a mailbox can see that it is one.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

_PATIENCE = 15  # seconds
_PERMANENT = 500


class NotTaken(Exception):
    """The mail server did not take a letter. Says no address: it is logged."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says."""

    subject: str
    body: str


def is_offered() -> bool:
    """Tell whether there is a mail server, and so whether nudges are offered at all."""
    return bool(settings.SOMLOS_SMTP_HOST)


def nudge_words() -> Words:
    """Return what every nudge says, to everybody."""
    name = settings.SOMLOS_NAME
    return Words(
        f"Ny melding i {name}",
        f"Du har en ny melding i {name}. Logg inn for å lese.\n\n{settings.SOMLOS_SITE}\n",
    )


def code_words(code: str) -> Words:
    """Return what the letter with a code says; the code is all that differs."""
    return Words(
        f"Kode fra {settings.SOMLOS_NAME}",
        f"Koden er {code}. Den varer i en time.\n\nHar du ikke bedt om den, trenger du ikke gjøre noe.\n",
    )


def send(letter_id: UUID, *, to: str, words: Words) -> None:
    """Hand a letter to the mail server; returns when it has been taken."""
    letter = _letter(letter_id, to, words)
    try:
        server = _connect()
        try:
            server.send_message(letter)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        for_good = all(code >= _PERMANENT for code in codes)
        raise NotTaken(f"the mail server refused the address ({codes})", for_good=for_good) from None
    except smtplib.SMTPDataError as error:
        refused = error.smtp_code >= _PERMANENT
        raise NotTaken(f"the mail server refused the letter ({error.smtp_code})", for_good=refused) from None
    except smtplib.SMTPResponseException as error:
        raise NotTaken(f"the mail server answered {error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotTaken(f"the mail server did not answer ({type(error).__name__})") from None


def _letter(letter_id: UUID, to: str, words: Words) -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    letter["From"] = Address(settings.SOMLOS_NAME, addr_spec=settings.SOMLOS_SMTP_SENDER)
    letter["To"] = Address(addr_spec=to)
    letter["Subject"] = words.subject
    letter["Date"] = format_datetime(timezone.now())
    letter["Message-ID"] = f"<{letter_id}@{_domain()}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(words.body)
    return letter


def _connect() -> smtplib.SMTP:
    host, port, how = settings.SOMLOS_SMTP_HOST, settings.SOMLOS_SMTP_PORT, settings.SOMLOS_SMTP_TLS
    trust = ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(host, port, local_hostname=_domain(), timeout=_PATIENCE, context=trust)
        if how == "tls"
        else smtplib.SMTP(host, port, local_hostname=_domain(), timeout=_PATIENCE)
    )
    if how == "starttls":
        server.starttls(context=trust)
    if settings.SOMLOS_SMTP_USER:
        server.login(settings.SOMLOS_SMTP_USER, settings.SOMLOS_SMTP_PASSWORD)
    return server


def _domain() -> str:
    return str(settings.SOMLOS_SMTP_SENDER).rpartition("@")[2]
