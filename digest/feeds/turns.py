"""Turns: which request is made next, so that a host is asked one thing at a time and not too soon again."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from zlib import crc32

from digest.feeds.handover import Handover
from digest.feeds.hops import Hop
from digest.model import Fetched

Ask = Callable[[Hop, bool], Awaitable[Fetched | Hop]]
"""Makes one request; the flag: keep the connection. Raises TimeoutError with a sentence where no whole answer came."""

_SILENCE = 3  # times in a row that a host may let us wait in vain, before we leave it for this round
_PATIENCE = 120.0  # seconds in all after which a host is left for this round, where
_SLOW = 10.0  # seconds is less than what each of its answers took
_KEPT = 200  # connections held open between two requests; more are closed and opened again
_JITTER = 0.25  # of a pause, at most, on top of it


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that only go forward, and a way to let some of them pass."""

    time: Callable[[], float] = monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(slots=True)
class _Host:
    """The requests that wait for one host, what the last one left, and why it is not asked any more."""

    waiting: deque[Hop] = field(default_factory=deque)
    busy: bool = False
    kept: bool = False  # its connection is open
    ended: float | None = None  # when the last request did
    asked: int = 0
    spent: float = 0.0  # seconds that its answers took
    silent: int = 0  # times in a row that it let us wait in vain
    closed: str = ""  # a sentence
    tired: bool = False  # it was closed because it asked for it
    retry_after: timedelta | None = None


class Turns:
    """One round of requests: `places` at once, each host one at a time, redirects at the end of their target's queue.

    So no host sees two connections, waiting for a busy host or through a pause costs nobody their place or their
    time limit, and the requests to one host are spread over the whole round.
    """

    def __init__(self, ask: Ask, handover: Handover, *, places: int, clock: Clock | None = None) -> None:
        self._ask = ask
        self._handover = handover
        self._places = asyncio.Semaphore(places)
        self._clock = clock or Clock()
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._kept = 0

    async def take(self, hops: Iterable[Hop]) -> None:
        """Make all requests and hand over what came of each; whatever happens to one becomes its result."""
        async with asyncio.TaskGroup() as group:
            for hop in hops:
                self._hosts[hop.host].waiting.append(hop)
            # By a hash, so that the many hosts of one provider, neighbours in most lists, do not come in one run.
            for host in sorted(self._hosts, key=lambda name: (_hash(name), name)):
                self._begin(self._hosts[host], group)

    def _begin(self, host: _Host, group: asyncio.TaskGroup) -> None:
        if not host.busy:
            host.busy = True
            group.create_task(self._attend(host, group))

    async def _attend(self, host: _Host, group: asyncio.TaskGroup) -> None:
        """Make the requests that wait for a host, one after the other, until none is left."""
        while host.waiting:
            await self._pause(host)
            async with self._places:
                await self._handover.room()
                came = await self._visit(host.waiting.popleft(), host)
            if isinstance(came, Fetched):
                self._handover.give(came)
            else:
                target = self._hosts[came.host]
                target.waiting.append(came)
                self._begin(target, group)
        host.busy = False

    async def _pause(self, host: _Host) -> None:
        """Wait until the next request of a host may be made."""
        hop = host.waiting[0]
        if host.ended is None or host.closed or hop.refused or not hop.request.pause:
            return
        rest = host.ended + jittered(hop.request.pause, hop.request.url) - self._clock.time()
        if rest > 0:
            await self._clock.sleep(rest)

    async def _visit(self, hop: Hop, host: _Host) -> Fetched | Hop:
        """Ask once, unless there is a reason not to."""
        if hop.refused or host.closed:
            unasked = host.tired and not hop.refused
            return hop.result(error=hop.refused or host.closed, retry_after=host.retry_after, unasked=unasked)
        silent, host.silent = host.silent + 1, 0
        begun = self._clock.time()
        try:
            came = await self._ask(hop, self._keep(host))
        except TimeoutError as error:
            host.silent = silent
            if silent >= _SILENCE:
                host.closed = f"{error}, {silent} times in a row; it was not asked again this time"
            return hop.result(error=str(error))
        finally:
            host.ended = self._clock.time()
            self._count(hop, host, host.ended - begun)
        if isinstance(came, Fetched) and (came.status == 429 or (came.status == 503 and came.retry_after)):
            host.closed = f"{hop.host} has just asked us to come later, and was not asked again this time"
            host.retry_after, host.tired = came.retry_after, True
        return came

    def _count(self, hop: Hop, host: _Host, seconds: float) -> None:
        """A host whose every answer takes long is left after a while: a round is no longer than its slowest host."""
        host.asked, host.spent = host.asked + 1, host.spent + seconds
        if not host.closed and host.spent > _PATIENCE and host.spent / host.asked > _SLOW:
            took = f"{host.asked} answers of {hop.host} took {host.spent:.0f} s"
            host.closed = f"{took}; it was not asked again this time"

    def _keep(self, host: _Host) -> bool:
        """Whether a host's connection is left open for its next request; thousands of idle ones help nobody."""
        keep = bool(host.waiting) and (host.kept or self._kept < _KEPT)
        self._kept += keep - host.kept
        host.kept = keep
        return keep


def jittered(pause: timedelta, url: str) -> float:
    """A pause in seconds with up to a quarter more, the same for one address every time."""
    return pause.total_seconds() * (1 + _JITTER * _hash(url) / 2**32)


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "replace"))
