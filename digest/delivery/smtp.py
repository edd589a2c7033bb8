"""Mail by SMTP: one connection for many messages, and for each a plain word on how it ended.

What may be told apart is told apart: refused for good, refused for now, and handed over without a receipt. Nothing here
names an address or the password: replies of servers often repeat them.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Iterable, Iterator
from contextlib import suppress

from digest.config import Smtp
from digest.delivery.addresses import ascii_address
from digest.errors import DeferredError
from digest.model import Outgoing
from digest.ports import Sent

_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
_LINE_DOT = re.compile(rb"(?m)^\.")
_LONGEST_REPLY = 200
_CLOSING = 421  # "service not available, closing transmission channel"


class SmtpMailer:
    """`ports.Mailer` over one SMTP connection, opened for the first message and again when the server goes away."""

    def __init__(self, settings: Smtp) -> None:
        self._settings = settings

    def send(self, messages: Iterable[Outgoing]) -> Iterator[Sent]:
        """One result for each message, in their order. The connection closes when the iterator does.

        Raises DeferredError where the server cannot be reached, does not take the login or refuses the sender:
        whatever has no result yet was not sent.
        """
        line = _Line(self._settings)
        try:
            for outgoing in messages:
                yield line.deliver(outgoing)
        finally:
            line.close()


class _GoneError(Exception):
    """The server closed the connection before it had the message: sending it again is safe."""


class _Line:
    """The connection to the server, as long as it lasts."""

    def __init__(self, settings: Smtp) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None

    def deliver(self, outgoing: Outgoing) -> Sent:
        """Hand one message over, on a new connection where the old one was lost before it had the message."""
        try:
            sender, receiver = ascii_address(outgoing.sender), ascii_address(outgoing.reader.address)
        except ValueError as error:
            return Sent(outgoing, error=str(error))
        for _ in range(2):
            smtp = self._connected(outgoing)
            try:
                return self._attempt(smtp, outgoing, sender=sender, receiver=receiver)
            except _GoneError:
                self._drop()
        return Sent(outgoing, error="the mail server closed the connection twice", temporary=True)

    def close(self) -> None:
        """Say goodbye, if anybody is there."""
        if self._smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _connected(self, outgoing: Outgoing) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = _open(self._settings)
            except (OSError, smtplib.SMTPException) as error:
                raise DeferredError(outgoing.reader.id, _unusable(error, self._settings)) from None
        return self._smtp

    def _attempt(self, smtp: smtplib.SMTP, outgoing: Outgoing, *, sender: str, receiver: str) -> Sent:
        """MAIL, RCPT and DATA. A refusal ends with RSET, so that the next message starts clean."""
        code, reply = self._ask(smtp, f"MAIL FROM:<{sender}>")
        if code >= 500:
            self._reset(smtp)
            reason = f"the mail server refuses the sender or asks for a login: {_shown(code, reply, self._settings)}"
            raise DeferredError(outgoing.reader.id, reason)
        if code < 400:
            code, reply = self._ask(smtp, f"RCPT TO:<{receiver}>")
        if code < 300:
            code, reply = self._ask(smtp, "DATA")
        if code != 354:
            self._reset(smtp)
            return _refused(outgoing, code, reply, self._settings)
        return self._hand_over(smtp, outgoing)

    def _hand_over(self, smtp: smtplib.SMTP, outgoing: Outgoing) -> Sent:
        """The message and its receipt; from the first byte on a lost connection leaves open whether it arrived."""
        data = _LINE_DOT.sub(b"..", outgoing.data)
        try:
            smtp.send(data + (b"" if data.endswith(b"\r\n") else b"\r\n") + b".\r\n")
            code, reply = smtp.getreply()
        except (OSError, smtplib.SMTPException):
            self._drop()
            return Sent(
                outgoing, error="the connection was lost before the mail server's receipt", ambiguous=True
            )
        if code == _CLOSING:
            self._drop()
        return Sent(outgoing) if code < 300 else _refused(outgoing, code, reply, self._settings)

    def _ask(self, smtp: smtplib.SMTP, command: str) -> tuple[int, bytes]:
        try:
            code, reply = smtp.docmd(command)
        except (OSError, smtplib.SMTPException) as error:
            raise _GoneError from error
        if code == _CLOSING:
            raise _GoneError
        return code, reply

    def _reset(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()


def _open(settings: Smtp) -> smtplib.SMTP:
    """Connect, greet, secure and log in. Certificates are checked against the system's authorities."""
    name = socket.gethostname()
    greeting = name if "." in name else "[127.0.0.1]"  # getfqdn() would ask DNS and can take a minute
    if settings.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.host,
            settings.port,
            greeting,
            timeout=settings.timeout,
            context=ssl.create_default_context(),
        )
    else:
        smtp = smtplib.SMTP(settings.host, settings.port, greeting, timeout=settings.timeout)
    try:
        if settings.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if settings.username:
            smtp.login(settings.username, settings.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _unusable(error: OSError | smtplib.SMTPException, settings: Smtp) -> str:
    """What is wrong with the server, and what to do; never the error's own text, which can hold secrets."""
    where = f"the mail server {settings.host}:{settings.port}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"{where} does not take the login; check SMTP_USERNAME and SMTP_PASSWORD"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return (
            f"{where} offers no STARTTLS or no login as the settings ask for; check the port and the security"
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"{where} shows a certificate that cannot be trusted ({error.verify_message}); check the host's name"
    if isinstance(error, ssl.SSLError):
        return f"{where} does not speak TLS on this port; check the port and the security"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{where} refuses us: {_shown(error.smtp_code, error.smtp_error, settings)}"
    if isinstance(error, smtplib.SMTPException):
        return f"{where} closed the connection; try again later"
    return f"{where} cannot be reached ({error.strerror or 'no answer'}); check the host and the port"


def _refused(outgoing: Outgoing, code: int, reply: bytes, settings: Smtp) -> Sent:
    return Sent(outgoing, error=f"refused: {_shown(code, reply, settings)}", temporary=code < 500)


def _shown(code: int, reply: bytes | str, settings: Smtp) -> str:
    """A reply as it may be logged: one line, without addresses and without the password."""
    text = reply if isinstance(reply, str) else reply.decode("utf-8", "replace")
    if settings.password:
        text = text.replace(settings.password, "…")
    text = _ADDRESS.sub("(address)", text)
    text = "".join(char if char.isprintable() else " " for char in text)
    return f"{code} {' '.join(text.split())[:_LONGEST_REPLY]}".strip()
