"""A rendered edition as the message one reader gets (RFC 5322, MIME), byte for byte the same for the same values.

The body is the same for everybody and serialised once; a reader's message is that body behind a few lines. Headers are
written here rather than by `email`: it takes 3 ms a message and has folded `List-Unsubscribe` into an encoded word, and
an encoded word into a header of its own (CVE-2024-6923).
"""

from __future__ import annotations

import re
from binascii import b2a_qp
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import format_datetime
from functools import lru_cache
from hashlib import blake2b
from string import ascii_letters, digits

from digest.delivery.addresses import ascii_address, ascii_domain
from digest.errors import DeliveryError, UsageError
from digest.model import Edition, Reader, RenderedEmail, content_id

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PHRASE = re.compile(r"[A-Za-z0-9 ]*")  # a display name that needs no quotes
_URI = re.compile(r"(https|mailto):[!-;=?-~]+")  # printable ASCII without < and >
_UNSUITED = re.compile(r"[^a-z0-9.-]+")  # in a list id: a digest's name can be anything
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._-]+@[A-Za-z0-9.-]+>")
_NAME = re.compile(r"([!-9;-~]+): ")
_LINE = 66  # characters of a header's text on one line, beside its name
_CHUNK = 54  # characters in one encoded word, the 12 around them not counted
_Q = {char: char for char in ascii_letters + digits + "!*+-/"} | {" ": "_"}  # RFC 2047, 5(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What is of one message: who sends it to whom, when, under which id."""

    sender_address: str
    sender_name: str = ""
    reader: Reader
    date: datetime
    message_id: str  # with its angle brackets, see `message_id`
    list_id: str = (
        ""  # "daily.digest.example": the digest, as filters know it; other characters become hyphens
    )
    subject_prefix: str = ""  # "[Preview] "
    unsubscribe: str = ""  # https, on lists: its POST leaves at once (RFC 8058)
    unsubscribe_mail: str = ""  # a mailto: that leaves


def message_id(edition: Edition, reader: Reader, *, domain: str) -> str:
    """The Message-ID of an edition to a reader: always the same one, and it tells nobody the address.

    Raises UsageError for a domain that is none.
    """
    try:
        host = ascii_domain(domain)
    except ValueError as error:
        raise UsageError(f"no Message-ID can be made with {domain!r}: {error}") from error
    slug = re.sub(r"[^a-z0-9]+", "-", edition.digest.lower()).strip("-")[:40] or "digest"
    own = content_id("message", edition.digest, edition.local_date.isoformat(), reader.id)
    return f"<{slug}-{edition.local_date.isoformat()}.{own}@{host}>"


def build_message(rendered: RenderedEmail, *, envelope: Envelope) -> bytes:
    """The whole message, CRLF line ends, ASCII only.

    Raises DeliveryError, naming the reader by id, for a header that would carry more than its own value.
    """
    boundary, body = _body(rendered.text, rendered.html)
    try:
        lines = _headers(envelope, subject=envelope.subject_prefix + rendered.subject)
    except ValueError as error:
        raise DeliveryError(envelope.reader.id, str(error)) from error
    lines += ("MIME-Version: 1.0", f'Content-Type: multipart/alternative; boundary="{boundary}"')
    head = "\r\n".join(lines)
    if any(len(line) > 998 for line in head.split("\r\n")):
        raise DeliveryError(
            envelope.reader.id, "a header is longer than mail servers take; shorten the address"
        )
    return head.encode("ascii") + b"\r\n\r\n" + body


