"""Mail, readers, and a real SMTP server on loopback that misbehaves as told."""

from __future__ import annotations

import socket
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from digest.config import Smtp
from digest.delivery.message import Envelope as MailEnvelope
from digest.delivery.message import build_message, message_id
from digest.model import Edition, Outgoing, RenderedEmail, reader_at

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse"


def an_edition(digest: str = "daily", **others: object) -> Edition:
    fields: dict[str, object] = {
        "title": "The Daily Cast",
        "local_date": date(2026, 5, 12),
        "zone": "UTC",
        "language": "en",
        "look": "magazine",
        "since": NOON,
        "cut_off": NOON,
    }
    return Edition(digest=digest, **(fields | others))  # type: ignore[arg-type]


def a_mail(**others: str) -> RenderedEmail:
    fields = {
        "subject": "The quay opens · The Daily Cast",
        "preheader": "Ilse Thornbury: who did what",
        "html": "<!doctype html><p>Ilse Thornbury — “the quay” = open</p>\n",
        "text": "The quay opens\nhttps://harbourpost.example/quay\n\nFrom here it is open.\n.\n",
    }
    return RenderedEmail(**(fields | others))


def an_envelope(address: str = "ada@example.org", **others: object) -> MailEnvelope:
    reader = reader_at(address)
    fields: dict[str, object] = {
        "sender_address": "digest@digest.example",
        "sender_name": "The Daily Cast",
        "date": NOON,
        "message_id": message_id(an_edition(), reader, domain="digest.example"),
        "list_id": "daily.digest.example",
    }
    return MailEnvelope(reader=reader, **(fields | others))  # type: ignore[arg-type]


def an_outgoing(address: str = "ada@example.org", **others: str) -> Outgoing:
    envelope = an_envelope(address)
    fields = {"sender": envelope.sender_address} | others
    data = build_message(a_mail(), envelope=an_envelope())
    return Outgoing(reader=envelope.reader, message_id=envelope.message_id, data=data, **fields)


Rule = Callable[["Postbox", SMTP, str], str | None]


@dataclass
class Postbox:
    """An SMTP server's mind: what it accepted, what it saw, and what it answers; None lets things take their course."""

    on_mail: Rule = lambda box, server, address: None
    on_rcpt: Rule = lambda box, server, address: None
    on_data: Rule = lambda box, server, address: None
    accepted: list[tuple[str, bytes]] = field(default_factory=list)
    sessions: set[int] = field(default_factory=set)
    resets: int = 0
    secured: list[bool] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.sessions.add(id(session))
        self.secured.append(session.ssl is not None)
        answer = self.on_mail(self, server, address)
        if answer is None:
            envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.on_rcpt(self, server, address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_RSET(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.resets += 1
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.on_data(self, server, envelope.rcpt_tos[0])
        if answer is None:
            assert isinstance(envelope.content, bytes)
            self.accepted.append((envelope.rcpt_tos[0], envelope.content))
        return answer or "250 queued"

    async def handle_exception(self, error: Exception) -> str:
        return "500 confused"


def hang_up(server: SMTP) -> str:
    """Close the connection without an answer."""
    assert server.transport is not None
    server.transport.abort()
    return "421 gone"


@contextmanager
def a_server(box: Postbox, **options: object) -> Iterator[Smtp]:
    """The settings of a running server, without encryption."""
    with socket.create_server(("127.0.0.1", 0)) as free:  # the controller wants a port of its own
        port = free.getsockname()[1]
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", UserWarning
        )  # that a login without TLS is unwise: here it is the test
        controller = Controller(box, hostname="127.0.0.1", port=port, **options)  # type: ignore[arg-type]
        controller.start()
        try:
            yield Smtp(host="localhost", port=port, security="none", timeout=10)
        finally:
            controller.stop()


@contextmanager
def a_greeting(line: bytes) -> Iterator[Smtp]:
    """A server that says one line to whoever calls, and hangs up."""

    def answer() -> None:
        with suppress(OSError):
            caller, _ = listener.accept()
            with caller:
                caller.sendall(line)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer)
        thread.start()
        yield Smtp(host="127.0.0.1", port=listener.getsockname()[1], security="none", timeout=10)
        thread.join()


def checks_password(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    fits = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=fits, handled=False)


def server_context(certificate: str, key: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
