"""Approving an edition, and sending it: safe to repeat, and nobody is lost.

What a crash leaves is settled by a stated policy. A delivery is claimed and committed before it is handed over. One
that was claimed and never settled may or may not have arrived: it becomes `ambiguous`, is told, and is not sent
again on its own. One that was not claimed, or that the server put off, is sent by the next run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from itertools import islice
from typing import Protocol

from digest.delivery import Envelope, build_message, message_id
from digest.errors import DeferredError, EditionError
from digest.model import (
    Delivery,
    DeliveryState,
    Edition,
    EditionState,
    Outgoing,
    Reader,
    RenderedEmail,
)
from digest.pipeline.means import Means, log
from digest.ports import Mailer, Sent, Storage

BATCH = 100  # deliveries claimed in one transaction
APPROVED_ONES = (EditionState.APPROVED, EditionState.SENDING)


class Outbox(Protocol):
    """Where an edition is written as files."""

    def write(self, edition: Edition, rendered: RenderedEmail, message: bytes) -> Sequence[object]:
        """Write the .eml, .html and .txt of an edition, each in one step; return their paths."""


@dataclass(frozen=True, slots=True)
class Post:
    """What sending works with, beside the storage."""

    render: Callable[[Edition], RenderedEmail]
    outbox: Outbox
    mailer: Mailer
    readers: Callable[[Edition], Sequence[Reader]]
    sender: str  # From: a name and an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """How sending an edition ended."""

    edition: Edition
    sent: int = 0
    deferred: int = 0
    refused: int = 0
    ambiguous: int = 0
    before: int = 0  # sent by earlier runs
    files: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()  # one sentence each, naming readers by id


def approve(storage: Storage, number: int, *, now: datetime) -> Edition:
    """Let an edition go out: from now on it is a snapshot. Approving twice changes nothing."""
    edition = _required(storage, number)
    if edition.state is not EditionState.DRAFT:
        return edition
    return storage.editions.advance(
        number, state=EditionState.APPROVED, allowed=(EditionState.DRAFT,), now=now
    )


def send(means: Means, post: Post, number: int, *, now: datetime) -> Dispatch:
    """Write an approved edition to the outbox and deliver it to whoever has not got it yet.

    Raises EditionError for one that is not approved, BusyError while another process sends it.
    """
    storage = means.storage
    edition = _required(storage, number)
    if edition.state is EditionState.SENT:
        return Dispatch(edition=edition, before=len(storage.deliveries.of_edition(number)))
    if edition.state is EditionState.DRAFT:
        raise EditionError(f"edition {number} is a draft; `digest approve {number}` lets it go out")
    with storage.lock(f"send {number}"):
        edition = storage.editions.advance(number, state=EditionState.SENDING, allowed=APPROVED_ONES, now=now)
        storage.deliveries.abandoned(number, now=now)
        before = Counter(each.state for each in storage.deliveries.of_edition(number))
        rendered = post.render(edition)
        files = post.outbox.write(edition, rendered, _sample(post, edition, rendered, now=now))
        settled = list(_delivered(means, post, edition, rendered, now=now))
        return _finished(storage, edition, settled, before=before, files=files, now=now)


def send_copy(post: Post, edition: Edition, reader: Reader, *, now: datetime) -> Dispatch:
    """Send one copy, marked as a preview; nothing is recorded."""
    rendered = post.render(edition)
    (outgoing,) = _messages(post, edition, rendered, [reader], now=now, prefix="[Preview] ")
    (sent,) = post.mailer.send([outgoing])
    state = _state(sent)
    return Dispatch(
        edition=edition,
        sent=int(state is DeliveryState.SENT),
        deferred=int(state is DeliveryState.DEFERRED),
        refused=int(state is DeliveryState.REFUSED),
        ambiguous=int(state is DeliveryState.AMBIGUOUS),
        errors=(sent.error,) if sent.error else (),
    )


def _required(storage: Storage, number: int) -> Edition:
    edition = storage.editions.get(number)
    if edition is None:
        raise EditionError(f"there is no edition {number}; `digest editions list` shows what there is")
    return edition


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


def _messages(
    post: Post,
    edition: Edition,
    rendered: RenderedEmail,
    readers: Iterable[Reader],
    *,
    now: datetime,
    prefix: str = "",
) -> Iterator[Outgoing]:
    for reader in readers:
        identity = message_id(edition, reader, domain=_domain(post.sender))
        envelope = Envelope(
            sender=post.sender,
            reader=reader.address,
            date=now,
            message_id=identity,
            list_id=f"{edition.digest}.{_domain(post.sender)}",
            prefix=prefix,
        )
        data = build_message(rendered, envelope=envelope)
        yield Outgoing(reader=reader, sender=parseaddr(post.sender)[1], message_id=identity, data=data)


def _sample(post: Post, edition: Edition, rendered: RenderedEmail, *, now: datetime) -> bytes:
    """The message as the first reader gets it, or as the sender would where there is no reader."""
    readers = post.readers(edition) or (Reader(id="sender", address=parseaddr(post.sender)[1]),)
    (message,) = _messages(post, edition, rendered, readers[:1], now=now)
    return message.data


def _delivered(
    means: Means, post: Post, edition: Edition, rendered: RenderedEmail, *, now: datetime
) -> Iterator[Delivery]:
    """Claim, hand over and settle, batch by batch."""
    readers = iter(post.readers(edition))
    done = 0
    while batch := {reader.id: reader for reader in islice(readers, BATCH)}:
        ids = {each.id: message_id(edition, each, domain=_domain(post.sender)) for each in batch.values()}
        claimed = means.storage.deliveries.claim(edition.number, ids, now=now)
        outgoing = _messages(post, edition, rendered, [batch[each] for each in claimed], now=now)
        for delivery in _handed_over(post.mailer, list(outgoing), edition=edition.number, now=now):
            means.storage.deliveries.settle([delivery])
            done += 1
            means.progress("sending", done, len(post.readers(edition)))
            yield delivery


def _handed_over(
    mailer: Mailer, outgoing: Sequence[Outgoing], *, edition: int, now: datetime
) -> Iterator[Delivery]:
    """How each message ended; where the server cannot be used at all, those not tried are put off."""
    left = {each.reader.id: each for each in outgoing}

    def ended(message: Outgoing, state: DeliveryState, error: str) -> Delivery:
        return Delivery(
            edition=edition,
            reader=message.reader.id,
            state=state,
            message_id=message.message_id,
            changed=now,
            error=error,
        )

    try:
        for sent in mailer.send(outgoing):
            del left[sent.outgoing.reader.id]
            yield ended(sent.outgoing, _state(sent), sent.error)
    except DeferredError as error:
        log.warning("%s", error.reason)
        for message in left.values():
            yield ended(message, DeliveryState.DEFERRED, error.reason)


def _state(sent: Sent) -> DeliveryState:
    if not sent.error:
        return DeliveryState.SENT
    if sent.ambiguous:
        return DeliveryState.AMBIGUOUS
    return DeliveryState.DEFERRED if sent.temporary else DeliveryState.REFUSED


def _finished(
    storage: Storage,
    edition: Edition,
    settled: Sequence[Delivery],
    *,
    before: Counter[DeliveryState],
    files: Sequence[object],
    now: datetime,
) -> Dispatch:
    """The edition is sent when nothing is put off any more."""
    count = Counter(each.state for each in settled)
    if not count[DeliveryState.DEFERRED]:
        edition = storage.editions.advance(
            edition.number, state=EditionState.SENT, allowed=(EditionState.SENDING,), now=now
        )
    return Dispatch(
        edition=edition,
        sent=count[DeliveryState.SENT],
        deferred=count[DeliveryState.DEFERRED],
        refused=count[DeliveryState.REFUSED],
        ambiguous=count[DeliveryState.AMBIGUOUS] + before[DeliveryState.AMBIGUOUS],
        before=before[DeliveryState.SENT],
        files=tuple(str(each) for each in files),
        errors=tuple(f"{each.reader}: {each.error}" for each in settled if each.error),
    )


__all__ = ["Dispatch", "Outbox", "Post", "approve", "send", "send_copy"]
