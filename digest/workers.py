"""Pure functions run over many values in processes that can be killed: parsing, extraction, analysis.

Pebble's pool watches the time of each value and replaces a process that is killed or dies. Around it: results in order,
a bounded number of values under way, every trouble told as a sentence, and a new pool where the old one broke.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import resource
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from digest.ports import Outcome

T = TypeVar("T")
R = TypeVar("R")

MEMORY = 2 * 1024**3  # bytes of address space for each process
UNDER_WAY = 4  # values for each process: enough that none waits, few enough to stay flat in memory
GRACE = 30.0  # seconds beyond its limit after which a value counts as lost; processes start in that time


@dataclass(slots=True)
class _Task(Generic[T]):
    """A value under way; `attempts` counts how often a pool broke while it was the next one to answer."""

    given: T
    future: Any
    attempts: int = 1


class KillableWorkers:
    """`ports.Workers` with processes. Functions must be importable (top-level) and values picklable.

    Nothing is started before the first value; use it as a context manager, or close it. Any thread may run values.
    """

    def __init__(self, *, processes: int | None = None, memory: int = MEMORY) -> None:
        self._processes = processes or min(4, os.cpu_count() or 1)
        self._memory = memory
        self._pool: ProcessPool | None = None
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill what still runs and end all processes. The next run starts new ones."""
        with self._lock:
            pool, self._pool = self._pool, None
        _end(pool)

    def run(
        self, function: Callable[[T], R], values: Iterable[T], *, timeout: float
    ) -> Iterator[Outcome[T, R]]:
        """One outcome for each value, in order; values are taken as results are asked for."""
        waiting = iter(values)
        under_way: deque[_Task[T]] = deque()
        try:
            for value in islice(waiting, self._processes * UNDER_WAY):
                under_way.append(self._begin(function, value, timeout))
            while under_way:
                outcome = self._finished(function, under_way, timeout)
                under_way.popleft()
                yield outcome
                for value in islice(waiting, 1):
                    under_way.append(self._begin(function, value, timeout))
        finally:
            for task in under_way:
                task.future.cancel()

    def _finished(
        self, function: Callable[[T], R], under_way: deque[_Task[T]], timeout: float
    ) -> Outcome[T, R]:
        """What became of the first value under way. When the pool broke, all are begun again, the first one once."""
        while True:
            task = under_way[0]
            try:
                # Every value before it is done, so this one runs or is the next to be run.
                pickled, error = task.future.result(timeout=timeout + GRACE)
                result = pickle.loads(pickled) if pickled else None  # noqa: S301 - our own worker wrote it
                return Outcome(given=task.given, result=result, error=error)
            except TimeoutError:
                if task.future.done():
                    return Outcome(
                        given=task.given, error=f"it took longer than {timeout:g} s and was stopped"
                    )
            except ProcessExpired as expired:
                return Outcome(given=task.given, error=f"its process died ({_death(expired.exitcode)})")
            except (BrokenProcessPool, CancelledError):
                pass
            except Exception as unsendable:
                return Outcome(given=task.given, error=f"it cannot be handed over ({_told(unsendable)})")
            if task.attempts > 1:
                return Outcome(given=task.given, error="its process died (for a reason unknown)")
            self._begin_again(function, under_way, timeout)

    def _begin_again(self, function: Callable[[T], R], under_way: deque[_Task[T]], timeout: float) -> None:
        self.close()
        under_way[0].attempts += 1
        for task in under_way:
            if not task.future.done() or task.future.cancelled() or task.future.exception() is not None:
                task.future = self._begin(function, task.given, timeout).future

    def _begin(self, function: Callable[[T], R], value: T, timeout: float) -> _Task[T]:
        with self._lock:
            if self._pool is None or not self._pool.active:
                _end(self._pool)
                self._pool = _new_pool(self._processes, self._memory)
            return _Task(value, self._pool.schedule(attempt, args=(function, value), timeout=timeout))


def attempt(function: Callable[[T], R], value: T) -> tuple[bytes, str]:
    """Run a function in a worker process: its result, pickled, or a sentence about its exception.

    Pickled here, because a result that cannot be would take its process down on the way back.
    """
    try:
        return pickle.dumps(function(value), pickle.HIGHEST_PROTOCOL), ""
    except MemoryError:
        return b"", "it needs more memory than a worker may have"
    except Exception as error:  # the edge of the job: whatever went wrong is told, and the other values go on
        return b"", f"it failed ({_told(error)})"


def limit_memory(size: int) -> None:
    """Begin a worker process: it may use `size` bytes of address space, so that one value cannot take the machine."""
    gc.set_threshold(
        50_000, 20, 20
    )  # hardly any circles are made, and looking for them takes a tenth of the time
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(
        resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard)
    )


def _new_pool(processes: int, memory: int) -> ProcessPool:
    """A pool forked from a small server process: forking this one, which has threads, could deadlock."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_preloaded())
    return ProcessPool(processes, initializer=limit_memory, initargs=(memory,), context=context)


def _preloaded() -> list[str]:
    """The modules imported once, by the process that the others are forked from, instead of by each of them.

    All of ours that are loaded here: the command's own module is among them, which every new process asks for.
    """
    ours = (
        name for name in sys.modules if name.partition(".")[0] == "digest" and not name.endswith("__main__")
    )
    return [*sorted(ours), "trafilatura"]


def _end(pool: ProcessPool | None) -> None:
    if pool is not None:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _death(exitcode: int) -> str:
    return f"killed by signal {-exitcode}" if exitcode < 0 else f"exit code {exitcode}"


def _told(error: BaseException) -> str:
    said = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
