"""Functions for worker processes: they must be importable there."""

from __future__ import annotations

import os
import signal
import time


def double(number: int) -> int:
    """Twice the number."""
    return number * 2


def misbehave(how: str) -> str:
    """Do what the value says, as a hostile document could make a parser do."""
    if how == "hang":
        while True:
            pass
    if how == "exit":
        os._exit(3)
    if how == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if how == "raise":
        raise ValueError("no such date")
    if how == "raise unpicklable":
        raise Unpicklable(lambda: 0)
    if how == "unpicklable":
        return lambda: 0  # type: ignore[return-value]
    if how == "eat memory":
        return "x" * (8 * 1024**3)
    return how.upper()


class Unpicklable(Exception):
    """An error no pipe can carry."""


def take(seconds: float) -> float:
    """Keep a processor busy for some time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds
