"""JSON Lines as programs hand them over: a bad line is told by its number, the others go on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from digest.errors import UsageError


@contextmanager
def opened_lines(file: str) -> Iterator[TextIO]:
    """Standard input (-) or a file as lines. Bytes that are no UTF-8 spoil their line, not the run."""
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8", errors="replace") as stream:
            yield stream
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error


def complaint(error: ValueError | RecursionError) -> str:
    """One sentence about a line that is not what it should be."""
    if isinstance(error, json.JSONDecodeError):
        return f"this is no JSON: {error.msg} at character {error.pos + 1}."
    return str(error) if isinstance(error, ValueError) else "this JSON is nested too deeply."
