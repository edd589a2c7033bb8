"""`people list`, `show`, `explain`: who is known, and why a name was read so; the family of `people alias` too."""

from __future__ import annotations

import typer

from digest.cli import teach


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    family = typer.Typer(no_args_is_help=True, help="Look at the people in the news, and correct names.")
    teach.register(family)
    app.add_typer(family, name="people", epilog="Example: digest people list carrow")
