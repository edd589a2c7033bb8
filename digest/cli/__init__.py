"""The commands, one module per family. `main` is what the `digest` command runs."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from digest import __version__
from digest.cli import (
    analyze,
    demo,
    editions,
    feeds,
    installation,
    mail,
    people,
    serve,
    sources,
    summarize,
    upkeep,
)
from digest.cli.session import ConfigOption, State, set_up_logging
from digest.errors import DigestError, UsageError

EPILOG = "Start with `digest demo`, then `digest init` in a folder of your own."

app = typer.Typer(
    name="digest",
    help="One mail a day that tells who did what: feeds in, an edition whose sections are people out.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for module in (demo, installation, sources, feeds, editions, people, mail, serve, analyze, summarize, upkeep):
    module.register(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"digest {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    config: ConfigOption = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more of what happens.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options before any command."""
    del version
    set_up_logging("debug" if verbose else "")
    context.obj = State(config=config, verbose=verbose)


def main() -> None:
    """Run a command: exit code 0 done, 1 failed, 2 bad usage or configuration."""
    gc.set_threshold(
        50_000, 20, 20
    )  # hardly any circles are made, and looking for them takes a tenth of the time
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name the terminal cannot show is no reason to stop
            stream.reconfigure(errors="replace")
    try:
        app()
    except UsageError as error:
        typer.echo(f"digest: {error}", err=True)
        sys.exit(2)
    except DigestError as error:
        typer.echo(f"digest: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("digest: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:  # files that commands read and write: a folder without rights, a full disk
        named = f"{error.filename}: " if error.filename else ""
        typer.echo(
            f"digest: {named}{error.strerror or error}; check the path, its rights and the disk", err=True
        )
        sys.exit(1)
