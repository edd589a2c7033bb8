"""Results on their way from an event loop's thread to a plain caller: in batches, and never too many at once."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Iterator
from contextlib import suppress

from digest.model import Fetched

WAITING_BYTES = 64 * 2**20  # of bodies
_TOGETHER = 0.01  # seconds; the results of so long are handed over at once


class Handover:
    """The loop's thread gives, the caller's takes.

    About `most` results with `most_bytes` of bodies wait at once: whoever makes results awaits `room` before the next
    one. Waking the other thread is dear, so the caller gets the results of a hundredth of a second together, and wakes
    the loop only where somebody waits for room.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, *, most: int, most_bytes: int = WAITING_BYTES
    ) -> None:
        self._loop = loop
        self._most = most
        self._most_bytes = most_bytes
        self._queue: queue.SimpleQueue[list[Fetched] | Exception | None] = queue.SimpleQueue()
        self._batch: list[Fetched] = []
        self._given = 0  # counted by the loop's thread
        self._taken = 0  # counted by the caller's
        self._given_bytes = 0
        self._taken_bytes = 0
        self._full = False
        self._emptier = asyncio.Event()

    # ---- in the caller's thread

    def take(self) -> Iterator[Fetched]:
        """The results as they arrive, until the end; raises the error that ended it."""
        while (batch := self._queue.get()) is not None:
            if isinstance(batch, Exception):
                raise batch
            for result in batch:
                self._count_taken(len(result.body))
                yield result

    def _count_taken(self, size: int) -> None:
        self._taken += 1
        self._taken_bytes += size
        if self._full and not self._holds_more_than(self._most // 2, self._most_bytes // 2):
            self._full = False
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._emptier.set)

    # ---- in the loop's thread

    def give(self, result: Fetched) -> None:
        """Let the caller have a result, soon, with the others of that time."""
        self._given += 1
        self._given_bytes += len(result.body)
        self._batch.append(result)
        if len(self._batch) == 1:
            self._loop.call_later(_TOGETHER, self._give_batch)

    def _give_batch(self) -> None:
        batch, self._batch = self._batch, []
        if batch:  # else somebody who waits for room has given it
            self._queue.put(batch)

    async def room(self) -> None:
        """Return when the caller has taken enough."""
        while self._holds_more_than(self._most, self._most_bytes):
            self._give_batch()
            self._emptier.clear()
            self._full = True  # before looking again: else a result taken just now would wake nobody
            if self._holds_more_than(self._most, self._most_bytes):
                await self._emptier.wait()

    def _holds_more_than(self, results: int, size: int) -> bool:
        return self._given - self._taken > results or self._given_bytes - self._taken_bytes > size

    def end(self, error: Exception | None = None) -> None:
        """No more results; `error` is raised where they are taken."""
        self._give_batch()
        self._queue.put(error)
