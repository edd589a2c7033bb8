"""Approving an edition, and sending it: safe to repeat, and nobody is lost.

What a crash leaves is settled by a stated policy. Each delivery is claimed and committed right before it is handed
over, so that one at most is open. One that was claimed and never settled may or may not have arrived: it becomes
`ambiguous`, is told, and is not sent again on its own. All others are sent by the next run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path

from digest.delivery.message import Envelope, build_message, message_id
from digest.errors import DeferredError, DeliveryError, EditionError
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

APPROVED_ONES = (EditionState.APPROVED, EditionState.SENDING)


@dataclass(frozen=True, slots=True)
class Post:
    """What sending works with, beside the storage."""

    render: Callable[[Edition], RenderedEmail]
    keep: Callable[[Edition, RenderedEmail, bytes], Sequence[Path]]  # writes the .eml, .html and .txt
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
    edition = kept_edition(storage, number)
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
    edition = kept_edition(storage, number)
    if edition.state is EditionState.SENT:
        return Dispatch(edition=edition, before=len(storage.deliveries.of_edition(number)))
    if edition.state is EditionState.DRAFT:
        raise EditionError(f"edition {number} is a draft; `digest approve {number}` lets it go out")
    with storage.lock(f"send {number}"):
        edition = storage.editions.advance(number, state=EditionState.SENDING, allowed=APPROVED_ONES, now=now)
        storage.deliveries.abandoned(number, now=now)
        before = Counter(each.state for each in storage.deliveries.of_edition(number))
        letter = Letter(edition, post.render(edition), now)
        files = post.keep(edition, letter.rendered, _shown(post, letter).data)
        settled = list(_delivered(means, post, letter))
        return _finished(storage, letter, settled, before=before, files=files)


def send_copy(post: Post, edition: Edition, reader: Reader, *, now: datetime) -> Dispatch:
    """Send one copy, marked as a preview; nothing is recorded. Raises DeliveryError for an address that is none."""
    letter = Letter(edition, post.render(edition), now, prefix="[Preview] ")
    try:
        (sent,) = post.mailer.send([_message(post, letter, reader)])
        state, reason = _state(sent), sent.error
    except DeferredError as error:
        state, reason = DeliveryState.DEFERRED, error.reason
    return _counted(edition, Counter([state]), errors=(reason,) if reason else ())


def kept_edition(storage: Storage, number: int) -> Edition:
    """The edition with this number. Raises EditionError where there is none."""
    edition = storage.editions.get(number)
    if edition is None:
        raise EditionError(f"there is no edition {number}; `digest editions list` shows what there is")
    return edition


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


@dataclass(frozen=True, slots=True)
class Letter:
    """A rendered edition on its way, and when it was sent."""

    edition: Edition
    rendered: RenderedEmail
    now: datetime
    prefix: str = ""


def _message(post: Post, letter: Letter, reader: Reader) -> Outgoing:
    """The message for one reader. Raises DeliveryError for an address that is none."""
    name, address = parseaddr(post.sender)
    identity = message_id(letter.edition, reader, domain=_domain(post.sender))
    envelope = Envelope(
        sender_name=name,
        sender_address=address,
        reader=reader,
        date=letter.now,
        message_id=identity,
        list_id=f"{letter.edition.digest}.{_domain(post.sender)}",
        subject_prefix=letter.prefix,
    )
    data = build_message(letter.rendered, envelope=envelope)
    return Outgoing(reader=reader, sender=address, message_id=identity, data=data)


def _shown(post: Post, letter: Letter) -> Outgoing:
    """The copy the outbox shows: the first reader's who can have one, else the sender's.

    Raises DeliveryError for a sender that is none, which would spoil every message: before anything is claimed.
    """
    for reader in post.readers(letter.edition):
        with suppress(DeliveryError):
            return _message(post, letter, reader)
    return _message(post, letter, Reader(id="sender", address=parseaddr(post.sender)[1]))


def preview_message(post: Post, edition: Edition, *, now: datetime) -> bytes:
    """The whole message as the first reader would get it now."""
    letter = Letter(edition, post.render(edition), now)
    return _shown(post, letter).data


def _delivered(means: Means, post: Post, letter: Letter) -> Iterator[Delivery]:
    """Hand over and settle, one reader after the other: whatever ends this leaves one delivery open at most."""
    count = len(post.readers(letter.edition))
    for done, delivery in enumerate(_handed_over(means, post, letter), 1):
        means.storage.deliveries.settle([delivery])
        means.progress("sending", done, count)
        yield delivery


def _handed_over(means: Means, post: Post, letter: Letter) -> Iterator[Delivery]:
    """How it ended for each reader; each is claimed only when the mailer comes to asking for the next message.

    One bad address does not stop the rest; where the server cannot be used at all, those not tried are put off.
    """
    waiting = iter(post.readers(letter.edition))
    refused: list[Delivery] = []
    in_flight: list[Reader] = []

    def messages() -> Iterator[Outgoing]:
        for reader in waiting:
            if not _claimed(means, post, letter, [reader]):
                continue
            try:
                message = _message(post, letter, reader)
            except DeliveryError as error:
                refused.append(_ended(post, letter, reader, DeliveryState.REFUSED, error.reason))
                continue
            in_flight[:] = [reader]
            yield message

    try:
        for sent in post.mailer.send(messages()):
            in_flight.clear()
            yield _ended(post, letter, sent.outgoing.reader, _state(sent), sent.error)
    except DeferredError as error:
        log.warning("%s", error.reason)
        with means.storage.transaction():  # claimed and put off in one step: none of them was handed over
            late = [*in_flight, *_claimed(means, post, letter, list(waiting))]
            deferred = [_ended(post, letter, each, DeliveryState.DEFERRED, error.reason) for each in late]
            means.storage.deliveries.settle(deferred)
        yield from deferred
    yield from refused


def _claimed(means: Means, post: Post, letter: Letter, readers: Sequence[Reader]) -> list[Reader]:
    """Those of the readers who have not got it yet, marked as under way and committed."""
    domain = _domain(post.sender)
    ids = {each.id: message_id(letter.edition, each, domain=domain) for each in readers}
    claimed = means.storage.deliveries.claim(letter.edition.number, ids, now=letter.now) if ids else []
    return [each for each in readers if each.id in claimed]


def _ended(post: Post, letter: Letter, reader: Reader, state: DeliveryState, error: str) -> Delivery:
    """How it ended for one reader."""
    return Delivery(
        edition=letter.edition.number,
        reader=reader.id,
        state=state,
        message_id=message_id(letter.edition, reader, domain=_domain(post.sender)),
        changed=letter.now,
        error=error,
    )


def _state(sent: Sent) -> DeliveryState:
    if not sent.error:
        return DeliveryState.SENT
    if sent.ambiguous:
        return DeliveryState.AMBIGUOUS
    return DeliveryState.DEFERRED if sent.temporary else DeliveryState.REFUSED


def _finished(
    storage: Storage,
    letter: Letter,
    settled: Sequence[Delivery],
    *,
    before: Counter[DeliveryState],
    files: Sequence[Path],
) -> Dispatch:
    """The edition is sent when nothing is put off any more."""
    edition, count = letter.edition, Counter(each.state for each in settled)
    if not count[DeliveryState.DEFERRED]:
        edition = storage.editions.advance(
            edition.number, state=EditionState.SENT, allowed=(EditionState.SENDING,), now=letter.now
        )
    count[DeliveryState.AMBIGUOUS] += before[DeliveryState.AMBIGUOUS]
    errors = tuple(f"{each.reader}: {each.error}" for each in settled if each.error)
    counted = _counted(edition, count, errors=errors)
    return replace(counted, before=before[DeliveryState.SENT], files=tuple(str(each) for each in files))


def _counted(edition: Edition, count: Counter[DeliveryState], *, errors: tuple[str, ...]) -> Dispatch:
    return Dispatch(
        edition=edition,
        sent=count[DeliveryState.SENT],
        deferred=count[DeliveryState.DEFERRED],
        refused=count[DeliveryState.REFUSED],
        ambiguous=count[DeliveryState.AMBIGUOUS],
        errors=errors,
    )
