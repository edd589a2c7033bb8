"""The commands, one module per family. `main` is what the `digest` command runs."""

from __future__ import annotations

import gc
import sys
from functools import cache
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

from digest.errors import DigestError, UsageError

if TYPE_CHECKING:
    import typer

EPILOG = "Start with `digest demo`, then `digest init` in a folder of your own."

# In the order of the help. Their modules bring the program with them, so they are imported when one is asked for.
FAMILIES = (
    "demo", "installation", "sources", "feeds", "editions", "stories", "people", "mail", "serve", "analyze",
    "summarize", "upkeep",
)  # fmt: skip


def __getattr__(name: str) -> typer.Typer:
    """`digest.cli.app`: all commands."""
    if name == "app":
        return _whole()
    raise AttributeError(name)


@cache
def _whole() -> typer.Typer:
    import typer

    app = typer.Typer(
        name="digest",
        help="One mail a day that tells who did what: feeds in, an edition whose sections are people out.",
        epilog=EPILOG,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for family in FAMILIES:
        import_module(f"digest.cli.{family}").register(app)
    app.callback()(import_module("digest.cli.options").options)
    return app


def _run(arguments: list[str]) -> None:
    """Run the command; `summarize FILE` at once, since reading options takes longer than a hundred articles."""
    if _is_plain_summarize(arguments):
        sys.exit(import_module("digest.cli.telling").tell(*arguments[1:]))
    from digest.cli import app

    app()


def _is_plain_summarize(arguments: list[str]) -> bool:
    options = [each for each in arguments if each.startswith("-") and each != "-"]
    return arguments[:1] == ["summarize"] and len(arguments) <= 2 and not options


def main() -> None:
    """Run a command: exit code 0 done, 1 failed, 2 bad usage or configuration."""
    gc.set_threshold(
        50_000, 20, 20
    )  # hardly any circles are made, and looking for them takes a tenth of the time
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name the terminal cannot show is no reason to stop
            stream.reconfigure(errors="replace")
    try:
        _run(sys.argv[1:])
    except UsageError as error:
        _complain(error)
        sys.exit(2)
    except DigestError as error:
        _complain(error)
        sys.exit(1)
    except KeyboardInterrupt:
        _complain("stopped")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:  # files that commands read and write: a folder without rights, a full disk
        named = f"{error.filename}: " if error.filename else ""
        _complain(f"{named}{error.strerror or error}; check the path, its rights and the disk")
        sys.exit(1)


def _complain(what: object) -> None:
    sys.stderr.write(f"digest: {what}\n")
