"""`init`: an installation of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from digest.cli.session import say
from digest.config import shipped
from digest.errors import UsageError

_SCHEMA = "feeds.schema.json"
_MODELINE = (
    f"# yaml-language-server: $schema={_SCHEMA}\n"  # read by editors; has to stand before the settings
)


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command(epilog="Example: digest init ~/my-digest")(init)


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to start.", show_default="here")
    ] = Path(),
    templates: Annotated[
        bool, typer.Option(help="Copy the mail's templates too, to make them your own.")
    ] = True,
) -> None:
    """Start an installation in a folder of its own.

    Writes a commented feeds.yaml, the schema that editors complete it with, and the mail's templates.
    """
    target = folder / "feeds.yaml"
    if target.exists():
        raise UsageError(f"{target} is there already; nothing was changed")
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text(_MODELINE + shipped("feeds.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    if not (folder / _SCHEMA).exists():
        shutil.copyfile(shipped(f"docs/{_SCHEMA}"), folder / _SCHEMA)
    if templates and not (folder / "templates").exists():
        pages = shutil.ignore_patterns("web")  # what our own pages look like is no part of the mail
        shutil.copytree(shipped("templates"), folder / "templates", ignore=pages)
    where = "" if folder == Path() else f"cd {folder}; "
    say(f"{target} is written. Next: {where}digest add https://example.org/feed.xml, then digest run.")
