"""What the commands share: the options they all take, the clock at the edge, progress, and an open App."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn

from digest.config import Settings, read_settings
from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.app import App

ConfigOption = Annotated[
    Path | None,
    typer.Option("-c", "--config", metavar="FILE", help="The feeds.yaml to use.", show_default="feeds.yaml"),
]
NowOption = Annotated[
    str | None,
    typer.Option("--now", metavar="TIME", help='Act as if it were TIME, such as "2026-05-12 07:00".'),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON, for programs.")]
DigestArgument = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="Which digest; the first one without a name.")
]
NumberArgument = Annotated[
    int, typer.Argument(metavar="N", min=1, max=2**31 - 1, help="The edition's number.")
]
# What JSON may leave as it is, and a terminal obeys: C1 controls, marks that turn the direction of writing.
_OBEYED = re.compile("[\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
YEARS = range(1990, 2200)  # what --now may name; feeds' dates before that are none either


@dataclass(frozen=True, slots=True)
class State:
    """The options given before the command."""

    config: Path | None = None
    verbose: bool = False


def settings_of(context: typer.Context, config: Path | None, *, secrets: bool = True) -> Settings:
    """The settings of the feeds.yaml that was named, or of the one here.

    Without `secrets` a private feed's missing secret is no mistake: for commands that visit no feed.
    """
    state = context.find_object(State) or State()
    path = config or state.config or Path("feeds.yaml")
    settings = read_settings(path, os.environ, secrets=secrets)
    told = settings.log_level if "LOG_LEVEL" in os.environ else ""
    set_up_logging("debug" if state.verbose else told, settings.log_format)
    return settings


def moment(now: str | None, settings: Settings) -> datetime:
    """The time to act at, in UTC; a TIME without a zone is meant in the newsroom's."""
    if now is None:
        return datetime.now(UTC)
    try:
        told = datetime.fromisoformat(now)
    except ValueError:
        raise UsageError(f'--now: {now!r} is no time; write it as "2026-05-12 07:00"') from None
    if told.year not in YEARS:
        raise UsageError(f"--now: the year must be one from {YEARS.start} to {YEARS.stop - 1}")
    return (told if told.tzinfo else told.replace(tzinfo=ZoneInfo(settings.zone))).astimezone(UTC)


@contextmanager
def opened(settings: Settings, *, mapped: dict[str, tuple[str, int]] | None = None) -> Iterator[App]:
    """An App whose long work shows a progress bar on a terminal, and nothing but its log elsewhere."""
    from digest.app import open_app  # brings half the program: only commands that need it wait for it

    with _bar() as bar, open_app(settings, mapped=mapped, progress=bar) as app:
        yield app


def say(text: str = "") -> None:
    """A line for people."""
    typer.echo(text)


def counted(number: int, thing: str, things: str = "") -> str:
    """How many of a thing, as people say it: `1 feed`, `2 stories`."""
    return f"{number} {thing if number == 1 else things or f'{thing}s'}"


def say_json(value: Any) -> None:
    """An answer for programs: one JSON document."""
    plain = (sys.stdout.encoding or "").lower().replace(
        "-", ""
    ) != "utf8"  # no letter may become a question mark
    told = json.dumps(value, ensure_ascii=plain, indent=2, default=_as_json)
    typer.echo(_OBEYED.sub(lambda found: f"\\u{ord(found.group()):04x}", told))


def _as_json(value: Any) -> str:
    """What JSON has no form for: times as ISO 8601, all else as its text."""
    return value.isoformat() if isinstance(value, datetime) else str(value)


class _Bar:
    """Progress on a terminal: one line for each kind of work."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far a kind of work is."""
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=total or None)
        self._progress.update(self._tasks[what], completed=done, total=total or None)


class _Lines:
    """Progress elsewhere: a plain line when a kind of work begins."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say it once, when a kind of work begins."""
        if done <= 1 and what not in self._said:
            self._said.add(what)
            logging.getLogger("digest").info("%s (%s)", what, total or "…")


@contextmanager
def _bar() -> Iterator[_Bar | _Lines]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines()
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bar(progress)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def set_up_logging(level: str, form: str = "text") -> None:
    """Log to standard error, warnings and worse unless told otherwise."""
    handler = logging.StreamHandler(sys.stderr)
    plain = logging.Formatter("%(levelname)s %(message)s")
    handler.setFormatter(JsonLines() if form == "json" else plain)
    logger = logging.getLogger("digest")
    logger.handlers[:] = [handler]
    logger.propagate = False
    logger.setLevel((level or "warning").upper())
