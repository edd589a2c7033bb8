"""`init`: an installation of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from digest.cli.session import say
from digest.config import shipped
from digest.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command(epilog="Example: digest init ~/my-digest")(init)


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where to start.", show_default="here")
    ] = Path(),
    templates: Annotated[
        bool, typer.Option(help="Copy the mail's templates too, to make them your own.")
    ] = True,
) -> None:
    """Start an installation: a commented feeds.yaml, the templates."""
    target = folder / "feeds.yaml"
    if target.exists():
        raise UsageError(f"{target} is there already; nothing was changed")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(shipped("feeds.yaml"), target)
    if templates and not (folder / "templates").exists():
        pages = shutil.ignore_patterns("web")  # what our own pages look like is no part of the mail
        shutil.copytree(shipped("templates"), folder / "templates", ignore=pages)
    where = "" if folder == Path() else f"cd {folder}; "
    say(f"{target} is written. Next: {where}digest add https://example.org/feed.xml, then digest run.")
