"""Readers and what is delivered to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.model.ids import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody an edition goes to. Logs and errors name the id, never the address."""

    id: str
    address: str


def reader_at(address: str) -> Reader:
    """The reader at an address; the id hides the address and is the same every day."""
    return Reader(id="r" + content_id("reader", address.strip().casefold()), address=address.strip())


class DeliveryState(StrEnum):
    """The life of a delivery. AMBIGUOUS: handed over, and the connection was lost before the receipt."""

    SENDING = "sending"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One edition to one reader."""

    edition: int
    reader: str  # a reader's id
    state: DeliveryState
    message_id: str
    attempts: int = 1
    changed: datetime
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message ready to go: `data` is the whole message, CRLF line ends."""

    reader: Reader
    sender: str  # envelope
    message_id: str
    data: bytes
