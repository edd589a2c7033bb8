"""Results from a loop's thread to its caller: never too many at once, nor too large."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.feeds.handover import WAITING_BYTES, Handover
from digest.model import Fetched, Request


def of_size(size: int, name: str = "") -> Fetched:
    return Fetched(request=Request(url=name), url=name, body=bytes(size))


class Maker:
    """A loop in a thread of its own, that makes results of these sizes as soon as there is room."""

    def __init__(self, sizes: Iterable[int], *, most: int = 100, most_bytes: int = WAITING_BYTES) -> None:
        self._sizes = sizes
        self._loop = asyncio.new_event_loop()
        self.handover = Handover(self._loop, most=most, most_bytes=most_bytes)
        self.made: list[int] = []
        self.taken: list[int] = []
        self.most_waiting = 0

    def run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._make())
        self.handover.end()

    async def _make(self) -> None:
        for size in self._sizes:
            await self.handover.room()
            self.made.append(size)
            self.handover.give(of_size(size))
            self.most_waiting = max(self.most_waiting, sum(self.made) - sum(self.taken))
            await asyncio.sleep(0)

    def take_all(self) -> None:
        thread = Thread(target=self.run)
        thread.start()
        for result in self.handover.take():
            self.taken.append(len(result.body))
        thread.join()


@pytest.mark.parametrize("size", [0, 10, 1000])
def test_everything_arrives_however_large(size: int):
    maker = Maker([size] * 500, most=3, most_bytes=100)
    maker.take_all()
    assert maker.taken == [size] * 500


def test_results_that_are_large_wait_in_smaller_numbers():
    maker = Maker([30] * 200, most=50, most_bytes=100)
    maker.take_all()
    assert (
        maker.most_waiting <= 100 + 2 * 30
    )  # what made it full, and the one that the caller is just counting


def test_nothing_more_is_made_while_too_many_bytes_wait():
    async def run() -> None:
        handover = Handover(asyncio.get_running_loop(), most=100, most_bytes=100)
        for _ in range(2):
            await handover.room()
            handover.give(of_size(60))
        waiting = asyncio.ensure_future(handover.room())
        await asyncio.sleep(0)
        assert not waiting.done()
        results = handover.take()
        next(results)
        next(results)
        await waiting

    asyncio.run(run())


@given(st.lists(st.integers(0, 200), max_size=60), st.integers(1, 5), st.integers(1, 300))
@settings(max_examples=40, deadline=None)
def test_no_mixture_of_sizes_is_lost_or_waits_for_ever(sizes: list[int], most: int, most_bytes: int):
    maker = Maker(sizes, most=most, most_bytes=most_bytes)
    maker.take_all()
    assert maker.taken == sizes
