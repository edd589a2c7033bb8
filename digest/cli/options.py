"""The options that every command takes before its name."""

from __future__ import annotations

from typing import Annotated

import typer

from digest import __version__
from digest.cli.session import ConfigOption, State, set_up_logging


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"digest {__version__}")
        raise typer.Exit


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
