"""Functions for worker processes, which must be importable there, and a pool that behaves as told."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any, NoReturn


def double(number: int) -> int:
    """Twice the number."""
    return number * 2


def process_id(_value: int) -> int:
    """Which process this is."""
    return os.getpid()


def misbehave(how: str) -> Any:
    """Do what the value says, as a hostile document could make a parser do."""
    deeds: dict[str, Callable[[], Any]] = {
        "hang": _hang,
        "exit": lambda: os._exit(3),
        "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
        "raise": lambda: _raise(ValueError("no such date")),
        "raise unpicklable": lambda: _raise(UnpicklableError(lambda: 0)),
        "unpicklable": lambda: lambda: 0,
        "unreadable": Unreadable,
        "eat memory": lambda: "x" * (16 * 1024**3),
    }
    return deeds[how]() if how in deeds else how.upper()


class UnpicklableError(Exception):
    """An error no pipe can carry."""


class Unreadable:
    """A value that can be sent but not received."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how to make it again: not at all."""
        return _raise, (ValueError("not here"),)


class Reluctant:
    """Stands for a pool of processes that is broken, or loses what it is given, or works at once."""

    def __init__(self, *, broken: bool, loses: bool = False) -> None:
        self.active = True
        self._broken = broken
        self._loses = loses

    def schedule(self, function: Callable[..., Any], *, args: tuple[Any, ...], timeout: float) -> Future[Any]:
        """Do it now, or not."""
        future: Future[Any] = Future()
        if self._broken:
            future.set_exception(BrokenProcessPool())
        elif not self._loses:
            future.set_result(function(*args))
        return future

    def stop(self) -> None:
        """End."""
        self.active = False

    def join(self) -> None:
        """Wait for the end."""


def _hang() -> NoReturn:
    while True:
        pass


def _raise(error: Exception) -> NoReturn:
    raise error