def _headers(envelope: Envelope, *, subject: str) -> list[str]:
    """The header lines, each with its name; ValueError for a value that does not fit where it stands."""
    sender = ascii_address(envelope.sender_address)
    headers = [
        ("From", _mailbox(envelope.sender_name, sender)),
        ("To", ascii_address(envelope.reader.address)),
        ("Subject", _text(subject, "the subject")),
        ("Date", format_datetime(envelope.date)),
        ("Message-ID", _fitting(envelope.message_id, _MESSAGE_ID, "the Message-ID")),
        ("Auto-Submitted", "auto-generated"),  # RFC 3834: nobody's holiday notice answers it
    ]
    if envelope.list_id:
        headers.append(("List-Id", f"<{_UNSUITED.sub('-', envelope.list_id.lower()).strip('.-')}>"))
    leave = [_fitting(uri, _URI, "the address to unsubscribe at") for uri in _leaving(envelope)]
    if leave:
        headers.append(("List-Unsubscribe", ",\r\n ".join(f"<{uri}>" for uri in leave)))
        headers.append(("Precedence", "bulk"))
    if envelope.unsubscribe:
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return _checked(headers)


def _leaving(envelope: Envelope) -> Iterable[str]:
    return (uri for uri in (envelope.unsubscribe, envelope.unsubscribe_mail) if uri)


def _checked(headers: list[tuple[str, str]]) -> list[str]:
    """The lines, after reading them as a mail program would: exactly these headers and no other."""
    lines = [f"{name}: {value}" for name, value in headers]
    starts = [line for line in "\r\n".join(lines).split("\r\n") if not line.startswith(" ")]
    names = [match[1] for line in starts if (match := _NAME.match(line))]
    if names != [name for name, _ in headers] or len(starts) != len(headers):
        raise ValueError("a header carries another header")
    return lines


def _fitting(value: str, pattern: re.Pattern[str], what: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError(f"{what} has a form that must not stand in a header")
    return value


def _mailbox(name: str, address: str) -> str:
    """A sender's name with the address; the name quoted or encoded where it needs it."""
    name = name.strip()
    text = _text(name, "the sender's name") if name else ""
    if not text:
        return address
    if text == name and not _PHRASE.fullmatch(name):
        text = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{text} <{address}>" if len(text) + len(address) < 66 else f"{text}\r\n <{address}>"


@lru_cache(maxsize=64)
def _text(text: str, what: str) -> str:
    """An unstructured header's value: as it is where that is plain and short, else in encoded words (RFC 2047)."""
    text = text.strip()
    if _CONTROL.search(text) or _CONTROL.search(_decoded(text)):
        raise ValueError(f"{what} has control characters in it")
    if text.isascii() and "=?" not in text and all(len(word) <= _LINE for word in text.split(" ")):
        return _folded(text)
    words, chunk = [], ""
    for char in text:
        piece = _Q.get(char) or "".join(f"={byte:02X}" for byte in char.encode("utf-8"))
        if len(chunk) + len(piece) > _CHUNK:
            words.append(chunk)
            chunk = ""
        chunk += piece
    return "\r\n ".join(f"=?utf-8?Q?{each}?=" for each in [*words, chunk])


def _folded(text: str) -> str:
    """`text` over as many lines as it needs, broken before blanks: a reader sees it as it was."""
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) > _LINE and lines[-1]:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return "\r\n ".join(lines)


def _decoded(text: str) -> str:
    """What a mail program would make of encoded words in `text`."""
    if "=?" not in text:
        return text
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(part if isinstance(part, str) else part.decode("latin-1") for part, _ in parts)


@lru_cache(maxsize=8)
def _body(text: str, html: str) -> tuple[str, bytes]:
    """The boundary and the body, plain text first; the boundary comes from what it bounds."""
    parts = [("plain", _quoted(text)), ("html", _quoted(html))]
    digest = blake2b(digest_size=12)
    for _, data in parts:
        digest.update(data)
    boundary = f"=_{digest.hexdigest()}"  # "=_" never stands in quoted-printable
    pieces = [
        f'--{boundary}\r\nContent-Type: text/{kind}; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode("ascii")
        + data
        for kind, data in parts
    ]
    return boundary, b"\r\n".join(pieces) + f"\r\n--{boundary}--\r\n".encode("ascii")


def _quoted(text: str) -> bytes:
    """Quoted-printable with CRLF line ends; no line begins in a way that old mailboxes rewrite."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    data = b2a_qp(lines.encode("utf-8", "replace")).replace(b"\n", b"\r\n")
    return re.sub(rb"(?m)^From ", b"=46rom ", data)
